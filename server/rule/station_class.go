package rule

import (
	"errors"
	"fmt"
)

// Limits of GB 50156-2021 (汽车加油加气加氢站技术标准), article 3.0.9 and its
// table, in litres. The volume of a station is that of all its tanks, diesel
// counted half; every upper limit belongs to its own class.
const (
	class3MaxLitres  = 90_000
	class2MaxLitres  = 150_000
	class1MaxLitres  = 210_000
	tankMaxLitres    = 50_000 // any tank, but
	class3PetrolTank = 30_000 // petrol in a class 3 station
)

// centilitres is the unit in which volumes are exact.
const centilitres = 100

// Class is the class of a fuel station by volume: 1 is the largest, 3 the
// smallest. Zero is none.
type Class int

// The classes 一级站, 二级站, 三级站.
const (
	Class1 Class = 1
	Class2 Class = 2
	Class3 Class = 3
)

// ErrNoTanks is a station without tanks: it has no class yet.
var ErrNoTanks = errors.New("a station without tanks has no class")

// ErrAboveClass1 is a station that holds more than the standard allows at all.
// It is a finding for the supervisor, never a kind of class 1.
var ErrAboveClass1 = errors.New("the tanks hold more than 210 m³, the most that GB 50156 allows a station")

// StorageTank is what the class depends on. Capacity is in hundredths of a
// litre.
type StorageTank struct {
	Diesel   bool
	Capacity int64
}

// StationClass is the class of a station by GB 50156-2021, 3.0.9. It fails
// with ErrNoTanks, with ErrAboveClass1, or when a capacity is not positive.
func StationClass(tanks []StorageTank) (Class, error) {
	if len(tanks) == 0 {
		return 0, ErrNoTanks
	}
	var twice int64 // the counted volume, doubled so that half of diesel is exact
	for i, t := range tanks {
		if t.Capacity <= 0 {
			return 0, fmt.Errorf("tank %d of %d has no capacity", i+1, len(tanks))
		}
		if t.Diesel {
			twice += t.Capacity
		} else {
			twice += 2 * t.Capacity
		}
	}
	switch {
	case twice <= 2*class3MaxLitres*centilitres:
		return Class3, nil
	case twice <= 2*class2MaxLitres*centilitres:
		return Class2, nil
	case twice <= 2*class1MaxLitres*centilitres:
		return Class1, nil
	}
	return 0, ErrAboveClass1
}

// TankLimit is the most that one tank may hold in a station of a class, in
// hundredths of a litre (GB 50156-2021, table 3.0.9).
func TankLimit(class Class, diesel bool) int64 {
	if class == Class3 && !diesel {
		return class3PetrolTank * centilitres
	}
	return tankMaxLitres * centilitres
}
