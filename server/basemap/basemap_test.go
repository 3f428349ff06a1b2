package basemap

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatCanBeConfigured(t *testing.T) {
	file := filepath.Join(t.TempDir(), "county.pmtiles")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		option, key, url string
		gcj02            bool
		wrong            string
	}{
		{option: "", url: ""},
		{option: "tianditu", key: "k", url: TilesURL},
		{option: "tianditu", wrong: "HUB_BASEMAP_KEY"},
		{option: "https://tiles.example/{z}/{x}/{y}.png", url: TilesURL},
		{option: "gcj02+https://tiles.example/{z}/{x}/{y}.png", url: TilesURL, gcj02: true},
		{option: "https://tiles.example/{z}/{x}.png", wrong: "{y}"},
		{option: "ftp://tiles.example/{z}/{x}/{y}.png", wrong: "none of"},
		{option: file, url: ArchiveURL},
		{option: file + "x.pmtiles", wrong: "no such file"},
	} {
		b, err := Parse(c.option, c.key)
		switch {
		case c.wrong != "":
			if err == nil || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%s: %v", c.option, err)
			}
		case err != nil || b.URL() != c.url || b.GCJ02() != c.gcj02:
			t.Errorf("%s: %+v %v", c.option, b, err)
		}
	}
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
	b, err := Parse(service.URL+"/{z}/{x}/{y}?tk={key}", "se cret")
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
