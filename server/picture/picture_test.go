package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"
)

var now = time.Date(2026, 3, 1, 18, 10, 0, 0, time.UTC)

// scene is a picture that shows something.
func scene() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 32, 16))
	for x := range 32 {
		for y := range 16 {
			img.Set(x, y, color.RGBA{uint8(x * 8), uint8(y * 16), 90, 255})
		}
	}
	return img
}

func asJPEG(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, scene(), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, scene()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// camera is what a telephone writes: its maker, how to turn, when, and where (Exif
// 2.3, §4.6: IFD0 with a sub-IFD of the exposure and one of GPS).
func camera(turn uint16, at string, latitude, longitude [3]uint32) []byte {
	b := []byte("MM\x00\x2a\x00\x00\x00\x08")
	entry := func(tag, kind uint16, count, value uint32) {
		b = binary.BigEndian.AppendUint16(b, tag)
		b = binary.BigEndian.AppendUint16(b, kind)
		b = binary.BigEndian.AppendUint32(b, count)
		b = binary.BigEndian.AppendUint32(b, value)
	}
	const ifd0, exifIFD, gpsIFD, text = 8, 8 + 2 + 4*12 + 4, 8 + 2 + 4*12 + 4 + 2 + 12 + 4, 8 + 2 + 4*12 + 4 + 2 + 12 + 4 + 2 + 4*12 + 4
	b = binary.BigEndian.AppendUint16(b, 4)
	entry(0x010f, 2, 12, text)
	entry(0x0112, 3, 1, uint32(turn)<<16)
	entry(0x8769, 4, 1, exifIFD)
	entry(0x8825, 4, 1, gpsIFD)
	b = binary.BigEndian.AppendUint32(b, 0)
	b = binary.BigEndian.AppendUint16(b, 1)
	entry(0x9003, 2, 20, text+12)
	b = binary.BigEndian.AppendUint32(b, 0)
	b = binary.BigEndian.AppendUint16(b, 4)
	entry(1, 2, 2, 'N'<<24)
	entry(2, 5, 3, text+32)
	entry(3, 2, 2, 'E'<<24)
	entry(4, 5, 3, text+56)
	b = binary.BigEndian.AppendUint32(b, 0)
	b = append(b, "SecretMaker\x00"...)
	b = append(b, at+"\x00"...)
	for _, v := range append(latitude[:], longitude[:]...) {
		b = binary.BigEndian.AppendUint32(b, v)
		b = binary.BigEndian.AppendUint32(b, 1)
	}
	return b
}

// segment puts one into a JPEG behind its start.
func segment(data []byte, marker byte, body []byte) []byte {
	head := []byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}
	return bytes.Join([][]byte{data[:2], head, body, data[2:]}, nil)
}

// chunk puts one into a PNG before its end.
func chunk(data []byte, kind string, body []byte) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(append(c, kind...), body...)
	c = binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
	return bytes.Join([][]byte{data[:len(data)-12], c, data[len(data)-12:]}, nil)
}

var here, there = [3]uint32{35, 46, 12}, [3]uint32{113, 16, 48}

func TestOfWhatTheCameraSaysOnlyHowToTurnStaysInThePicture(t *testing.T) {
	meta := camera(6, "2026:03:01 18:00:00", here, there)
	jpg := segment(segment(segment(asJPEG(t), 0xfe, []byte("SecretMaker says")), 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x>SecretMaker</x>")), 0xe1, append([]byte("Exif\x00\x00"), meta...))
	jpg = append(jpg, "PK\x03\x04 SecretMaker's archive"...)
	pngs := chunk(chunk(asPNG(t), "eXIf", meta), "tEXt", []byte("Author\x00SecretMaker"))
	pngs = append(pngs, "SecretMaker"...)
	for name, data := range map[string][]byte{"jpeg": jpg, "png": pngs} {
		if !bytes.Contains(data, []byte("SecretMaker")) {
			t.Fatal("the test says nothing")
		}
		p, err := Read(data, now)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, secret := range []string{"SecretMaker", "2026:03", "PK\x03", "xap"} {
			if bytes.Contains(p.Data, []byte(secret)) {
				t.Errorf("%s still says %q", name, secret)
			}
		}
		if p.At == nil || p.Latitude == nil || math.Abs(*p.Latitude-35.77) > 1e-6 || math.Abs(*p.Longitude-113.28) > 1e-6 {
			t.Errorf("%s was taken %+v", name, p.Taken)
		}
		was, _, _ := image.Decode(bytes.NewReader(data))
		is, _, err := image.Decode(bytes.NewReader(p.Data))
		if err != nil || was.At(31, 15) != is.At(31, 15) || is.Bounds().Dx() != 32 {
			t.Errorf("%s shows something else: %v", name, err)
		}
	}
	p, err := Read(jpg, now)
	if err != nil || orientation(p.Data, JPEG) != 6 {
		t.Errorf("the picture is no longer turned: %d %v", orientation(p.Data, JPEG), err)
	}
	if again, err := Read(p.Data, now); err != nil || !bytes.Equal(again.Data, p.Data) || again.At != nil || again.Latitude != nil {
		t.Errorf("what was cleaned is cleaned again to something else: %v %+v", err, again.Taken)
	}
}

func TestWhatACameraCannotHaveKnownIsNotKept(t *testing.T) {
	for name, c := range map[string]struct {
		at        string
		lat, long [3]uint32
		when, at2 bool
	}{
		"a day ahead, less a minute": {"2026:03:02 18:09:00", here, there, true, true},
		"more than a day ahead":      {"2026:03:02 18:11:00", here, there, false, true},
		"2099":                       {"2099:01:01 00:00:00", here, there, false, true},
		"1999":                       {"1999:12:31 23:59:59", here, there, false, true},
		"2000":                       {"2000:01:01 00:00:00", here, there, true, true},
		"no date":                    {"0000:00:00 00:00:00", here, there, false, true},
		"the null island":            {"2026:03:01 18:00:00", [3]uint32{}, [3]uint32{}, true, false},
		"beyond the pole":            {"2026:03:01 18:00:00", [3]uint32{91, 0, 0}, there, true, false},
		"beyond the date line":       {"2026:03:01 18:00:00", here, [3]uint32{181, 0, 0}, true, false},
	} {
		p, err := Read(segment(asJPEG(t), 0xe1, append([]byte("Exif\x00\x00"), camera(1, c.at, c.lat, c.long)...)), now)
		if err != nil || (p.At != nil) != c.when || (p.Latitude != nil) != c.at2 {
			t.Errorf("%s: %v %+v", name, err, p.Taken)
		}
	}
}

func TestWhatIsNoPictureIsRefusedWithWhatWouldBeRight(t *testing.T) {
	bomb := asPNG(t)
	binary.BigEndian.PutUint32(bomb[16:], 60_000)
	binary.BigEndian.PutUint32(bomb[20:], 60_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	big := append(asJPEG(t), make([]byte, MostBytes)...)
	for name, data := range map[string][]byte{
		"nothing": nil, "svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), "html": []byte("<html>"), "gif": []byte("GIF89a......"),
		"a head alone": []byte("\xff\xd8\xff"), "half a jpeg": asJPEG(t)[:300], "half a png": asPNG(t)[:80], "a riff": []byte("RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff"),
		"too many pixels": bomb, "too many bytes": big,
	} {
		if _, err := Read(data, now); err == nil || len(err.Error()) < 10 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read(bomb, now); !strings.Contains(err.Error(), "pixels") {
		t.Errorf("a bomb is refused for %v", err)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, scene(), nil)
	f.Add(segment(b.Bytes(), 0xe1, append([]byte("Exif\x00\x00"), camera(6, "2026:03:01 18:00:00", here, there)...)))
	b.Reset()
	_ = png.Encode(&b, scene())
	f.Add(bytes.Clone(b.Bytes()))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Read(data, now)
		if err != nil {
			return
		}
		again, err := Read(p.Data, now)
		if err != nil || !bytes.Equal(again.Data, p.Data) || again.Latitude != nil {
			t.Errorf("what was taken is not clean: %v", err)
		}
	})
}
