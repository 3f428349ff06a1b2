package quarantine

import (
	"cmp"
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"

	"commandhub/ent"
	"commandhub/ent/quarantine"
)

// mostShown are the devices, and the groups, that are told of one by one.
const mostShown = 200

// Waiting is what waits for a review.
type Waiting struct {
	Unreviewed int
	OldestAt   *time.Time // nil where nothing waits
	Reasons    []*ReasonCount
	Devices    []*DeviceCount
	Groups     []*Group
	More       int // groups beside these
}

// ReasonCount is how often something was refused for a reason.
type ReasonCount struct {
	Reason quarantine.Reason
	Count  int
}

// DeviceCount is how much of a device's waits.
type DeviceCount struct {
	Device  *ent.Device
	Station *ent.Station
	Count   int
}

// Group is what waits of one device and one reason.
type Group struct {
	Device      *ent.Device
	Station     *ent.Station
	Reason      quarantine.Reason
	Count       int
	First, Last *ent.Quarantine
}

// tally is a group as the database counts it.
type tally struct {
	DeviceID int               `sql:"device_id"`
	Reason   quarantine.Reason `sql:"reason"`
	Count    int               `sql:"count"`
	First    int               `sql:"first"` // ids
	Last     int               `sql:"last"`
}

// Waiting counts what nobody reviewed, as far as the context's viewer sees, who needs
// quarantine:read.
func (r *Reviews) Waiting(ctx context.Context) (*Waiting, error) {
	var all []tally
	err := r.Store.Client.Quarantine.Query().Where(quarantine.VerdictIDIsNil()).Modify(func(s *sql.Selector) {
		s.Select(
			s.C(quarantine.FieldDeviceID), s.C(quarantine.FieldReason), sql.As(sql.Count("*"), "count"),
			sql.As(sql.Min(s.C(quarantine.FieldID)), "first"), sql.As(sql.Max(s.C(quarantine.FieldID)), "last"),
		).GroupBy(s.C(quarantine.FieldDeviceID), s.C(quarantine.FieldReason))
	}).Scan(ctx, &all)
	if err != nil {
		return nil, err
	}
	out := &Waiting{Reasons: byReason(all), Devices: []*DeviceCount{}, Groups: []*Group{}}
	devices := worstFirst(all)
	shown := all[:min(len(all), mostShown)]
	out.More = len(all) - len(shown)
	entries, err := r.entries(ctx, shown, devices, oldest(all))
	if err != nil || len(all) == 0 {
		return out, err
	}
	if first, there := entries[oldest(all)]; there {
		out.OldestAt = &first.ReceivedAt
	}
	for _, g := range all {
		out.Unreviewed += g.Count
	}
	for _, d := range devices {
		if e := entries[d.Last]; e != nil {
			out.Devices = append(out.Devices, &DeviceCount{e.Edges.Device, e.Edges.Station, d.Count})
		}
	}
	for _, g := range shown {
		if first, last := entries[g.First], entries[g.Last]; first != nil && last != nil {
			out.Groups = append(out.Groups, &Group{last.Edges.Device, last.Edges.Station, g.Reason, g.Count, first, last})
		}
	}
	return out, nil
}

// entries are those that groups and devices begin and end with, by their ids.
func (r *Reviews) entries(ctx context.Context, groups, devices []tally, first int) (map[int]*ent.Quarantine, error) {
	ids := []int{first}
	for _, g := range slices.Concat(groups, devices) {
		ids = append(ids, g.First, g.Last)
	}
	rows, err := r.Store.Client.Quarantine.Query().Where(quarantine.IDIn(ids...)).WithDevice().WithStation().All(ctx)
	out := make(map[int]*ent.Quarantine, len(rows))
	for _, e := range rows {
		out[e.ID] = e
	}
	return out, err
}

// worstFirst puts groups in order: those of the device with the most entries first, of
// one device the largest first. It gives the devices in that order.
func worstFirst(groups []tally) (devices []tally) {
	of := map[int]tally{}
	for _, g := range groups {
		d, known := of[g.DeviceID]
		if !known {
			d = tally{DeviceID: g.DeviceID, First: g.First}
		}
		d.Count, d.First, d.Last = d.Count+g.Count, min(d.First, g.First), max(d.Last, g.Last)
		of[g.DeviceID] = d
	}
	slices.SortFunc(groups, func(a, b tally) int {
		return cmp.Or(
			cmp.Compare(of[b.DeviceID].Count, of[a.DeviceID].Count), cmp.Compare(a.DeviceID, b.DeviceID),
			cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason),
		)
	})
	for _, g := range groups {
		if n := len(devices); n == 0 || devices[n-1].DeviceID != g.DeviceID {
			devices = append(devices, of[g.DeviceID])
		}
	}
	return devices[:min(len(devices), mostShown)]
}

// byReason sums groups by their reasons, the most first.
func byReason(groups []tally) []*ReasonCount {
	out := []*ReasonCount{}
	for _, g := range groups {
		i := slices.IndexFunc(out, func(c *ReasonCount) bool { return c.Reason == g.Reason })
		if i < 0 {
			i, out = len(out), append(out, &ReasonCount{Reason: g.Reason})
		}
		out[i].Count += g.Count
	}
	slices.SortFunc(out, func(a, b *ReasonCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}

// oldest is the id of what has waited the longest, 0 where nothing waits.
func oldest(groups []tally) int {
	first := 0
	for _, g := range groups {
		if first == 0 || g.First < first {
			first = g.First
		}
	}
	return first
}

// Since counts what was refused since an instant, by reason.
func (r *Reviews) Since(ctx context.Context, since time.Time) ([]*ReasonCount, error) {
	out := []*ReasonCount{}
	err := r.Store.Client.Quarantine.Query().Where(quarantine.ReceivedAtGTE(since)).Modify(func(s *sql.Selector) {
		s.Select(s.C(quarantine.FieldReason), sql.As(sql.Count("*"), "count")).
			GroupBy(s.C(quarantine.FieldReason)).OrderBy(s.C(quarantine.FieldReason))
	}).Scan(ctx, &out)
	return out, err
}
