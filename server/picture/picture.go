// Package picture takes photographs from cameras and phones: what is kept shows the
// same and says nothing of who took it, with what, or where.
package picture

import (
	"bytes"
	"image"
	_ "image/jpeg" // decoders of the kinds that are taken
	_ "image/png"
	"time"

	"commandhub/server/reason"

	_ "golang.org/x/image/webp"
)

// Kinds of picture that are taken.
const (
	JPEG = "JPEG"
	PNG  = "PNG"
	WebP = "WEBP"
)

// Bounds of a picture.
const (
	MostBytes  = 10 << 20
	mostPixels = 50_000_000 // decoded, 200 MB at 4 bytes each
	mostSide   = 20_000
)

// room bounds how many pictures are decoded at a time, and so the memory for them.
var room = make(chan struct{}, 2)

// Picture is one that may be kept.
type Picture struct {
	Kind          string
	Width, Height int
	Data          []byte // without what the camera said of itself
	Taken
}

// Taken is what a camera said of a picture.
type Taken struct {
	At                  *time.Time // nil where it did not say, or nothing that can be
	Latitude, Longitude *float64   // WGS 84 degrees; both or none
}

// Unfit is a picture that is not taken, with what would be right.
type Unfit struct{ Why reason.Reason }

func (u *Unfit) Error() string { return u.Why.Error() }

// MediaType of a kind, as image/jpeg.
func MediaType(kind string) string {
	return map[string]string{JPEG: "image/jpeg", PNG: "image/png", WebP: "image/webp"}[kind]
}

// Read takes a picture by its bytes alone. One that is larger than the bounds, is
// broken or no picture is Unfit. What follows the picture's end is cut off.
func Read(data []byte, now time.Time) (Picture, error) {
	kind := kindOf(data)
	switch {
	case kind == "":
		return Picture{}, &Unfit{noPicture.With()}
	case len(data) > MostBytes:
		return Picture{}, &Unfit{tooLarge.With(len(data), MostBytes)}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return Picture{}, &Unfit{brokenHead.With()}
	case config.Width > mostSide || config.Height > mostSide || config.Width*config.Height > mostPixels:
		return Picture{}, &Unfit{pixels.With(config.Width, config.Height, mostPixels)}
	}
	room <- struct{}{}
	defer func() { <-room }()
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return Picture{}, &Unfit{notWhole.With()}
	}
	clean, err := map[string]func([]byte, int) ([]byte, error){JPEG: cleanJPEG, PNG: cleanPNG, WebP: cleanWebP}[kind](data, orientation(data, kind))
	if err != nil {
		return Picture{}, &Unfit{odd.With()}
	}
	if again, _, err := image.DecodeConfig(bytes.NewReader(clean)); err != nil || again.Width != config.Width || again.Height != config.Height {
		return Picture{}, &Unfit{noCamera.With()}
	}
	return Picture{Kind: kind, Width: config.Width, Height: config.Height, Data: clean, Taken: taken(data, kind, now)}, nil
}

func kindOf(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return PNG
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	}
	return ""
}
