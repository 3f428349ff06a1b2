package rule

import (
	"errors"
	"testing"
)

const m3 = 1000 * centilitres

func petrol(volumes ...int64) (tanks []StorageTank) {
	for _, v := range volumes {
		tanks = append(tanks, StorageTank{Capacity: v})
	}
	return tanks
}

func diesel(volumes ...int64) (tanks []StorageTank) {
	for _, v := range volumes {
		tanks = append(tanks, StorageTank{Diesel: true, Capacity: v})
	}
	return tanks
}

func TestStationClassAtAndAroundEachLimit(t *testing.T) {
	for name, c := range map[string]struct {
		tanks []StorageTank
		want  Class
		err   error
	}{
		"one small tank":                      {petrol(10 * m3), Class3, nil},
		"exactly 90 m³":                       {petrol(30*m3, 30*m3, 30*m3), Class3, nil},
		"0.01 L above 90 m³":                  {petrol(30*m3, 30*m3, 30*m3+1), Class2, nil},
		"0.01 L of diesel above 90 m³":        {append(petrol(30*m3, 30*m3, 30*m3), diesel(1)...), Class2, nil},
		"exactly 150 m³":                      {petrol(50*m3, 50*m3, 50*m3), Class2, nil},
		"0.01 L above 150 m³":                 {petrol(50*m3, 50*m3, 50*m3+1), Class1, nil},
		"exactly 210 m³":                      {petrol(50*m3, 50*m3, 50*m3, 50*m3, 10*m3), Class1, nil},
		"0.01 L above 210 m³":                 {petrol(50*m3, 50*m3, 50*m3, 50*m3, 10*m3+1), 0, ErrAboveClass1},
		"diesel counts half: 180 m³ are 90":   {diesel(50*m3, 50*m3, 50*m3, 30*m3), Class3, nil},
		"diesel counts half: 420 m³ are 210":  {diesel(50*m3, 50*m3, 50*m3, 50*m3, 50*m3, 50*m3, 50*m3, 50*m3, 20*m3), Class1, nil},
		"petrol 60 and diesel 60 m³ count 90": {append(petrol(30*m3, 30*m3), diesel(30*m3, 30*m3)...), Class3, nil},
		"no tank":                             {nil, 0, ErrNoTanks},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := StationClass(c.tanks)
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("class %d, %v; want %d, %v", got, err, c.want, c.err)
			}
		})
	}
}

func TestStationClassRefusesATankWithoutCapacity(t *testing.T) {
	for _, capacity := range []int64{0, -1} {
		if class, err := StationClass(petrol(30*m3, capacity)); err == nil || class != 0 {
			t.Errorf("capacity %d gives class %d", capacity, class)
		}
	}
}

func TestTankLimit(t *testing.T) {
	for _, c := range []struct {
		class  Class
		diesel bool
		want   int64
	}{
		{Class1, false, 50 * m3}, {Class2, false, 50 * m3}, {Class3, false, 30 * m3},
		{Class1, true, 50 * m3}, {Class2, true, 50 * m3}, {Class3, true, 50 * m3},
	} {
		if got := TankLimit(c.class, c.diesel); got != c.want {
			t.Errorf("class %d, diesel %t: %d, want %d", c.class, c.diesel, got, c.want)
		}
	}
}
