package simulate

import (
	"math"
	"testing"
)

func TestLevelIsTheInverseOfVolume(t *testing.T) {
	for _, c := range []struct{ litres, diameter float64 }{{20_000, 2200}, {30_000, 2500}, {50_000, 2800}, {5_000, 1500}} {
		tank := newCylinder(c.litres, c.diameter)
		for part := 0.0; part <= 1; part += 1.0 / 512 {
			litres := part * c.litres
			level := tank.level(litres)
			if got := tank.volume(level); math.Abs(got-litres) > 0.001 {
				t.Fatalf("%v L in a tank of %v stand at %v mm, which is %v L", litres, c.litres, level, got)
			}
		}
		for level := 1.0; level < c.diameter; level += 7.3 {
			if got := tank.level(tank.volume(level)); math.Abs(got-level) > 0.001 {
				t.Fatalf("%v mm hold %v L, which stand at %v mm", level, tank.volume(level), got)
			}
		}
	}
}

func TestVolumeAtKnownLevels(t *testing.T) {
	tank := newCylinder(30_000, 2500)
	quarter := 30_000 * (1.0/3 - math.Sqrt(3)/4/math.Pi) // of a circle up to half its radius, in closed form: π/3 − √3/4 of r²
	for _, c := range []struct{ level, want float64 }{
		{-5, 0}, {0, 0}, {625, quarter}, {1250, 15_000}, {1875, 30_000 - quarter}, {2500, 30_000}, {9999, 30_000},
	} {
		if got := tank.volume(c.level); math.Abs(got-c.want) > 0.01 {
			t.Errorf("at %v mm %v L, want %v", c.level, got, c.want)
		}
	}
}
