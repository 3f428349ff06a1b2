package installation

import (
	"context"
	"strings"
	"unicode/utf8"

	"commandhub/ent"
	"commandhub/server/incident"
	"commandhub/server/measure"
	"commandhub/server/reason"
	"commandhub/server/rule"
)

// Step is a step of an installation.
type Step struct {
	Installation, Version            int
	To                               rule.Installed
	On                               string
	Cost                             *measure.Fen // nil leaves what is known; so do the next three where they are empty
	Supplier, Supervisor, AcceptedBy *string
	Note                             string
	IdempotencyKey                   string
}

// known is what is known of an installation beside its state.
type known struct {
	due                              *string
	cost                             *measure.Fen
	supplier, supervisor, acceptedBy string
}

// problem names the field that is wrong, and what would be right.
func (k known) problem(note string) (field string, why *reason.Reason) {
	for _, f := range []struct{ name, text string }{
		{"supplier", k.supplier}, {"supervisor", k.supervisor}, {"acceptedBy", k.acceptedBy},
	} {
		if utf8.RuneCountInString(f.text) > mostName {
			return f.name, new(tooLong.With(mostName))
		}
	}
	return problemOf(k.due, k.cost, note)
}

// Move takes an installation a step further, as the context's viewer, who needs
// installation:write.
func (s *Installations) Move(ctx context.Context, in Step) (*ent.Installation, error) {
	in.Note = strings.TrimSpace(in.Note)
	return s.do(ctx, in.IdempotencyKey, "installation.moved", func(ctx context.Context, tx *ent.Tx) (*ent.Installation, map[string]any, error) {
		was, err := s.changeable(ctx, tx, in.Installation, in.Version)
		if err != nil {
			return nil, nil, err
		}
		now := known{was.DueOn, was.Cost, was.Supplier, was.Supervisor, was.AcceptedBy}
		if in.Cost != nil {
			now.cost = in.Cost
		}
		take(&now.supplier, in.Supplier)
		take(&now.supervisor, in.Supervisor)
		take(&now.acceptedBy, in.AcceptedBy)
		if field, why := now.problem(in.Note); why != nil {
			return nil, nil, incident.Refuse(field, *why)
		}
		if err := s.may(was, in, now); err != nil {
			return nil, nil, err
		}
		row, err := moved(was, in, now).Save(ctx)
		if err != nil {
			return nil, nil, err
		}
		told := map[string]any{
			"code": was.Edges.Station.Code, "equipment": was.Kind, "from": was.State, "state": in.To, "on": in.On, "note": in.Note,
		}
		if now.cost != nil {
			told["costFen"] = *now.cost
		}
		return row, told, s.step(ctx, tx, row, in.To, in.On, in.Note)
	})
}

func take(into *string, given *string) {
	if given != nil && strings.TrimSpace(*given) != "" {
		*into = strings.TrimSpace(*given)
	}
}

// moved is the change of a step that may be taken.
func moved(was *ent.Installation, in Step, now known) *ent.InstallationUpdateOne {
	set := was.Update().SetState(in.To).SetStateOn(in.On).SetNillableCost(now.cost).
		SetSupplier(now.supplier).SetSupervisor(now.supervisor).SetAcceptedBy(now.acceptedBy).AddVersion(1)
	if in.To == rule.Connected && was.ConnectedOn == nil {
		set.SetConnectedOn(in.On)
	}
	if in.To == rule.Faulty {
		return set.SetBeforeFault(was.State)
	}
	return set.ClearBeforeFault()
}

// may refuses a step by the rule, at the field that lacks.
func (s *Installations) may(was *ent.Installation, in Step, now known) error {
	move := rule.Move{
		Now: was.State, To: in.To, Since: was.StateOn, On: in.On, Today: s.today(),
		Supplier: now.supplier, Supervisor: now.supervisor, Accepter: now.acceptedBy, Note: in.Note,
		CountyPays: !s.ownerPays(was.Edges.Station.Edges.Owner), CostKnown: now.cost != nil,
	}
	if was.BeforeFault != nil {
		move.BeforeFault = *was.BeforeFault
	}
	switch rule.MayInstall(move) {
	case rule.OutOfOrder:
		return incident.Refuse("to", order.With(was.State, rule.NextInstalled(move.Now, move.BeforeFault)))
	case rule.DayUnread:
		return incident.Refuse("on", badDay.With())
	case rule.DayBefore:
		return incident.Refuse("on", dayBefore.With(was.StateOn))
	case rule.DayAhead:
		return incident.Refuse("on", dayAhead.With())
	case rule.NoSupplier:
		return incident.Refuse("supplier", noSupplier.With())
	case rule.NoCost:
		return incident.Refuse("cost", noCost.With())
	case rule.NoSupervisor:
		return incident.Refuse("supervisor", noSupervisor.With())
	case rule.NoAccepter:
		return incident.Refuse("acceptedBy", noAccepter.With())
	case rule.AcceptsItsOwn:
		return incident.Refuse("acceptedBy", acceptsItsOwn.With())
	case rule.NoNote:
		return incident.Refuse("note", noNote.With())
	}
	return nil
}

// Change is what is known of an installation, as it should be.
type Change struct {
	Installation, Version            int
	DueOn                            *string
	Cost                             *measure.Fen
	Supplier, Supervisor, AcceptedBy string
	IdempotencyKey                   string
}

// Change mends what is known of an installation, as the context's viewer, who needs
// installation:write. What a step that was taken needed is not made unknown.
func (s *Installations) Change(ctx context.Context, in Change) (*ent.Installation, error) {
	now := known{in.DueOn, in.Cost, strings.TrimSpace(in.Supplier), strings.TrimSpace(in.Supervisor), strings.TrimSpace(in.AcceptedBy)}
	if field, why := now.problem(""); why != nil {
		return nil, incident.Refuse(field, *why)
	}
	return s.do(ctx, in.IdempotencyKey, "installation.changed", func(ctx context.Context, tx *ent.Tx) (*ent.Installation, map[string]any, error) {
		was, err := s.changeable(ctx, tx, in.Installation, in.Version)
		if err != nil {
			return nil, nil, err
		}
		for _, f := range []struct {
			name string
			lost bool
		}{
			{"cost", was.Cost != nil && now.cost == nil}, {"supplier", was.Supplier != "" && now.supplier == ""},
			{"supervisor", was.Supervisor != "" && now.supervisor == ""}, {"acceptedBy", was.AcceptedBy != "" && now.acceptedBy == ""},
		} {
			if f.lost {
				return nil, nil, incident.Refuse(f.name, knownStays.With())
			}
		}
		if now.acceptedBy != "" && (now.acceptedBy == now.supplier || now.acceptedBy == now.supervisor) {
			return nil, nil, incident.Refuse("acceptedBy", acceptsItsOwn.With())
		}
		set := was.Update().SetNillableCost(now.cost).SetSupplier(now.supplier).SetSupervisor(now.supervisor).
			SetAcceptedBy(now.acceptedBy).AddVersion(1)
		if now.due == nil {
			set.ClearDueOn()
		} else {
			set.SetDueOn(*now.due)
		}
		row, err := set.Save(ctx)
		return row, map[string]any{"code": was.Edges.Station.Code, "equipment": was.Kind, "changes": now.told(was)}, err
	})
}

// told is what changed, from and to.
func (k known) told(was *ent.Installation) map[string]any {
	out := map[string]any{}
	for _, f := range []struct{ name, from, to string }{
		{"supplier", was.Supplier, k.supplier}, {"supervisor", was.Supervisor, k.supervisor},
		{"acceptedBy", was.AcceptedBy, k.acceptedBy}, {"dueOn", or(was.DueOn), or(k.due)},
	} {
		if f.from != f.to {
			out[f.name] = []string{f.from, f.to}
		}
	}
	if fen(was.Cost) != fen(k.cost) {
		out["costFen"] = []*measure.Fen{was.Cost, k.cost}
	}
	return out
}

func or(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// fen is -1 for what is unknown.
func fen(cost *measure.Fen) measure.Fen {
	if cost == nil {
		return -1
	}
	return *cost
}
