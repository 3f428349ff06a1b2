package telemetry

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"commandhub/ent/quarantine"
	"commandhub/server/rule"
	"commandhub/server/station"
)

// maxSequence is the highest that JSON numbers hold exactly.
const maxSequence = 1<<53 - 1

// maxBoot is the longest name of a start.
const maxBoot = 64

// check turns what was sent into what is believed.
func check(b *raw, from *station.Station, receivedAt time.Time) (Batch, []Refusal) {
	if n := len(b.tanks) + len(b.sales) + len(b.deliveries) + len(b.events); n > MaxItems {
		return Batch{}, []Refusal{*whole(b.payload, quarantine.ReasonTOO_MANY, "", "%d items; a batch has at most %d: send several", n, MaxItems)}
	}
	boot, ok := bootOf(b.boot)
	if !ok {
		return Batch{}, []Refusal{*whole(b.payload, quarantine.ReasonMALFORMED, "boot",
			"a text of 1 to %d letters, digits and . _ : - is needed", maxBoot)}
	}
	seq, ok := sequenceOf(b.seq)
	if !ok {
		return Batch{}, []Refusal{*whole(b.payload, quarantine.ReasonMALFORMED, "seq", "a whole number from 1 is needed")}
	}
	c := &checker{from: from, receivedAt: receivedAt.UTC().Truncate(time.Microsecond), refused: b.misshapen}
	out := Batch{Boot: boot, Sequence: seq}
	c.item("", b.time.raw)
	if c.batchTime = c.optionalTime("time", b.time); c.bad != nil {
		c.refused = append(c.refused, *c.bad) // and each item that relies on it
	}
	if out.Time = c.batchTime; out.Time.IsZero() {
		out.Time = c.receivedAt
	}
	out.Tanks = sound(c, "tanks", b.tanks, (*checker).tank)
	out.Sales = sound(c, "sales", b.sales, (*checker).sale)
	out.Deliveries = sound(c, "deliveries", b.deliveries, (*checker).delivery)
	out.Events = sound(c, "events", b.events, (*checker).event)
	return out, c.refused
}

// wholer is an item as it was sent.
type wholer interface{ sent() []byte }

func (r *rawTank) sent() []byte     { return r.whole }
func (r *rawSale) sent() []byte     { return r.whole }
func (r *rawDelivery) sent() []byte { return r.whole }
func (r *rawEvent) sent() []byte    { return r.whole }

// sound checks the items of one kind and returns those that are believed.
func sound[R, T any, P interface {
	*R
	wholer
}](c *checker, name string, items []R, check func(*checker, P) T) []T {
	if len(items) == 0 {
		return nil
	}
	out := make([]T, 0, len(items))
	for i := range items {
		r := P(&items[i])
		if r.sent() == nil {
			continue
		}
		c.item(name, r.sent())
		c.index = i
		if v := check(c, r); c.bad == nil {
			out = append(out, v)
		} else {
			c.refused = append(c.refused, *c.bad)
		}
	}
	return out
}

// checker goes through a batch. The first fault of an item is the one told.
type checker struct {
	from       *station.Station
	receivedAt time.Time
	batchTime  time.Time // zero where there is none
	refused    []Refusal

	name  string // of the item's kind
	index int
	whole []byte
	bad   *Refusal

	timeText []byte // the last that was read, since items share them
	timeRead time.Time
}

func (c *checker) item(name string, sent []byte) { c.name, c.whole, c.bad = name, sent, nil }

func (c *checker) refuse(reason quarantine.Reason, field, detail string, args ...any) {
	if c.bad != nil {
		return
	}
	if c.name != "" {
		field = fmt.Sprintf("%s[%d].%s", c.name, c.index, field)
	}
	r := refuse(c.whole, reason, field, detail, args...)
	c.bad = &r
}

func bootOf(t token) (string, bool) {
	if t.kind != text || len(t.raw) == 0 || len(t.raw) > maxBoot {
		return "", false
	}
	for _, ch := range t.raw {
		letter := ch|0x20 >= 'a' && ch|0x20 <= 'z'
		if !letter && (ch < '0' || ch > '9') && ch != '.' && ch != '_' && ch != ':' && ch != '-' {
			return "", false
		}
	}
	return string(t.raw), true
}

func sequenceOf(t token) (int64, bool) {
	if t.kind != number {
		return 0, false
	}
	n, err := strconv.ParseInt(string(t.raw), 10, 64)
	return n, err == nil && n >= 1 && n <= maxSequence
}

// own strips the station's code from a sensor's name: "LC0012/1" or "1". A
// number is taken as its text.
func (c *checker) own(field string, t token) string {
	if t.kind != text && t.kind != number {
		c.refuse(quarantine.ReasonMALFORMED, field, "the sensor's number is needed, as a text")
		return ""
	}
	name := t.String()
	if code, rest, qualified := strings.Cut(name, "/"); qualified {
		if code != c.from.Code {
			c.refuse(quarantine.ReasonFOREIGN_SENSOR, field, "this device speaks for %s alone", c.from.Code)
		}
		name = rest
	}
	return name
}

func (c *checker) tankOf(field string, t token) *station.Tank {
	name := c.own(field, t)
	tank := c.from.Tank(name)
	if tank == nil {
		var known []string
		for _, k := range c.from.Tanks {
			known = append(known, k.Number)
		}
		c.refuse(quarantine.ReasonUNKNOWN_SENSOR, field, "%s has the tanks %s", c.from.Code, strings.Join(known, ", "))
	}
	return tank
}

func (c *checker) nozzleOf(field string, t token) *station.Nozzle {
	name := c.own(field, t)
	nozzle := c.from.Nozzle(name)
	if nozzle == nil {
		var known []string
		for _, k := range c.from.Nozzles {
			known = append(known, k.Number)
		}
		c.refuse(quarantine.ReasonUNKNOWN_SENSOR, field, "%s has the nozzles %s", c.from.Code, strings.Join(known, ", "))
	}
	return nozzle
}

// time is an item's own time or, without one, the batch's.
func (c *checker) time(field string, t token) time.Time {
	at := c.optionalTime(field, t)
	if at.IsZero() {
		at = c.batchTime
	}
	if at.IsZero() {
		c.refuse(quarantine.ReasonMALFORMED, field, "neither the item nor the batch has a time like 2026-03-01T08:00:00.000Z")
		return at
	}
	switch rule.TimePlausible(at, c.receivedAt) {
	case rule.TimeTooOld:
		c.refuse(quarantine.ReasonTIME_TOO_OLD, field, "%s; at most 7 days before %s are taken", stamp(at), stamp(c.receivedAt))
	case rule.TimeInFuture:
		c.refuse(quarantine.ReasonTIME_IN_FUTURE, field, "%s; at most 5 minutes after %s are taken", stamp(at), stamp(c.receivedAt))
	}
	return at
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.999999Z") }

// optionalTime is zero where there is none.
func (c *checker) optionalTime(field string, t token) time.Time {
	if t.kind == absent {
		return time.Time{}
	}
	if t.kind == text && c.timeText != nil && bytes.Equal(t.raw, c.timeText) {
		return c.timeRead
	}
	at, err := time.Parse(time.RFC3339, t.String())
	if t.kind != text || err != nil || at.Year() < 1 {
		c.refuse(quarantine.ReasonMALFORMED, field, "a time like 2026-03-01T08:00:00.000Z or with an offset is needed")
		return time.Time{}
	}
	c.timeText, c.timeRead = t.raw, at.UTC().Truncate(time.Microsecond)
	return c.timeRead
}

// text is an optional text of so many bytes at most.
func (c *checker) text(field string, t token, limit int) string {
	if t.kind == absent {
		return ""
	}
	if t.kind != text {
		c.refuse(quarantine.ReasonMALFORMED, field, "a text is needed")
		return ""
	}
	out := t.String()
	if len(out) > limit {
		c.refuse(quarantine.ReasonTOO_LARGE, field, "%d bytes; at most %d are taken", len(out), limit)
	}
	if strings.ContainsRune(out, 0) {
		c.refuse(quarantine.ReasonMALFORMED, field, "a zero byte cannot be kept")
	}
	return out
}
