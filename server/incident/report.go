package incident

import (
	"context"
	"slices"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/report"
	"commandhub/server/rule"
)

// Told is one element of a report.
type Told struct {
	Element rule.Element
	Text    string
}

// Draft is a report that is begun or edited.
type Draft struct {
	Incident       int
	Kind           report.Kind
	Elements       []*Told
	Unit, Reporter string
	IdempotencyKey string
}

// DraftReport begins a report, as the context's viewer, who needs incident:write.
// There is one first report and one final one; follow-ups are numbered, and what is
// learned after the final one is told by another.
func (s *Incidents) DraftReport(ctx context.Context, in Draft) (*ent.Report, error) {
	var row *ent.Report
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.report-drafted", func(c *change) error {
		c.ended = c.was.Stage == incident.StageREJECTED && in.Kind == report.KindFOLLOW_UP // what takes a report back
		told, err := elements(in.Kind, in.Elements)
		if err != nil {
			return err
		}
		number, err := c.nextNumber(in.Kind)
		if err != nil {
			return err
		}
		row, err = c.tx.Report.Create().SetIncidentID(c.was.ID).SetKind(in.Kind).SetNumber(number).SetElements(told).
			SetUnit(in.Unit).SetReporter(in.Reporter).SetDraftedAt(c.now).SetWrittenAt(c.now).Save(ctx)
		if err != nil {
			return err
		}
		c.detail["report"], c.detail["reportKind"], c.detail["reportNumber"] = row.ID, row.Kind, number
		return nil
	})
	return unwrapped(row, err)
}

// nextNumber refuses a second first or final report, and any before the first.
func (c *change) nextNumber(kind report.Kind) (int, error) {
	rows, err := c.tx.Report.Query().Where(report.HasIncidentWith(incident.ID(c.was.ID))).All(asHub(c.ctx))
	if err != nil {
		return 0, err
	}
	n, firstSent := 1, false
	for _, r := range rows {
		if r.Kind == kind {
			n++
		}
		firstSent = firstSent || r.Kind == report.KindFIRST && r.SentAt != nil
	}
	switch {
	case kind != report.KindFOLLOW_UP && n > 1:
		return 0, &Refused{"input.kind", "§5.1.3", reportExists.With()}
	case kind != report.KindFIRST && !firstSent:
		return 0, &Refused{"input.kind", "§5.1.3", firstReportFirst.With()}
	}
	return n, nil
}

// elements checks what a report tells, and gives it by its elements.
func elements(kind report.Kind, told []*Told) (map[string]string, error) {
	known, out := rule.Elements(string(kind)), map[string]string{}
	for _, t := range told {
		if !slices.Contains(known, t.Element) {
			return nil, &Refused{"input.elements", "§5.1.3", noElement.With(t.Element, kind, known)}
		}
		out[string(t.Element)] = t.Text
	}
	return out, nil
}

// Edit of a draft.
type Edit struct {
	Report         int
	Version        int
	Elements       []*Told
	Unit, Reporter string
	IdempotencyKey string
}

// EditReport changes a draft. What was sent is never changed.
func (s *Incidents) EditReport(ctx context.Context, in Edit) (*ent.Report, error) {
	return s.onReport(ctx, in.Report, in.IdempotencyKey, "incident.report-edited", func(c *change, row *ent.Report) (*ent.Report, error) {
		switch {
		case row.SentAt != nil:
			return nil, &Refused{"input.report", "§5.1.3", reportSent.With()}
		case in.Version != row.Version:
			return nil, &Conflict{in.Version, row.Version}
		}
		told, err := elements(row.Kind, in.Elements)
		if err != nil {
			return nil, err
		}
		return row.Update().SetElements(told).SetUnit(in.Unit).SetReporter(in.Reporter).SetWrittenAt(c.now).AddVersion(1).Save(ctx)
	})
}

// onReport acts on a report of an incident that the context's viewer reaches.
func (s *Incidents) onReport(ctx context.Context, id int, key, action string, fn func(*change, *ent.Report) (*ent.Report, error)) (*ent.Report, error) {
	of, err := s.Store.Client.Report.Query().Where(report.ID(id)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.Report
	_, err = s.do(ctx, Act{of, key}, action, func(c *change) error {
		c.ended = true // a report may still go out, and its receipt come in
		found, err := c.tx.Report.Query().Where(report.ID(id)).WithSendings().Only(ctx)
		if err != nil {
			return err
		}
		c.detail["report"], c.detail["reportKind"], c.detail["reportNumber"] = found.ID, found.Kind, found.Number
		row, err = fn(c, found)
		return err
	})
	return unwrapped(row, err)
}
