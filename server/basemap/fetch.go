package basemap

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"commandhub/server/outbound"
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
		return nil, "", fmt.Errorf("the basemap does not answer: %w", outbound.WithoutAddress(err))
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
	if image, err = outbound.Read(response, largest); err != nil {
		return nil, "", fmt.Errorf("a tile of the basemap, of at most 2 MiB: %w", err)
	}
	return image, contentType, nil
}
