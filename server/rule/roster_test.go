package rule

import (
	"slices"
	"testing"
	"time"
)

func TestWhatNoTurnCoversIsAGap(t *testing.T) {
	const us = time.Microsecond
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	span := func(from, to time.Duration) Span { return Span{day.Add(from), day.Add(to)} }
	h := time.Hour
	for name, c := range map[string]struct{ turns, want []Span }{
		"nobody":                               {nil, []Span{span(0, 24*h)}},
		"one turn that covers all":             {[]Span{span(0, 24*h)}, nil},
		"one that lasts beyond both ends":      {[]Span{span(-h, 25*h)}, nil},
		"one that ends at the beginning":       {[]Span{span(-h, 0)}, []Span{span(0, 24*h)}},
		"one that ends just after it":          {[]Span{span(-h, us)}, []Span{span(us, 24*h)}},
		"one that begins at the end":           {[]Span{span(24*h, 25*h)}, []Span{span(0, 24*h)}},
		"one that begins just before it":       {[]Span{span(24*h-us, 25*h)}, []Span{span(0, 24*h-us)}},
		"two that meet":                        {[]Span{span(0, 12*h), span(12*h, 24*h)}, nil},
		"two that miss each other by an us":    {[]Span{span(0, 12*h), span(12*h+us, 24*h)}, []Span{span(12*h, 12*h+us)}},
		"in any order":                         {[]Span{span(12*h, 24*h), span(0, 12*h)}, nil},
		"one within another hides no gap":      {[]Span{span(0, 20*h), span(1*h, 2*h)}, []Span{span(20*h, 24*h)}},
		"gaps at both ends and in the middle":  {[]Span{span(1*h, 2*h), span(3*h, 4*h)}, []Span{span(0, 1*h), span(2*h, 3*h), span(4*h, 24*h)}},
		"what lies outside changes nothing":    {[]Span{span(-9*h, -8*h), span(30*h, 31*h)}, []Span{span(0, 24*h)}},
		"a turn of no length covers no moment": {[]Span{span(5*h, 5*h)}, []Span{span(0, 5*h), span(5*h, 24*h)}},
	} {
		if got := Gaps(c.turns, day, day.Add(24*h)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if got := Gaps(nil, day, day); got != nil {
		t.Errorf("a span of no length has the gaps %v", got)
	}
}

func TestAUnitLacksTheKindsOfContactThatItHasNotFiled(t *testing.T) {
	type kind string
	const duty, backup, head kind = "DUTY_PHONE", "BACKUP", "HEAD"
	for name, c := range map[string]struct{ filed, want []kind }{
		"none":             {nil, []kind{duty, backup, head}},
		"all":              {[]kind{head, duty, backup}, nil},
		"two of one kind":  {[]kind{duty, duty}, []kind{backup, head}},
		"all but the head": {[]kind{backup, duty}, []kind{head}},
	} {
		if got := Unfiled(c.filed); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	for kind, want := range map[string]bool{
		"HEADQUARTERS": true, "BUREAU": true, "TOWNSHIP": true, "MEMBER_UNIT": true, "STATE_OIL_GROUP": false, "PRIVATE_OWNER": false,
	} {
		if KeepsContact(kind) != want {
			t.Errorf("§6.7 binds a %s: %t, want %t", kind, !want, want)
		}
	}
}
