package basemap

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatCanBeConfigured(t *testing.T) {
	pictures := archive(t, png, `{"attribution":"<a href=\"https://maps.example\">County survey</a>"}`)
	shapes := archive(t, vector, `{"vector_layers":[{"id":"water"}]}`)
	foreign := archive(t, vector, `{"vector_layers":[{"id":"transportation"}]}`)
	unknown := archive(t, kind(9), `{}`)
	empty := filepath.Join(t.TempDir(), "empty.pmtiles")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		option, key, url, labels, attribution string
		gcj02, vector                         bool
		wrong                                 string
	}{
		{option: "", url: ""},
		{option: "tianditu", key: "k", url: TilesURL, labels: LabelsURL, attribution: "tianditu.gov.cn"},
		{option: "tianditu-satellite", key: "k", url: TilesURL, labels: LabelsURL, attribution: "tianditu.gov.cn"},
		{option: "tianditu", wrong: "HUB_BASEMAP_KEY"},
		{option: "https://tiles.example/{z}/{x}/{y}.png", url: TilesURL, attribution: "tiles.example"},
		{option: "gcj02+https://tiles.example/{z}/{x}/{y}.png", url: TilesURL, attribution: "tiles.example", gcj02: true},
		{option: "https://tiles.example/{z}/{x}.png", wrong: "{y}"},
		{option: "ftp://tiles.example/{z}/{x}/{y}.png", wrong: "none of"},
		{option: pictures, url: ArchiveURL, attribution: "County survey"},
		{option: shapes, url: ArchiveURL, vector: true},
		{option: foreign, wrong: "Protomaps"},
		{option: unknown, wrong: "unknown type 9"},
		{option: empty, wrong: "no file of PMTiles"},
		{option: pictures + "x.pmtiles", wrong: "no such file"},
	} {
		b, err := Parse(c.option, c.key, "")
		switch {
		case c.wrong != "":
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%s: %v", c.option, err)
			}
		case err != nil || b.URL() != c.url || b.LabelsURL() != c.labels || b.GCJ02() != c.gcj02 || b.Vector() != c.vector || b.Attribution() != c.attribution:
			t.Errorf("%s: %+v %v", c.option, b, err)
		}
	}
}

func TestTheCountySaysWhomTheMapNames(t *testing.T) {
	b, err := Parse("https://10.0.0.7/{z}/{x}/{y}", "", "县自然资源局")
	if err != nil || b.Attribution() != "县自然资源局" {
		t.Errorf("%+v %v", b, err)
	}
}

func TestTiandituIsAskedForItsGroundAndItsNames(t *testing.T) {
	for layer, want := range map[string]string{"vec": "/vec_w/wmts", "cia": "/cia_w/wmts"} {
		at, err := url.Parse(tiandituURL(layer, "a&b"))
		if err != nil || at.Path != want || at.Query().Get("LAYER") != layer || at.Query().Get("tk") != "a&b" {
			t.Errorf("%s: %v %v", layer, at, err)
		}
	}
}

// archive writes a file of tiles that has a header and metadata, and no tile.
func archive(t *testing.T, of kind, metadata string) string {
	t.Helper()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if _, err := zip.Write([]byte(metadata)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	h := make([]byte, headerLength)
	copy(h, "PMTiles\x03")
	binary.LittleEndian.PutUint64(h[24:], headerLength)
	binary.LittleEndian.PutUint64(h[32:], uint64(packed.Len()))
	h[97], h[99] = 2, byte(of)
	name := filepath.Join(t.TempDir(), "county.pmtiles")
	if err := os.WriteFile(name, append(h, packed.Bytes()...), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestATileIsFetchedWithTheKeyWhichNoErrorTells(t *testing.T) {
	var asked string
	service := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		asked = r.URL.String()
		switch {
		case strings.HasPrefix(r.URL.Path, "/9/"):
			rw.Header().Set("Content-Type", "image/png")
			_, _ = rw.Write([]byte("picture"))
		case strings.HasPrefix(r.URL.Path, "/8/"):
			http.Redirect(rw, r, "http://127.0.0.1:1/", http.StatusFound)
		case strings.HasPrefix(r.URL.Path, "/7/"):
			rw.Header().Set("Content-Type", "text/html")
		default:
			rw.WriteHeader(http.StatusNotFound)
		}
	}))
	b, err := Parse(service.URL+"/{z}/{x}/{y}?tk={key}", "se cret", "")
	if err != nil {
		t.Fatal(err)
	}
	image, kind, err := b.Tile(t.Context(), "9", "410", "200")
	if err != nil || string(image) != "picture" || kind != "image/png" || asked != "/9/410/200?tk=se+cret" {
		t.Errorf("%q %s %v, asked %s", image, kind, err, asked)
	}
	for _, at := range [][3]string{{"6", "1", "1"}, {"21", "1", "1"}, {"2", "4", "0"}, {"2", "-1", "0"}, {"2", "../x", "0"}} {
		if _, _, err := b.Tile(t.Context(), at[0], at[1], at[2]); !errors.Is(err, ErrNone) {
			t.Errorf("%v: %v", at, err)
		}
	}
	for _, z := range []string{"8", "7"} {
		if _, _, err := b.Tile(t.Context(), z, "1", "1"); err == nil {
			t.Errorf("%s was taken for a tile", z)
		}
	}
	service.Close()
	if _, _, err := b.Tile(t.Context(), "9", "410", "200"); err == nil || strings.Contains(err.Error(), "cret") {
		t.Errorf("%v", err)
	}
}
