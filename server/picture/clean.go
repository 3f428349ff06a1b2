package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
)

var errForm = errors.New("not of the form")

// exif is a block that says how the picture is to be turned and nothing else (Exif
// 2.3, §4.5: TIFF, big-endian, one entry of type SHORT).
func exif(turn int) []byte {
	return append([]byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"), 0, byte(turn), 0, 0, 0, 0, 0, 0)
}

// cleanJPEG keeps the segments that the picture needs (ITU-T T.81, annex B; JFIF,
// ICC profile, Adobe's colour transform), up to its end.
func cleanJPEG(data []byte, turn int) ([]byte, error) {
	out := bytes.NewBuffer(append(make([]byte, 0, len(data)), 0xff, 0xd8))
	if turn != 1 {
		block := append([]byte("Exif\x00\x00"), exif(turn)...)
		out.Write([]byte{0xff, 0xe1, 0, byte(len(block) + 2)})
		out.Write(block)
	}
	for at := 2; ; {
		if at+4 > len(data) || data[at] != 0xff {
			return nil, errForm
		}
		marker := data[at+1]
		switch {
		case marker == 0xff: // fill
			at++
			continue
		case marker == 0xd9: // end
			out.Write([]byte{0xff, 0xd9})
			return out.Bytes(), nil
		case marker == 0x01 || marker >= 0xd0 && marker <= 0xd8:
			return nil, errForm // stands alone, and not here
		}
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if size < 2 || at+2+size > len(data) {
			return nil, errForm
		}
		segment := data[at : at+2+size]
		if keptInJPEG(marker, segment[4:]) {
			out.Write(segment)
		}
		at += 2 + size
		if marker != 0xda {
			continue
		}
		next := scanEnd(data, at)
		if next < 0 {
			return nil, errForm
		}
		out.Write(data[at:next])
		if data[next+1] == 0xd9 {
			out.Write([]byte{0xff, 0xd9})
			return out.Bytes(), nil
		}
		at = next
	}
}

// keptInJPEG tells which segments the picture needs: of those of applications only
// JFIF, ICC profile and Adobe's colours, and no comment.
func keptInJPEG(marker byte, body []byte) bool {
	switch marker {
	case 0xfe:
		return false
	case 0xe0:
		return bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) == 14 && body[12] == 0 && body[13] == 0
	case 0xe2:
		return bytes.HasPrefix(body, []byte("ICC_PROFILE\x00"))
	case 0xee:
		return bytes.HasPrefix(body, []byte("Adobe")) && len(body) == 12
	}
	return marker < 0xe0 || marker > 0xef
}

// scanEnd is where the data of a scan end: at a marker that is no restart.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if data[at] == 0xff && data[at+1] != 0 && data[at+1] != 0xff && (data[at+1] < 0xd0 || data[at+1] > 0xd7) {
			return at
		}
	}
	return -1
}

// keptInPNG are the chunks that the picture needs (PNG, third edition, §11).
var keptInPNG = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true, "sBIT": true,
}

func cleanPNG(data []byte, _ int) ([]byte, error) {
	const head = 8
	out := bytes.NewBuffer(append(make([]byte, 0, len(data)), data[:head]...))
	for at := head; ; {
		if at+12 > len(data) {
			return nil, errForm
		}
		size := int(binary.BigEndian.Uint32(data[at:]))
		if size < 0 || size > len(data)-at-12 {
			return nil, errForm
		}
		kind := string(data[at+4 : at+8])
		if keptInPNG[kind] {
			out.Write(data[at : at+12+size])
		}
		at += 12 + size
		if kind == "IEND" {
			return out.Bytes(), nil
		}
	}
}

// keptInWebP are the chunks that a still picture needs (RFC 9649, §2).
var keptInWebP = map[string]bool{"VP8X": true, "VP8 ": true, "VP8L": true, "ALPH": true, "ICCP": true}

// Flags of VP8X for what is taken out: EXIF, XMP and animation.
const goneFromVP8X = 0x08 | 0x04 | 0x02

func cleanWebP(data []byte, _ int) ([]byte, error) {
	end := 8 + int(binary.LittleEndian.Uint32(data[4:]))
	if end > len(data) || end < 12 {
		return nil, errForm
	}
	out := bytes.NewBuffer(append(make([]byte, 0, end), data[:12]...))
	for at := 12; at < end; {
		if at+8 > end {
			return nil, errForm
		}
		kind, size := string(data[at:at+4]), int(binary.LittleEndian.Uint32(data[at+4:]))
		padded := size + size&1
		if size < 0 || padded > end-at-8 {
			return nil, errForm
		}
		if keptInWebP[kind] {
			chunk := bytes.Clone(data[at : at+8+padded])
			if kind == "VP8X" && size > 0 {
				chunk[8] &^= goneFromVP8X
			}
			out.Write(chunk)
		}
		at += 8 + padded
	}
	clean := out.Bytes()
	binary.LittleEndian.PutUint32(clean[4:], uint32(len(clean)-8)) //nolint:gosec // at most MostBytes
	return clean, nil
}
