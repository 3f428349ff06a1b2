package basemap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Bounds of what is fetched.
const (
	deepest = 20
	largest = 2 << 20
)

// ErrNone is a tile that is not there.
var ErrNone = errors.New("there is no such tile")

func (b *Basemap) fetch(ctx context.Context, service, z, x, y string) (image []byte, contentType string, err error) {
	zoom, errZ := strconv.ParseUint(z, 10, 8)
	column, errX := strconv.ParseUint(x, 10, 32)
	row, errY := strconv.ParseUint(y, 10, 32)
	if service == "" || errors.Join(errZ, errX, errY) != nil || zoom > deepest || column >= 1<<zoom || row >= 1<<zoom {
		return nil, "", ErrNone
	}
	at := strings.NewReplacer("{z}", z, "{x}", x, "{y}", y).Replace(service)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return nil, "", errors.New("the basemap's address is no address")
	}
	response, err := b.client.Do(request)
	if err != nil {
		var told *url.Error // which holds the address
		if errors.As(err, &told) {
			err = told.Err
		}
		return nil, "", fmt.Errorf("the basemap does not answer: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	contentType = response.Header.Get("Content-Type")
	switch {
	case response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusNoContent:
		return nil, "", ErrNone
	case response.StatusCode != http.StatusOK:
		return nil, "", fmt.Errorf("the basemap answers %d", response.StatusCode)
	case !strings.HasPrefix(contentType, "image/"):
		return nil, "", errors.New("the basemap sends no picture")
	}
	image, err = io.ReadAll(io.LimitReader(response.Body, largest+1))
	if err == nil && len(image) > largest {
		err = errors.New("a tile of the basemap is larger than 2 MiB")
	}
	return image, contentType, err
}
