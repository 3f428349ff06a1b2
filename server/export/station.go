package export

import (
	"context"
	"iter"
	"time"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/dailysales"
	"commandhub/ent/device"
	"commandhub/ent/organisation"
	"commandhub/ent/predicate"
	"commandhub/ent/quarantine"
	"commandhub/ent/quarantineverdict"
	"commandhub/ent/station"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// at is the conditions on a station of a filter.
func (f Filter) at() []predicate.Station {
	var all []predicate.Station
	if f.Station != "" {
		all = append(all, station.Code(f.Station))
	}
	if len(f.Area) > 0 {
		all = append(all, station.HasAreaWith(area.CodeIn(f.Area...)))
	}
	if f.Search != "" {
		all = append(all, f.found())
	}
	return all
}

// found is that a station is what is looked for.
func (f Filter) found() predicate.Station {
	return station.Or(
		station.CodeContainsFold(f.Search), station.NameContainsFold(f.Search), station.NameEnContainsFold(f.Search),
		station.HasAreaWith(area.Or(area.NameContainsFold(f.Search), area.NameEnContainsFold(f.Search))),
		station.HasOwnerWith(organisation.Or(organisation.NameContainsFold(f.Search), organisation.NameEnContainsFold(f.Search))),
	)
}

var stations = &Table{
	Name: "stations", Needs: viewer.StationRead, Filters: []string{"search", "station", "area", "state"},
	States: states(station.StatusPLANNED, station.StatusOPERATING, station.StatusSUSPENDED, station.StatusCLOSED),
	Columns: []Column{
		{Key: "stationCode"}, {Key: "stationName"}, {Key: "stationNameEn"}, {Key: "area"}, {Key: "owner"},
		{Key: "stationStatus", Kind: Word, Words: "stationStatus"}, {Key: "licence"}, {Key: "address"},
		{Key: "latitude", Kind: Number}, {Key: "longitude", Kind: Number}, {Key: "exercise", Kind: YesNo},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		where := f.at()
		if len(f.State) > 0 {
			where = append(where, station.StatusIn(words[station.Status](f.State)...))
		}
		return paged(func(after int) ([]*ent.Station, error) {
			return s.Client.Station.Query().Where(where...).Where(station.IDGT(after)).Order(ent.Asc(station.FieldID)).
				Limit(pageRows).WithArea().WithOwner().All(ctx)
		}, func(r *ent.Station) int { return r.ID }, func(r *ent.Station) []any {
			return []any{
				r.Code, r.Name, r.NameEn, f.named(r.Edges.Area.Name, r.Edges.Area.NameEn), f.named(r.Edges.Owner.Name, r.Edges.Owner.NameEn), string(r.Status), r.Licence, r.Address,
				r.Latitude, r.Longitude, r.Exercise,
			}
		})
	},
}

// Of a device, the state is that of its credential.
const (
	issued  = "ISSUED"
	revoked = "REVOKED"
	none    = "NONE"
)

// credential is the conditions on a device of a filter's states, any of them.
func (f Filter) credential() predicate.Device {
	var any []predicate.Device
	for _, s := range f.State {
		switch s {
		case issued:
			any = append(any, device.And(device.CredentialIssuedAtNotNil(), device.RevokedAtIsNil()))
		case revoked:
			any = append(any, device.RevokedAtNotNil())
		case none:
			any = append(any, device.And(device.CredentialIssuedAtIsNil(), device.RevokedAtIsNil()))
		}
	}
	return device.Or(any...)
}

var devices = &Table{
	Name: "devices", Needs: viewer.DeviceRead, Filters: []string{"search", "station", "area", "state"},
	States: []string{issued, revoked, none},
	Columns: []Column{
		{Key: "deviceCode"}, {Key: "stationCode"}, {Key: "stationName"}, {Key: "deviceKind", Kind: Word, Words: "deviceKind"},
		{Key: "intervalSeconds", Kind: Number}, {Key: "issuedAt", Kind: Instant}, {Key: "revokedAt", Kind: Instant},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.Device, error) {
			q := s.Client.Device.Query().Where(device.IDGT(after)).Order(ent.Asc(device.FieldID)).Limit(pageRows).WithStation()
			at := f
			at.Search = ""
			if where := at.at(); len(where) > 0 {
				q.Where(device.HasStationWith(where...))
			}
			if f.Search != "" {
				q.Where(device.Or(device.CodeContainsFold(f.Search), device.HasStationWith(f.found())))
			}
			if len(f.State) > 0 {
				q.Where(f.credential())
			}
			return q.All(ctx)
		}, func(r *ent.Device) int { return r.ID }, func(r *ent.Device) []any {
			return []any{
				r.Code, r.Edges.Station.Code, r.Edges.Station.Name, string(r.Kind), r.ExpectedIntervalSeconds,
				value(r.CredentialIssuedAt), value(r.RevokedAt),
			}
		})
	},
}

var dailySales = &Table{
	Name: "sales", Needs: viewer.SalesRead, Filters: []string{"search", "station", "area", "since", "until"},
	Columns: []Column{
		{Key: "day", Kind: Day}, {Key: "stationCode"}, {Key: "stationName"}, {Key: "tank"}, {Key: "product"},
		{Key: "volume", Kind: Decimal}, {Key: "amount", Kind: Decimal}, {Key: "salesCount", Kind: Number},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		q := s.Client.Station.Query().WithTanks(func(q *ent.TankQuery) { q.WithProduct() })
		at, err := q.Where(f.at()...).All(ctx)
		if err != nil {
			return failed(err)
		}
		where, tanks := map[int]*ent.Station{}, map[int]*ent.Tank{}
		ids := []int{}
		for _, st := range at {
			for _, t := range st.Edges.Tanks {
				where[t.ID], tanks[t.ID], ids = st, t, append(ids, t.ID)
			}
		}
		return paged(func(after int) ([]*ent.DailySales, error) {
			q := s.Client.DailySales.Query().Where(dailysales.IDGT(after), dailysales.TankIDIn(ids...)).
				Order(ent.Asc(dailysales.FieldID)).Limit(pageRows)
			if !f.Since.IsZero() {
				q.Where(dailysales.DayGTE(f.Since.In(s.Zone).Format(time.DateOnly)))
			}
			if !f.Until.IsZero() {
				q.Where(dailysales.DayLTE(f.Until.In(s.Zone).Format(time.DateOnly)))
			}
			return q.All(ctx)
		}, func(r *ent.DailySales) int { return r.ID }, func(r *ent.DailySales) []any {
			st, t := where[r.TankID], tanks[r.TankID]
			return []any{r.Day, st.Code, st.Name, t.Number, f.named(t.Edges.Product.Name, t.Edges.Product.NameEn), r.Volume, r.Amount, r.Count}
		})
	},
}

var quarantined = &Table{
	Name: "quarantine", Needs: viewer.QuarantineRead, Filters: []string{"search", "station", "area", "device", "state", "reviewed", "verdict", "since", "until"},
	States: states(
		quarantine.ReasonMALFORMED, quarantine.ReasonUNKNOWN_SENSOR, quarantine.ReasonFOREIGN_SENSOR, quarantine.ReasonNOT_A_NUMBER,
		quarantine.ReasonNEGATIVE, quarantine.ReasonABOVE_CAPACITY, quarantine.ReasonOUT_OF_RANGE, quarantine.ReasonTIME_TOO_OLD,
		quarantine.ReasonTIME_IN_FUTURE, quarantine.ReasonTOO_LARGE, quarantine.ReasonTOO_MANY,
	),
	Columns: []Column{
		{Key: "receivedAt", Kind: Instant}, {Key: "stationCode"}, {Key: "stationName"}, {Key: "deviceCode"},
		{Key: "reason", Kind: Word, Words: "quarantineReason"}, {Key: "field"}, {Key: "detail"}, {Key: "excerpt"},
		{Key: "verdict", Kind: Word, Words: "verdict"}, {Key: "verdictNote"}, {Key: "reviewedBy"}, {Key: "reviewedAt", Kind: Instant},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.Quarantine, error) {
			q := s.Client.Quarantine.Query().Where(quarantine.IDGT(after)).Order(ent.Asc(quarantine.FieldID)).
				Limit(pageRows).WithStation().WithDevice().WithVerdict()
			if where := f.at(); len(where) > 0 {
				q.Where(quarantine.HasStationWith(where...))
			}
			if f.Device != "" {
				q.Where(quarantine.HasDeviceWith(device.Code(f.Device)))
			}
			if len(f.State) > 0 {
				q.Where(quarantine.ReasonIn(words[quarantine.Reason](f.State)...))
			}
			switch f.Reviewed {
			case "UNREVIEWED":
				q.Where(quarantine.VerdictIDIsNil())
			case "REVIEWED":
				q.Where(quarantine.VerdictIDNotNil())
			}
			if f.Verdict != "" {
				q.Where(quarantine.HasVerdictWith(quarantineverdict.KindEQ(rule.Verdict(f.Verdict))))
			}
			if !f.Since.IsZero() {
				q.Where(quarantine.ReceivedAtGTE(f.Since))
			}
			if !f.Until.IsZero() {
				q.Where(quarantine.ReceivedAtLT(f.Until))
			}
			return q.All(ctx)
		}, func(r *ent.Quarantine) int { return r.ID }, func(r *ent.Quarantine) []any {
			row := []any{
				r.ReceivedAt, r.Edges.Station.Code, r.Edges.Station.Name, r.Edges.Device.Code, string(r.Reason), r.Field, r.Detail, r.Excerpt,
			}
			if v := r.Edges.Verdict; v != nil {
				return append(row, string(v.Kind), v.Note, v.By, v.GivenAt)
			}
			return append(row, nil, nil, nil, nil)
		})
	},
}

// failed is rows that cannot be read.
func failed(err error) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) { yield(nil, err) }
}
