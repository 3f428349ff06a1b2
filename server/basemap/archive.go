package basemap

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

// kind is what the tiles of a file are, as PMTiles numbers it.
type kind byte

const (
	vector kind = 1
	png    kind = 2
	jpeg   kind = 3
	webp   kind = 4
	avif   kind = 5
)

// header is what a file of PMTiles, version 3, says of itself in its first 127 bytes.
type header struct {
	metadataAt, metadataLength uint64
	compression                byte // of the metadata: 1 none, 2 gzip
	kind                       kind
}

const (
	headerLength    = 127
	largestMetadata = 1 << 20
)

// layers of Protomaps' schema (version 4) that the map's style draws.
var layers = []string{"earth", "water", "roads", "boundaries", "places"}

// open reads what a file of tiles is, and whose.
func (b *Basemap) open(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("basemap: %w", err)
	}
	defer func() { _ = file.Close() }()
	if b.header, err = readHeader(file); err != nil {
		return fmt.Errorf("basemap %s: %w", name, err)
	}
	told, err := readMetadata(file, b.header)
	if err != nil {
		return fmt.Errorf("basemap %s: its metadata: %w", name, err)
	}
	if b.header.kind == vector && !told.drawn() {
		return fmt.Errorf("basemap %s: its vector tiles hold no layer of Protomaps' schema: %s", name, strings.Join(layers, ", "))
	}
	b.archive, b.attribution = name, told.attribution()
	return nil
}

func readHeader(r io.Reader) (header, error) {
	var h [headerLength]byte
	if _, err := io.ReadFull(r, h[:]); err != nil || string(h[:7]) != "PMTiles" || h[7] != 3 {
		return header{}, errors.New("it is no file of PMTiles, version 3")
	}
	read := header{
		metadataAt: binary.LittleEndian.Uint64(h[24:]), metadataLength: binary.LittleEndian.Uint64(h[32:]),
		compression: h[97], kind: kind(h[99]),
	}
	if !slices.Contains([]kind{vector, png, jpeg, webp, avif}, read.kind) {
		return header{}, fmt.Errorf("its tiles are of the unknown type %d", read.kind)
	}
	return read, nil
}

// metadata is what the file says in words.
type metadata struct {
	Attribution  string `json:"attribution"`
	VectorLayers []struct {
		ID string `json:"id"`
	} `json:"vector_layers"`
}

func readMetadata(r io.ReaderAt, h header) (metadata, error) {
	var told metadata
	if h.metadataLength == 0 {
		return told, nil
	}
	raw, err := io.ReadAll(io.NewSectionReader(r, int64(h.metadataAt), int64(min(h.metadataLength, largestMetadata)))) //nolint:gosec // beyond the file there is nothing to read
	if err != nil {
		return told, err
	}
	if h.compression == 2 {
		unpacked, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return told, err
		}
		if raw, err = io.ReadAll(io.LimitReader(unpacked, largestMetadata)); err != nil {
			return told, err
		}
	}
	return told, json.Unmarshal(raw, &told)
}

// drawn tells whether the map's style has anything to draw; a file that lists no
// layers may.
func (m metadata) drawn() bool {
	for _, l := range m.VectorLayers {
		if slices.Contains(layers, l.ID) {
			return true
		}
	}
	return len(m.VectorLayers) == 0
}

var tag = regexp.MustCompile(`<[^>]*>`)

// attribution is whose the tiles are, without the links that such files hold.
func (m metadata) attribution() string {
	return strings.TrimSpace(tag.ReplaceAllString(m.Attribution, ""))
}
