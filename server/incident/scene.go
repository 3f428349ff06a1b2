package incident

import (
	"context"
	"math"
	"time"

	"commandhub/ent"
	"commandhub/ent/environmentsample"
	"commandhub/server/viewer"
)

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
