package incident

import (
	"context"
	"math"
	"time"

	"commandhub/ent"
	"commandhub/ent/cordonentry"
	"commandhub/ent/environmentsample"
	"commandhub/server/viewer"
)

// longestStay is how long somebody may mean to stay inside the cordon at a time:
// our own bound, the plan has entries recorded and limited (§5.3.2(4)).
const longestStay = 12 * time.Hour

// Entry is somebody going inside the cordon.
type Entry struct {
	Incident       int
	Name, Unit     string
	OutBy          time.Time // when they must be out again
	IdempotencyKey string
}

// EnterCordon records who goes inside the cordon, as the context's viewer, who
// needs task:write. One name is inside once.
func (s *Incidents) EnterCordon(ctx context.Context, in Entry) (*ent.CordonEntry, error) {
	var row *ent.CordonEntry
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.cordon-entered", func(c *change) error {
		out := in.OutBy.UTC().Truncate(time.Microsecond)
		switch {
		case in.Name == "":
			return &Refused{"input.name", "§5.3.2(4)", cordonName.With()}
		case !out.After(c.now) || out.Sub(c.now) > longestStay:
			return &Refused{"input.outBy", "§5.3.2(4)", cordonOutBy.With()}
		}
		inside, err := c.tx.CordonEntry.Query().Where(
			cordonentry.HasIncidentWith(theIncident(c.was.ID)), cordonentry.Name(in.Name), cordonentry.Unit(in.Unit), cordonentry.LeftAtIsNil(),
		).Exist(asHub(ctx))
		if err != nil {
			return err
		}
		if inside {
			return &Refused{"input.name", "§5.3.2(4)", cordonInside.With()}
		}
		row, err = c.tx.CordonEntry.Create().SetIncidentID(c.was.ID).SetName(in.Name).SetUnit(in.Unit).SetEnteredAt(c.now).
			SetOutBy(out).Save(ctx)
		if err == nil {
			c.detail["entry"], c.detail["unit"], c.detail["outBy"] = row.ID, in.Unit, out
		}
		return err
	})
	return unwrapped(row, err)
}

// Leaving is somebody coming out of the cordon.
type Leaving struct {
	Entry          int
	IdempotencyKey string
}

// LeaveCordon records that somebody came out.
func (s *Incidents) LeaveCordon(ctx context.Context, in Leaving) (*ent.CordonEntry, error) {
	of, err := s.Store.Client.CordonEntry.Query().Where(cordonentry.ID(in.Entry)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.CordonEntry
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.cordon-left", func(c *change) error {
		c.ended = true // whoever is still inside comes out
		found, err := c.tx.CordonEntry.Get(ctx, in.Entry)
		if err != nil {
			return err
		}
		if found.LeftAt != nil {
			return &Refused{"input.entry", "§5.3.2(4)", cordonLeft.With(*found.LeftAt)}
		}
		c.detail["entry"] = found.ID
		row, err = found.Update().SetLeftAt(c.now).Save(ctx)
		return err
	})
	return unwrapped(row, err)
}

// Overdue tells whether somebody inside should be out by now.
func (s *Incidents) Overdue(e *ent.CordonEntry) bool {
	return e.LeftAt == nil && s.now().After(e.OutBy)
}

// Sample is one measurement at the scene.
type Sample struct {
	Incident                         int
	Medium                           environmentsample.Medium
	Substance, Place, Unit, Standard string
	Value                            float64
	Bound                            *float64
	SampledAt                        *time.Time
	IdempotencyKey                   string
}

// AddSample records a measurement of air, water or soil (§5.7), as the context's
// viewer, who needs task:write.
func (s *Incidents) AddSample(ctx context.Context, in Sample) (*ent.EnvironmentSample, error) {
	var row *ent.EnvironmentSample
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.sample-added", func(c *change) error {
		at, err := s.since("input.sampledAt", in.SampledAt)
		switch {
		case err != nil:
			return err
		case in.Substance == "" || in.Place == "" || in.Unit == "":
			return &Refused{"input.substance", "§5.7", sampleWhat.With()}
		case math.IsNaN(in.Value) || math.IsInf(in.Value, 0) || in.Value < 0:
			return &Refused{"input.value", "§5.7", sampleValue.With()}
		case in.Bound != nil && (math.IsNaN(*in.Bound) || *in.Bound <= 0 || in.Standard == ""):
			return &Refused{"input.bound", "§5.7", sampleBound.With()}
		}
		c.happened = at
		row, err = c.tx.EnvironmentSample.Create().SetIncidentID(c.was.ID).SetMedium(in.Medium).SetSubstance(in.Substance).
			SetPlace(in.Place).SetValue(in.Value).SetUnit(in.Unit).SetNillableBound(in.Bound).SetStandard(in.Standard).
			SetSampledAt(at).SetBy(viewer.From(ctx).Name).Save(ctx)
		if err == nil {
			c.detail["sample"], c.detail["substance"], c.detail["value"], c.detail["unit"] = row.ID, in.Substance, in.Value, in.Unit
			c.detail["exceeds"] = Exceeds(row)
		}
		return err
	})
	return unwrapped(row, err)
}

// Exceeds tells whether a sample is above the bound of its standard.
func Exceeds(e *ent.EnvironmentSample) bool { return e.Bound != nil && e.Value > *e.Bound }
