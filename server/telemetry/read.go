package telemetry

import (
	"time"

	"commandhub/server/station"
)

// Limits of one batch.
const (
	MaxPayload = 64 << 10 // bytes
	MaxItems   = 500      // tanks, sales, deliveries and events together
	MaxExcerpt = 4 << 10  // bytes of what is refused that are kept
)

// Read decodes a batch and checks it against the station that its sender speaks
// for: what is returned in the batch is believed. A batch that is refused as a
// whole comes back without boot, with one refusal. Read is pure; it keeps no
// reference to payload.
func Read(payload []byte, from *station.Station, receivedAt time.Time) (Batch, []Refusal) {
	raw, refusal := decode(payload)
	if refusal != nil {
		return Batch{}, []Refusal{*refusal}
	}
	return check(raw, from, receivedAt)
}
