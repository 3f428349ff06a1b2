package picture

import (
	"bytes"
	"io"
	"math"
	"time"

	"github.com/bep/imagemeta"
)

// tagsWithin is how long what a camera said may take to read.
const tagsWithin = 2 * time.Second

// tags are what the camera wrote; none where that cannot be read.
func tags(data []byte, kind string) imagemeta.Tags {
	var found imagemeta.Tags
	format := map[string]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP}[kind]
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF, Timeout: tagsWithin,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag:       func(t imagemeta.TagInfo) error { found.Add(t); return nil },
		HandleXMP:       func(r io.Reader) error { _, err := io.Copy(io.Discard, r); return err },
	})
	if err != nil {
		return imagemeta.Tags{}
	}
	return found
}

// orientation is how a picture is to be turned (Exif 2.3, tag 0x0112): 1 as it is, to
// 8; 1 where the camera did not say.
func orientation(data []byte, kind string) int {
	found := tags(data, kind)
	if t, ok := found.EXIF()["Orientation"]; ok {
		if n, ok := t.Value.(uint16); ok && n >= 1 && n <= 8 {
			return int(n)
		}
	}
	return 1
}

// first is the year of the first camera in a telephone: no picture of ours is older.
const first = 2000

// taken is when and where, as far as it can be.
func taken(data []byte, kind string, now time.Time) Taken {
	var out Taken
	found := tags(data, kind)
	if at, err := found.GetDateTime(); err == nil && at.Year() >= first && !at.After(now.Add(24*time.Hour)) {
		at = at.UTC().Truncate(time.Second)
		out.At = &at
	}
	lat, long, err := found.GetLatLong()
	usable := func(v, most float64) bool { return !math.IsNaN(v) && math.Abs(v) <= most }
	if err == nil && usable(lat, 90) && usable(long, 180) && (lat != 0 || long != 0) { // 0, 0 is a camera that knew nothing
		out.Latitude, out.Longitude = &lat, &long
	}
	return out
}
