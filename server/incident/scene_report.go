package incident

import (
	"context"
	"errors"
	"math"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/predicate"
	"commandhub/ent/scenereport"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// FromScene is what somebody at the scene has seen.
type FromScene struct {
	Incident       int
	Task           *int      // of the same incident; nil for none
	SeenAt         time.Time // by the clock of who wrote it
	Text           string
	Counts         *SceneFigures // nil for none
	Place          *ScenePlace   // nil for none
	IdempotencyKey string
}

// SceneFigures are people that were counted at the scene; nil is not said.
type SceneFigures struct {
	Deaths, SeriouslyInjured, Injured, Trapped, Missing, AtRisk *int
}

// ScenePlace is a place as a phone knows it, in WGS 84 degrees.
type ScenePlace struct {
	Latitude, Longitude float64
	AccuracyM           *float64 // nil where the phone did not say
}

// Bounds of a report from the scene.
const (
	mostAhead    = 5 * time.Minute    // a phone's clock may be ahead of ours
	mostBehind   = 7 * 24 * time.Hour // a phone may be without a network
	mostAccuracy = 20_000_000         // metres: half-way round the earth
	// MostSceneReports are kept of an incident.
	MostSceneReports = 1000
)

// ReportFromScene tells the desk what was seen, as the context's viewer, who needs
// task:write. Of the incident itself it changes nothing. A request that is repeated
// gives the report that the first one made, with timeline.ErrRepeated.
func (s *Incidents) ReportFromScene(ctx context.Context, in FromScene) (*ent.SceneReport, error) {
	in.Text, in.SeenAt = strings.TrimSpace(in.Text), in.SeenAt.UTC().Truncate(time.Microsecond)
	if in.Counts == nil {
		in.Counts = &SceneFigures{}
	}
	var row *ent.SceneReport
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.scene-reported", func(c *change) error {
		if err := in.check(c.now); err != nil {
			return err
		}
		if err := c.mayReport(in.Task); err != nil {
			return err
		}
		who := viewer.From(ctx)
		create := c.tx.SceneReport.Create().SetIncidentID(c.was.ID).SetNillableTaskID(in.Task).SetSeenAt(in.SeenAt).SetReceivedAt(c.now).
			SetText(in.Text).SetNillableDeaths(in.Counts.Deaths).SetNillableSeriouslyInjured(in.Counts.SeriouslyInjured).
			SetNillableInjured(in.Counts.Injured).SetNillableTrapped(in.Counts.Trapped).SetNillableMissing(in.Counts.Missing).
			SetNillableAtRisk(in.Counts.AtRisk).SetBy(who.Name).SetSenderKind(string(who.Kind)).SetSenderID(who.ID).SetKey(in.IdempotencyKey)
		if in.Place != nil {
			create.SetLatitude(in.Place.Latitude).SetLongitude(in.Place.Longitude).SetNillableAccuracyM(in.Place.AccuracyM)
		}
		var err error
		if row, err = create.Save(ctx); err != nil {
			return err
		}
		c.beside, c.happened = true, earlier(in.SeenAt, c.now)
		c.tellScene(row)
		if in.Task != nil {
			c.detail["task"] = *in.Task
		}
		return nil
	})
	if errors.Is(err, timeline.ErrRepeated) {
		first, missing := s.Store.Client.SceneReport.Query().Where(sentBy(ctx, in.IdempotencyKey)).First(ctx)
		if missing != nil && !ent.IsNotFound(missing) {
			return nil, missing
		}
		return first, err
	}
	return unwrapped(row, err)
}

// sentBy is the report that the context's viewer sent under a key.
func sentBy(ctx context.Context, key string) predicate.SceneReport {
	who := viewer.From(ctx)
	return scenereport.And(scenereport.Key(key), scenereport.SenderKind(string(who.Kind)), scenereport.SenderID(who.ID))
}

// check refuses what cannot be, or says nothing.
func (in FromScene) check(now time.Time) error {
	figures := in.Counts.named()
	said := in.Text != ""
	for _, f := range figures {
		said = said || f.n != nil
		if f.n != nil && (*f.n < 0 || *f.n > mostPeople) {
			return &Refused{Field: "input.counts." + f.name, Why: sceneCount.With()}
		}
	}
	switch {
	case in.SeenAt.After(now.Add(mostAhead)):
		return &Refused{Field: "input.seenAt", Why: futureOnPhone.With(in.SeenAt, now)}
	case in.SeenAt.Before(now.Add(-mostBehind)):
		return &Refused{Field: "input.seenAt", Why: overAWeekBack.With(in.SeenAt)}
	case !said:
		return &Refused{Field: "input.text", Why: sceneEmpty.With()}
	case strings.ContainsRune(in.Text, 0):
		return &Refused{Field: "input.text", Why: sceneCharacter.With()}
	}
	if in.Place == nil {
		return nil
	}
	return in.Place.check()
}

func (p ScenePlace) check() error {
	switch {
	case !within(p.Latitude, 90):
		return &Refused{Field: "input.place.latitude", Why: badLatitude.With()}
	case !within(p.Longitude, 180):
		return &Refused{Field: "input.place.longitude", Why: badLongitude.With()}
	case p.AccuracyM != nil && (!within(*p.AccuracyM, mostAccuracy) || *p.AccuracyM < 0):
		return &Refused{Field: "input.place.accuracyM", Why: accuracy.With()}
	}
	return nil
}

// within tells whether a number lies between -most and most; NaN does not.
func within(v, most float64) bool { return math.Abs(v) <= most }

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// figure is a count under its name in the contract.
type figure struct {
	name string
	n    *int
}

func (f SceneFigures) named() []figure {
	return []figure{
		{"deaths", f.Deaths}, {"seriouslyInjured", f.SeriouslyInjured}, {"injured", f.Injured},
		{"trapped", f.Trapped}, {"missing", f.Missing}, {"atRisk", f.AtRisk},
	}
}

// mayReport refuses a task of another incident, and more reports than are kept.
func (c *change) mayReport(of *int) error {
	if err := c.ownTask("input.task", of); err != nil {
		return err
	}
	kept, err := c.tx.SceneReport.Query().Where(scenereport.HasIncidentWith(incident.ID(c.was.ID))).Count(asHub(c.ctx))
	if err != nil {
		return err
	}
	if kept >= MostSceneReports {
		return &Refused{Field: "input.incident", Why: sceneReportsFull.With(kept)}
	}
	return nil
}

// figuresOf are the counts of a report.
func figuresOf(r *ent.SceneReport) SceneFigures {
	return SceneFigures{r.Deaths, r.SeriouslyInjured, r.Injured, r.Trapped, r.Missing, r.AtRisk}
}

// tellScene writes into the timeline what a report says.
func (c *change) tellScene(r *ent.SceneReport) {
	c.detail["sceneReport"], c.detail["by"], c.detail["seenAt"], c.detail["text"] = r.ID, r.By, r.SeenAt, r.Text
	counts := map[string]int{}
	for _, f := range figuresOf(r).named() {
		if f.n != nil {
			counts[f.name] = *f.n
		}
	}
	if len(counts) > 0 {
		c.detail["counts"] = counts
	}
}

// SceneReports asks for the reports that the context's viewer reaches: those that
// wait, those that do not, or both.
func (s *Incidents) SceneReports(waiting *bool) *ent.SceneReportQuery {
	q := s.Store.Client.SceneReport.Query()
	switch {
	case waiting == nil:
	case *waiting:
		q.Where(scenereport.StateEQ(scenereport.StateWAITING))
	default:
		q.Where(scenereport.StateNEQ(scenereport.StateWAITING))
	}
	return q
}
