package telemetry

import (
	"sync"
	"time"

	"commandhub/server/station"
)

// Limits of one batch.
const (
	MaxPayload = 64 << 10 // bytes
	MaxItems   = 500      // tanks, sales, deliveries and events together
	MaxExcerpt = 4 << 10  // bytes of what is refused that are kept
)

// pool spares the making of what is thrown away after each batch.
var pool = sync.Pool{New: func() any { return new(raw) }}

// Read decodes a batch and checks it against the station that its sender speaks
// for: what is returned in the batch is believed. A batch that is refused as a
// whole comes back without boot, with one refusal. Read is pure; it keeps no
// reference to payload.
func Read(payload []byte, from *station.Station, receivedAt time.Time) (Batch, []Refusal) {
	b := pool.Get().(*raw)
	defer pool.Put(b)
	if refusal := b.decode(payload); refusal != nil {
		return Batch{}, []Refusal{*refusal}
	}
	return check(b, from, receivedAt)
}
