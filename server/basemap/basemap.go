// Package basemap is what lies under the county's map: tiles of a service, fetched by
// the hub so that no browser asks anybody outside and no key leaves it, or a file of
// tiles beside the hub.
package basemap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// Paths on the hub.
const (
	TilesURL   = "/api/v1/map/tiles/{z}/{x}/{y}"
	ArchiveURL = "/api/v1/map/basemap.pmtiles"
)

// Bounds of what is fetched.
const (
	deepest = 20
	largest = 2 << 20
	patient = 10 * time.Second
)

// tianditu is the county's own choice of many: 天地图, CGCS2000 in web Mercator tiles,
// by a key that the service gives to who registers.
const tianditu = "https://t0.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default" +
	"&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="

// shifted marks a service whose tiles are drawn in GCJ-02.
const shifted = "gcj02+"

// Basemap is one. The zero value is none.
type Basemap struct {
	tiles   string // upstream, with {z}, {x} and {y}; it may hold a key
	archive string // file
	gcj02   bool
	client  *http.Client
}

// Parse reads what was configured: nothing, "tianditu" with a key, the URL of tiles
// with {z}, {x} and {y}, which begins with gcj02+ where they are drawn in GCJ-02, or a
// file that ends in .pmtiles.
func Parse(option, key string) (*Basemap, error) {
	b := &Basemap{client: &http.Client{Timeout: patient, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	switch {
	case option == "":
	case option == "tianditu":
		if key == "" {
			return nil, errors.New("basemap is tianditu, which needs its key in HUB_BASEMAP_KEY")
		}
		b.tiles = tianditu + url.QueryEscape(key)
	case strings.HasSuffix(option, ".pmtiles"):
		if _, err := os.Stat(option); err != nil {
			return nil, fmt.Errorf("basemap: %w", err)
		}
		b.archive = option
	default:
		plain, is := strings.CutPrefix(option, shifted)
		b.tiles, b.gcj02 = strings.ReplaceAll(plain, "{key}", url.QueryEscape(key)), is
		at, err := url.Parse(b.tiles)
		if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
			return nil, errors.New("basemap is none of: tianditu, an http or https URL, a file .pmtiles")
		}
		for _, part := range []string{"{z}", "{x}", "{y}"} {
			if !strings.Contains(plain, part) {
				return nil, fmt.Errorf("the URL of the basemap lacks %s", part)
			}
		}
	}
	return b, nil
}

// URL is where browsers find it on this hub; empty for none.
func (b *Basemap) URL() string {
	switch {
	case b.tiles != "":
		return TilesURL
	case b.archive != "":
		return ArchiveURL
	}
	return ""
}

// GCJ02 tells whether it is drawn in GCJ-02, so that what is drawn over it has to be
// moved there.
func (b *Basemap) GCJ02() bool { return b.gcj02 }

// Archive is the file of tiles; empty for none.
func (b *Basemap) Archive() string { return b.archive }

// ErrNone is a tile that is not there.
var ErrNone = errors.New("there is no such tile")

// Tile fetches one. An error names neither the service's address nor its key.
func (b *Basemap) Tile(ctx context.Context, z, x, y string) (image []byte, contentType string, err error) {
	zoom, errZ := strconv.ParseUint(z, 10, 8)
	column, errX := strconv.ParseUint(x, 10, 32)
	row, errY := strconv.ParseUint(y, 10, 32)
	if b.tiles == "" || errors.Join(errZ, errX, errY) != nil || zoom > deepest || column >= 1<<zoom || row >= 1<<zoom {
		return nil, "", ErrNone
	}
	at := strings.NewReplacer("{z}", z, "{x}", x, "{y}", y).Replace(b.tiles)
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
