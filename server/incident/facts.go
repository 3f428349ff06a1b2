package incident

import (
	"context"
	"math"
	"time"

	"commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/station"
	"commandhub/server/measure"
)

// Facts are what is known of an incident beside its casualties; nil leaves a
// thing as it is.
type Facts struct {
	Title, Kind, Description, Source, Reporter, ReporterPhone *string
	Address, Enterprise, LineBureau                           *string
	OccurredAt, HeardAt                                       *time.Time
	Latitude, Longitude                                       *float64
	Area, Station                                             *string // codes
	BeyondTownship, AcrossTownships, MayGrow                  *bool
	BeyondCounty, AcrossCounties, Special                     *bool
}

// Counts are casualties as they are known at an instant, whole: nil is unknown.
type Counts struct {
	Deaths, SeriouslyInjured, Injured, Trapped, Missing, AtRisk, FromAbroad *int
	DirectLoss                                                              *measure.Fen
}

// Change is an edit of what is known.
type Change struct {
	Incident       int
	Version        int // that was edited: an older one is a Conflict
	Facts          *Facts
	Withdraw       []Withdrawn // not given in Facts
	Note           *string     // why, for the log
	IdempotencyKey string
}

// Update changes what is known of an incident, as the context's viewer, who needs
// incident:write.
func (s *Incidents) Update(ctx context.Context, in Change) (*ent.Incident, error) {
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.changed", func(c *change) error {
		if in.Version != c.was.Version {
			return &Conflict{in.Version, c.was.Version}
		}
		if in.Note != nil && *in.Note != "" {
			c.detail["note"] = *in.Note
		}
		if err := c.withdraw(in.Withdraw, in.Facts); err != nil {
			return err
		}
		if err := c.facts(in.Facts); err != nil {
			return err
		}
		return c.fillPlaces(in.Facts)
	})
}

// facts checks and sets what an edit says.
func (c *change) facts(f *Facts) error {
	occurred, heard := c.was.OccurredAt, c.was.HeardAt
	if c.set.Mutation().OccurredAtCleared() {
		occurred = nil
	}
	var err error
	if f.OccurredAt != nil {
		t, err := c.s.since("input.facts.occurredAt", f.OccurredAt)
		if err != nil {
			return err
		}
		occurred, c.cause = &t, "the time of the event was set to "+t.Format(time.RFC3339)
		c.set.SetOccurredAt(t)
	}
	if f.HeardAt != nil {
		if heard, err = c.s.since("input.facts.heardAt", f.HeardAt); err != nil {
			return err
		}
		c.set.SetHeardAt(heard)
	}
	if err := checkTimes(occurred, heard); err != nil {
		return err
	}
	if f.Title != nil && *f.Title == "" {
		return &Refused{Field: "input.facts.title", Why: noTitle.With()}
	}
	if f.Kind != nil && !c.s.Plan().knows(*f.Kind) {
		return &Refused{Field: "input.facts.kind", Why: noSuchKind.With(*f.Kind)}
	}
	if err := checkPoint(f.Latitude, f.Longitude); err != nil {
		return err
	}
	if err := c.place(f); err != nil {
		return err
	}
	setText(f.Title, c.set.SetTitle)
	setText(f.Kind, c.set.SetKind)
	setText(f.Description, c.set.SetDescription)
	setText(f.Source, c.set.SetSource)
	setText(f.Reporter, c.set.SetReporter)
	setText(f.ReporterPhone, c.set.SetReporterPhone)
	setText(f.Address, c.set.SetAddress)
	setText(f.Enterprise, c.set.SetEnterprise)
	setText(f.LineBureau, c.set.SetLineBureau)
	c.set.SetNillableLatitude(f.Latitude).SetNillableLongitude(f.Longitude).
		SetNillableBeyondTownship(f.BeyondTownship).SetNillableAcrossTownships(f.AcrossTownships).
		SetNillableMayGrow(f.MayGrow).SetNillableBeyondCounty(f.BeyondCounty).
		SetNillableAcrossCounties(f.AcrossCounties).SetNillableSpecial(f.Special)
	return nil
}

func setText(s *string, set func(string) *ent.IncidentUpdateOne) {
	if s != nil {
		set(*s)
	}
}

// checkTimes: nobody hears of what has not happened.
func checkTimes(occurred *time.Time, heard time.Time) error {
	if occurred != nil && heard.Before(*occurred) {
		return &Refused{Field: "input.facts.heardAt", Why: heardBefore.With()}
	}
	return nil
}

// checkPoint: a point has both degrees, or neither is given.
func checkPoint(latitude, longitude *float64) error {
	switch {
	case (latitude == nil) != (longitude == nil):
		return &Refused{Field: "input.facts.latitude", Why: pointHalf.With()}
	case latitude == nil:
		return nil
	case !(math.Abs(*latitude) <= 90):
		return &Refused{Field: "input.facts.latitude", Why: badLatitude.With()}
	case !(math.Abs(*longitude) <= 180):
		return &Refused{Field: "input.facts.longitude", Why: badLongitude.With()}
	}
	return nil
}

func (p Plan) knows(kind string) bool {
	for _, k := range p.Kinds {
		if k.Code == kind {
			return true
		}
	}
	return false
}

// place sets the township and the station by their codes.
func (c *change) place(f *Facts) error {
	if f.Area != nil {
		id, err := c.tx.Area.Query().Where(area.Code(*f.Area)).OnlyID(asHub(c.ctx))
		if err != nil {
			return unknownCode("input.facts.area", *f.Area, err)
		}
		c.set.SetAreaID(id)
		c.detail["area"] = *f.Area // no column of the row
	}
	switch {
	case f.Station == nil:
	case *f.Station == "":
		c.set.ClearStation()
		c.detail["station"] = nil
	default:
		id, err := c.tx.Station.Query().Where(station.Code(*f.Station)).OnlyID(asHub(c.ctx))
		if err != nil {
			return unknownCode("input.facts.station", *f.Station, err)
		}
		c.set.SetStationID(id)
		c.detail["station"] = *f.Station
	}
	return nil
}

func unknownCode(field, code string, err error) error {
	if ent.IsNotFound(err) {
		return &Refused{Field: field, Why: noSuchCode.With(code)}
	}
	return err
}
