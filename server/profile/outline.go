package profile

import (
	"encoding/json"

	"commandhub/server/reason"
)

// outline is what the hub reads of the county's GeoJSON: polygons of rings of
// longitude, latitude. The first ring of a polygon is its border, the others
// are holes.
type outline [][][][2]float64

// parseOutline reads a Feature, a FeatureCollection or a bare geometry. It
// says why not when there is no polygon or a ring is not closed.
func parseOutline(data []byte) (outline, *reason.Reason) {
	var doc struct {
		Type     string
		Features []json.RawMessage
		Geometry json.RawMessage
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, new(noGeoJSON.With(err))
	}
	var all outline
	switch doc.Type {
	case "FeatureCollection":
		for _, f := range doc.Features {
			part, why := parseOutline(f)
			if why != nil {
				return nil, why
			}
			all = append(all, part...)
		}
	case "Feature":
		return parseOutline(doc.Geometry)
	case "Polygon", "MultiPolygon":
		return parsePolygons(doc.Type, data)
	default:
		return nil, new(geoJSONKind.With(doc.Type))
	}
	return some(all)
}

func some(all outline) (outline, *reason.Reason) {
	if len(all) == 0 {
		return nil, new(noPolygon.With())
	}
	return all, nil
}

func parsePolygons(kind string, data []byte) (outline, *reason.Reason) {
	var many struct{ Coordinates outline }
	if kind == "Polygon" {
		var one struct{ Coordinates [][][2]float64 }
		if err := json.Unmarshal(data, &one); err != nil {
			return nil, new(noGeoJSON.With(err))
		}
		many.Coordinates = outline{one.Coordinates}
	} else if err := json.Unmarshal(data, &many); err != nil {
		return nil, new(noGeoJSON.With(err))
	}
	for _, polygon := range many.Coordinates {
		for _, ring := range polygon {
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				return nil, new(ringOpen.With())
			}
		}
	}
	return some(many.Coordinates)
}

// contains tells whether a place lies inside, by the even-odd rule.
func (o outline) contains(p Position) bool {
	inside := false
	for _, polygon := range o {
		for _, ring := range polygon {
			for i := range ring[:len(ring)-1] {
				a, b := ring[i], ring[i+1]
				if (a[1] > p.Lat) != (b[1] > p.Lat) &&
					p.Lon < (b[0]-a[0])*(p.Lat-a[1])/(b[1]-a[1])+a[0] {
					inside = !inside
				}
			}
		}
	}
	return inside
}

// within tells whether all of it lies in the box.
func (o outline) within(b Bounds) bool {
	for _, polygon := range o {
		for _, ring := range polygon {
			for _, point := range ring {
				if !b.contains(Position{Lat: point[1], Lon: point[0]}) {
					return false
				}
			}
		}
	}
	return true
}

func (b Bounds) contains(p Position) bool {
	return b.South <= p.Lat && p.Lat <= b.North && b.West <= p.Lon && p.Lon <= b.East
}
