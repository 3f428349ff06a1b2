package duty

import (
	"cmp"
	"context"
	"slices"
	"time"

	"commandhub/ent"
	"commandhub/ent/organisation"
	"commandhub/ent/shift"
	"commandhub/ent/shiftchange"
	"commandhub/server/incident"
	"commandhub/server/rule"
)

// longest is the longest span of which turns are told.
const longest = 92 * 24 * time.Hour

func span(since, until time.Time) error {
	switch {
	case !since.Before(until):
		return &incident.Refused{Field: "until", Why: untilBefore.With()}
	case until.Sub(since) > longest:
		return &incident.Refused{Field: "until", Why: untilTooFar.With()}
	}
	return nil
}

// Shifts are the turns that touch a span, by their start; cancelled ones too.
func (s *Rooms) Shifts(ctx context.Context, since, until time.Time) ([]*ent.Shift, error) {
	if err := span(since, until); err != nil {
		return nil, err
	}
	return s.Store.Client.Shift.Query().Where(shift.SinceLT(until.UTC()), shift.UntilGT(since.UTC())).WithOrganisation().
		Order(ent.Asc(shift.FieldSince), ent.Asc(shift.FieldID)).All(ctx)
}

// OnDuty are those whose turn it is now: headquarters first, leaders first.
func (s *Rooms) OnDuty(ctx context.Context) ([]*ent.Shift, error) {
	now := s.now()
	rows, err := s.Store.Client.Shift.Query().Where(shift.SinceLTE(now), shift.UntilGT(now), shift.CancelledAtIsNil()).
		WithOrganisation().Order(ent.Asc(shift.FieldSince), ent.Asc(shift.FieldID)).All(ctx)
	slices.SortStableFunc(rows, func(a, b *ent.Shift) int {
		of, other := a.Edges.Organisation, b.Edges.Organisation
		return cmp.Or(
			second(of.Kind == organisation.KindHEADQUARTERS)-second(other.Kind == organisation.KindHEADQUARTERS),
			cmp.Compare(of.Code, other.Code),
			second(a.Duty == shift.DutyLEADER)-second(b.Duty == shift.DutyLEADER),
		)
	})
	return rows, err
}

func second(isFirst bool) int {
	if isFirst {
		return 0
	}
	return 1
}

// Changes are how duty passed on, newest first.
func (s *Rooms) Changes(ctx context.Context, first int) ([]*ent.ShiftChange, error) {
	return s.Store.Client.ShiftChange.Query().WithOrganisation().Order(ent.Desc(shiftchange.FieldID)).Limit(first).All(ctx)
}

// Gap is a stretch in which nobody is entered for a part in the duty room of
// headquarters.
type Gap struct {
	Duty         shift.Duty
	Since, Until time.Time
}

// Gaps are the gaps in the roster of headquarters within a span, by their start:
// the room answers at any hour (§6.7).
func (s *Rooms) Gaps(ctx context.Context, since, until time.Time) ([]*Gap, error) {
	rows, err := s.Shifts(ctx, since, until)
	if err != nil {
		return nil, err
	}
	gaps := []*Gap{}
	for _, duty := range []shift.Duty{shift.DutyLEADER, shift.DutyOFFICER} {
		var turns []rule.Span
		for _, r := range rows {
			if r.Duty == duty && r.CancelledAt == nil && r.Edges.Organisation.Kind == organisation.KindHEADQUARTERS {
				turns = append(turns, rule.Span{Since: r.Since, Until: r.Until})
			}
		}
		for _, g := range rule.Gaps(turns, since, until) {
			gaps = append(gaps, &Gap{duty, g.Since, g.Until})
		}
	}
	slices.SortStableFunc(gaps, func(a, b *Gap) int { return a.Since.Compare(b.Since) })
	return gaps, nil
}
