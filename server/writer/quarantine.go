package writer

import (
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"commandhub/ent/quarantine"
	"commandhub/server/store"
	"commandhub/server/telemetry"
)

// KeptAnHour is how many refusals of one device are kept in an hour; more are
// only counted, so that one broken gauge does not fill the disk. The last that
// is kept says so.
const KeptAnHour = 200

// Bounds of a quarantine row's texts, in bytes.
const (
	fieldLimit   = 100
	detailLimit  = 300
	excerptLimit = 4 << 10
)

const lastKept = "; further refusals of this hour are counted, not kept"

// refusal is a refused part with the submission that it came in.
type refusal struct {
	sub *telemetry.Submission
	telemetry.Refusal
}

// flood counts, in this hub, the refusals kept in the running hour.
type flood struct {
	mu   sync.Mutex
	hour time.Time
	kept map[int]int // by device
}

// free is how many more refusals of a device are kept in the hour of now.
func (f *flood) free(device int, now time.Time) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	if hour := now.Truncate(time.Hour); !hour.Equal(f.hour) {
		f.hour, f.kept = hour, map[int]int{}
	}
	return KeptAnHour - f.kept[device]
}

// add notes what a committed transaction kept.
func (f *flood) add(kept map[int]int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for device, n := range kept {
		f.kept[device] += n
	}
}

var quarantineColumns = []string{"device_id", "station_id", "received_at", "reason", "field", "detail", "excerpt"}

// insertQuarantine keeps refusals, as many of each device as are free.
func (w *Writer) insertQuarantine(tx *store.BulkTx, refused []refusal, s *stored) error {
	var keep []refusal
	for _, r := range refused {
		s.refusals[r.Reason]++
		device := r.sub.DeviceID
		free := w.flood.free(device, s.commit.At) - s.kept[device]
		if free <= 0 {
			s.unkept++
			continue
		}
		r.Detail = cut(r.Detail, detailLimit-len(lastKept))
		if free == 1 {
			r.Detail += lastKept
		}
		s.kept[device]++
		keep = append(keep, r)
	}
	err := tx.Insert("quarantines", quarantineColumns, len(keep), func(i int, row *store.Row) {
		r := keep[i]
		row.Int(int64(r.sub.DeviceID))
		row.Int(int64(r.sub.StationID))
		row.Time(r.sub.ReceivedAt)
		row.Text(string(r.Reason))
		row.Text(cut(r.Field, fieldLimit))
		row.Text(r.Detail)
		row.Text(cut(r.Excerpt, excerptLimit))
	})
	return named("quarantine", err)
}

// cut shortens a text to so many bytes, between characters, and takes out what
// a database does not hold as text.
func cut(text string, limit int) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// reject keeps in quarantine a submission that the database refused, in a
// transaction of its own that also marks it: sent again it is a duplicate.
func (w *Writer) reject(it *item, cause error) {
	w.opt.Logger.Error("a submission cannot be stored", "device", it.DeviceID, "boot", it.Batch.Boot,
		"sequence", it.Batch.Sequence, "error", cause)
	bad := *it
	bad.Batch = telemetry.Batch{Boot: it.Batch.Boot, Sequence: it.Batch.Sequence, Time: it.Batch.Time}
	reason := quarantine.ReasonOUT_OF_RANGE
	if weight(it)-1 == len(it.Refused) { // nothing in it but what is refused already
		reason = quarantine.ReasonMALFORMED
	}
	bad.Refused = []telemetry.Refusal{{
		Reason: reason, Detail: "the database cannot store this batch", Excerpt: excerptOf(&it.Batch),
	}}
	s, err := w.transact([]*item{&bad})
	switch kind := store.FailureOf(err); {
	case err == nil:
		w.announce(s)
		it.err = ErrRejected
	case kind == store.BadData:
		w.opt.Logger.Error("a submission cannot even be kept in quarantine", "device", it.DeviceID, "error", err)
		it.err = ErrRejected
	default:
		it.err = ErrUnavailable
	}
}
