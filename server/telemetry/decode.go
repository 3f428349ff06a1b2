package telemetry

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"commandhub/ent/quarantine"
)

// raw is a batch as it was sent: its values are still text.
type raw struct {
	payload    []byte
	boot, seq  token
	time       token
	tanks      []rawTank
	sales      []rawSale
	deliveries []rawDelivery
	events     []rawEvent
	misshapen  []Refusal // parts that are no array, items that are no object
}

type rawTank struct {
	whole                                                           []byte
	tank, time, level, volume, volume20, temperature, water, waterL token
}

type rawSale struct {
	whole                                          []byte
	nozzle, time, volume, price, amount, totalizer token
}

type rawDelivery struct {
	whole                                                         []byte
	tank, started, ended, startVolume, endVolume, volume, waybill token
}

type rawEvent struct {
	whole                            []byte
	kind, time, tank, nozzle, detail token
}

// decode reads the shape of a batch into b, whose slices are used again. It
// refuses a payload as a whole or not.
func (b *raw) decode(payload []byte) *Refusal {
	if len(payload) > MaxPayload {
		return whole(payload, quarantine.ReasonTOO_LARGE, "",
			"%d bytes; a batch has at most %d", len(payload), MaxPayload)
	}
	if !utf8.Valid(payload) {
		return whole(payload, quarantine.ReasonMALFORMED, "", "the batch is not UTF-8")
	}
	*b = raw{
		payload: payload, tanks: b.tanks[:0], sales: b.sales[:0], deliveries: b.deliveries[:0], events: b.events[:0],
	}
	s := &scanner{data: payload}
	if s.peek() != '{' {
		return whole(payload, quarantine.ReasonMALFORMED, "", "a batch is one JSON object")
	}
	s.object(func(key []byte) { b.field(s, key) })
	if s.fault == "" && s.peek() != 0 {
		s.fail("more follows after the batch")
	}
	if s.fault == "" && s.pos < len(payload) {
		s.fail("unexpected zero byte")
	}
	if s.fault != "" {
		return whole(payload, quarantine.ReasonMALFORMED, "", "not JSON at byte %d: %s", s.pos, s.fault)
	}
	return nil
}

func (b *raw) field(s *scanner, key []byte) {
	switch string(key) {
	case "boot":
		b.boot = s.value()
	case "seq":
		b.seq = s.value()
	case "time":
		b.time = s.value()
	case "tanks":
		b.tanks = items(b, s, "tanks", b.tanks, (*rawTank).read)
	case "sales":
		b.sales = items(b, s, "sales", b.sales, (*rawSale).read)
	case "deliveries":
		b.deliveries = items(b, s, "deliveries", b.deliveries, (*rawDelivery).read)
	case "events":
		b.events = items(b, s, "events", b.events, (*rawEvent).read)
	default:
		s.value()
	}
}

// items reads an array of objects. What is no array or object is noted as
// refused and leaves the others as they are.
func items[T any](b *raw, s *scanner, name string, into []T, read func(*T, *scanner)) []T {
	into = into[:0]
	if s.peek() != '[' {
		if t := s.value(); t.kind != absent {
			b.misshapen = append(b.misshapen, refuse(t.raw, quarantine.ReasonMALFORMED, name, "an array of objects is needed"))
		}
		return into
	}
	s.array(func() {
		into = append(into, *new(T))
		if s.peek() == '{' {
			read(&into[len(into)-1], s)
			return
		}
		t := s.value() // the item stays empty, which check passes over
		b.misshapen = append(b.misshapen, refuse(t.raw, quarantine.ReasonMALFORMED,
			fmt.Sprintf("%s[%d]", name, len(into)-1), "an object is needed"))
	})
	return into
}

func (r *rawTank) read(s *scanner) {
	start := s.pos
	s.object(func(key []byte) {
		v := s.value()
		switch string(key) {
		case "tank":
			r.tank = v
		case "time":
			r.time = v
		case "levelMm":
			r.level = v
		case "volumeL":
			r.volume = v
		case "volume20L":
			r.volume20 = v
		case "temperatureC":
			r.temperature = v
		case "waterMm":
			r.water = v
		case "waterL":
			r.waterL = v
		}
	})
	r.whole = s.data[start:s.pos]
}

func (r *rawSale) read(s *scanner) {
	start := s.pos
	s.object(func(key []byte) {
		v := s.value()
		switch string(key) {
		case "nozzle":
			r.nozzle = v
		case "time":
			r.time = v
		case "volumeL":
			r.volume = v
		case "priceFenPerL":
			r.price = v
		case "amountFen":
			r.amount = v
		case "totalizerL":
			r.totalizer = v
		}
	})
	r.whole = s.data[start:s.pos]
}

func (r *rawDelivery) read(s *scanner) {
	start := s.pos
	s.object(func(key []byte) {
		v := s.value()
		switch string(key) {
		case "tank":
			r.tank = v
		case "startedAt":
			r.started = v
		case "endedAt":
			r.ended = v
		case "startVolumeL":
			r.startVolume = v
		case "endVolumeL":
			r.endVolume = v
		case "volumeL":
			r.volume = v
		case "waybill":
			r.waybill = v
		}
	})
	r.whole = s.data[start:s.pos]
}

func (r *rawEvent) read(s *scanner) {
	start := s.pos
	s.object(func(key []byte) {
		v := s.value()
		switch string(key) {
		case "kind":
			r.kind = v
		case "time":
			r.time = v
		case "tank":
			r.tank = v
		case "nozzle":
			r.nozzle = v
		case "detail":
			r.detail = v
		}
	})
	r.whole = s.data[start:s.pos]
}

// String is the text of a token, without quotes and escapes.
func (t token) String() string {
	if !t.escaped {
		return string(t.raw)
	}
	var out string
	// The scanner let only valid escapes through.
	_ = json.Unmarshal([]byte(`"`+string(t.raw)+`"`), &out)
	return out
}

// whole is the refusal of an entire batch.
func whole(payload []byte, reason quarantine.Reason, field, detail string, args ...any) *Refusal {
	r := refuse(payload, reason, field, detail, args...)
	return &r
}

func refuse(part []byte, reason quarantine.Reason, field, detail string, args ...any) Refusal {
	return Refusal{Reason: reason, Field: field, Detail: fmt.Sprintf(detail, args...), Excerpt: excerpt(part)}
}

// excerpt keeps the beginning of what is refused, between characters.
func excerpt(part []byte) string {
	if len(part) > MaxExcerpt {
		end := MaxExcerpt
		for end > 0 && !utf8.RuneStart(part[end]) {
			end--
		}
		part = part[:end]
	}
	return string(part)
}
