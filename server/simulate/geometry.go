package simulate

import "math"

// cylinder is a lying tank with flat ends. Its lengths are in decimetres, as a
// cubic decimetre is a litre.
type cylinder struct {
	radius, length float64
}

// newCylinder is the tank of a diameter in millimetres that holds so many
// litres.
func newCylinder(litres, diameterMm float64) cylinder {
	radius := diameterMm / 100 / 2
	return cylinder{radius: radius, length: litres / (math.Pi * radius * radius)}
}

// volume is the litres below a level in millimetres.
func (c cylinder) volume(levelMm float64) float64 {
	h := math.Min(math.Max(levelMm/100, 0), 2*c.radius)
	d := c.radius - h // from the level up to the axis
	segment := c.radius*c.radius*math.Acos(d/c.radius) - d*math.Sqrt(math.Max(2*c.radius*h-h*h, 0))
	return c.length * segment
}

// level is the height in millimetres of so many litres: the inverse of volume,
// by halving, to a nanometre.
func (c cylinder) level(litres float64) float64 {
	low, high := 0.0, c.radius*200
	for high-low > 1e-6 {
		middle := (low + high) / 2
		if c.volume(middle) < litres {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
