// Package basemap is what lies under the county's map: tiles of a service, fetched by
// the hub so that no browser asks anybody outside and no key leaves it, or a file of
// tiles beside the hub.
package basemap

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"commandhub/server/outbound"
)

// Paths on the hub.
const (
	TilesURL   = "/api/v1/map/tiles/{z}/{x}/{y}"
	LabelsURL  = "/api/v1/map/labels/{z}/{x}/{y}"
	ArchiveURL = "/api/v1/map/basemap.pmtiles"
)

// shifted marks a service whose tiles are drawn in GCJ-02.
const shifted = "gcj02+"

// Basemap is one. The zero value is none.
type Basemap struct {
	tiles, labels string // upstream, with {z}, {x} and {y}; they may hold a key
	archive       string // file
	header        header // of the file
	gcj02         bool
	attribution   string
	client        *http.Client
}

// Parse reads what was configured: nothing; "tianditu" (vector map) or
// "tianditu-satellite", each with its labels and a key; the URL of tiles with {z}, {x}
// and {y}, which begins with gcj02+ where they are drawn in GCJ-02; or a file that ends
// in .pmtiles, of pictures or of vector tiles after Protomaps' schema. The attribution
// is whom the map names as the source; empty for what the service or file says itself.
func Parse(option, key, attribution string) (*Basemap, error) {
	b := &Basemap{client: outbound.Client()}
	if err := b.parse(option, key); err != nil {
		return nil, err
	}
	if attribution != "" {
		b.attribution = attribution
	}
	return b, nil
}

func (b *Basemap) parse(option, key string) error {
	if drawn, is := tianditu[option]; is {
		if key == "" {
			return fmt.Errorf("basemap is %s, which needs its key in HUB_BASEMAP_KEY", option)
		}
		b.tiles, b.labels, b.attribution = tiandituURL(drawn.ground, key), tiandituURL(drawn.labels, key), tiandituAttribution
		return nil
	}
	switch {
	case option == "":
		return nil
	case strings.HasSuffix(option, ".pmtiles"):
		return b.open(option)
	}
	plain, is := strings.CutPrefix(option, shifted)
	b.tiles, b.gcj02 = strings.ReplaceAll(plain, "{key}", url.QueryEscape(key)), is
	at, err := url.Parse(b.tiles)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return errors.New("basemap is none of: tianditu, tianditu-satellite, an http or https URL, a file .pmtiles")
	}
	for _, part := range []string{"{z}", "{x}", "{y}"} {
		if !strings.Contains(plain, part) {
			return fmt.Errorf("the URL of the basemap lacks %s", part)
		}
	}
	b.attribution = at.Hostname()
	return nil
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

// LabelsURL is where browsers find the names that lie over it; empty where they are
// in its own tiles or in none.
func (b *Basemap) LabelsURL() string {
	if b.labels == "" {
		return ""
	}
	return LabelsURL
}

// Vector tells whether its tiles are shapes (MVT) and not pictures.
func (b *Basemap) Vector() bool { return b.archive != "" && b.header.kind == vector }

// GCJ02 tells whether it is drawn in GCJ-02, so that what is drawn over it has to be
// moved there.
func (b *Basemap) GCJ02() bool { return b.gcj02 }

// Attribution is whom the map names as its source.
func (b *Basemap) Attribution() string { return b.attribution }

// Archive is the file of tiles; empty for none.
func (b *Basemap) Archive() string { return b.archive }

// Tile fetches one. An error names neither the service's address nor its key.
func (b *Basemap) Tile(ctx context.Context, z, x, y string) (image []byte, contentType string, err error) {
	return b.fetch(ctx, b.tiles, z, x, y)
}

// Label fetches a tile of the names that lie over it, as Tile does.
func (b *Basemap) Label(ctx context.Context, z, x, y string) (image []byte, contentType string, err error) {
	return b.fetch(ctx, b.labels, z, x, y)
}
