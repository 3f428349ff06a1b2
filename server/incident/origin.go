package incident

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"commandhub/ent"
	"commandhub/ent/deviceevent"
	entorigin "commandhub/ent/origin"
	"commandhub/ent/quarantine"
	"commandhub/ent/station"
	"commandhub/ent/tank"
	"commandhub/ent/tankreading"
	"commandhub/server/measure"
)

const (
	// frozenFor is how far back a station's readings come along.
	frozenFor = time.Hour
	// mostReadings of a tank come along: one in ten seconds.
	mostReadings = 400
)

// FromStation is an event, or an item that was not believed, which becomes an
// incident.
type FromStation struct {
	Of             int
	Title          *string
	Kind           string
	IdempotencyKey string
}

// OpenFromStation makes an incident of what a station told, as the context's
// viewer, who needs incident:write and must see the event. Place, stock and the
// readings of the last hour are frozen with it. One event makes one incident.
func (s *Incidents) OpenFromStation(ctx context.Context, in FromStation) (*ent.Incident, error) {
	o, err := s.origin(ctx, in.Of)
	if err != nil {
		return nil, err
	}
	if o.at.After(o.heard) { // by a device's clock that is ahead
		o.at = o.heard
	}
	code, source := o.station.Code, "station "+o.station.Code+": "+o.what
	title := o.station.Name + " " + o.what
	if in.Title != nil && *in.Title != "" {
		title = *in.Title
	}
	facts := &Facts{Title: &title, Kind: &in.Kind, Station: &code, Source: &source, OccurredAt: &o.at, HeardAt: &o.heard}
	return s.Open(ctx, New{Facts: facts, IdempotencyKey: in.IdempotencyKey, origin: o})
}

// origin is what a station told.
type origin struct {
	kind    entorigin.Kind
	row     int
	what    string
	at      time.Time
	heard   time.Time
	station *ent.Station
	told    any // the event or item itself
}

// origin finds the event or item, as far as the context's viewer may see it.
func (s *Incidents) origin(ctx context.Context, id int) (*origin, error) {
	event, err := s.Store.Client.DeviceEvent.Query().Where(deviceevent.ID(id)).WithStation().WithDevice().WithTank().WithNozzle().Only(ctx)
	if err == nil {
		return &origin{
			kind: entorigin.KindDEVICE_EVENT, row: id, what: string(event.Kind), at: event.HappenedAt, heard: event.ReceivedAt,
			station: event.Edges.Station, told: toldEvent(event),
		}, nil
	}
	if !ent.IsNotFound(err) {
		return nil, err
	}
	item, err := s.Store.Client.Quarantine.Query().Where(quarantine.ID(id)).WithStation().WithDevice().Only(ctx)
	if err != nil {
		return nil, err
	}
	return &origin{
		kind: entorigin.KindQUARANTINE, row: id, what: string(item.Reason) + " " + item.Field, at: item.ReceivedAt, heard: item.ReceivedAt,
		station: item.Edges.Station, told: map[string]any{
			"device": item.Edges.Device.Code, "receivedAt": item.ReceivedAt, "reason": item.Reason,
			"field": item.Field, "detail": item.Detail, "excerpt": item.Excerpt,
		},
	}, nil
}

func toldEvent(e *ent.DeviceEvent) map[string]any {
	told := map[string]any{
		"device": e.Edges.Device.Code, "happenedAt": e.HappenedAt, "receivedAt": e.ReceivedAt, "kind": e.Kind, "detail": e.Detail,
	}
	if t := e.Edges.Tank; t != nil {
		told["tank"] = t.Number
	}
	if n := e.Edges.Nozzle; n != nil {
		told["nozzle"] = n.Number
	}
	return told
}

// tankThen is a tank with its readings up to an instant.
type tankThen struct {
	Number    string         `json:"number"`
	Product   string         `json:"product"`
	CapacityL measure.Litres `json:"capacityL"`
	Readings  []reading      `json:"readings"`
}

type reading struct {
	MeasuredAt   time.Time            `json:"measuredAt"`
	VolumeL      measure.Litres       `json:"volumeL"`
	LevelMm      *measure.Millimetres `json:"levelMm"`
	TemperatureC *measure.Celsius     `json:"temperatureC"`
	WaterMm      *measure.Millimetres `json:"waterMm"`
}

// freeze keeps what was told, with each tank's readings of the last hour.
func (o *origin) freeze(c *change) error {
	hub := asHub(c.ctx)
	used, err := c.tx.Origin.Query().Where(entorigin.Row(o.row)).WithIncident().First(hub)
	if err == nil {
		return &Refused{Field: "input.of", Why: becameIncident.With(used.Edges.Incident.Number)}
	}
	if !ent.IsNotFound(err) {
		return err
	}
	tanks, err := c.tx.Tank.Query().Where(tank.HasStationWith(station.ID(o.station.ID))).WithProduct().Order(ent.Asc(tank.FieldNumber)).All(hub)
	if err != nil {
		return err
	}
	then := make([]tankThen, 0, len(tanks))
	for _, t := range tanks {
		rows, err := c.tx.TankReading.Query().Where(
			tankreading.TankID(t.ID), tankreading.MeasuredAtGT(c.now.Add(-frozenFor)),
		).Order(ent.Desc(tankreading.FieldMeasuredAt)).Limit(mostReadings).All(hub)
		if err != nil {
			return err
		}
		readings := make([]reading, len(rows)) // the latest were asked for, the oldest come first
		for i, r := range rows {
			readings[len(rows)-1-i] = reading{r.MeasuredAt, r.Volume, r.Level, r.Temperature, r.WaterLevel}
		}
		then = append(then, tankThen{t.Number, t.Edges.Product.Code, t.Capacity, readings})
	}
	text, err := json.Marshal(map[string]any{
		"told": o.told, "tanks": then, "station": map[string]any{"code": o.station.Code, "name": o.station.Name},
	})
	if err != nil {
		return fmt.Errorf("freeze what the station told: %w", err)
	}
	c.detail["origin"] = map[string]any{"kind": o.kind, "row": o.row}
	return c.tx.Origin.Create().SetIncidentID(c.was.ID).SetKind(o.kind).SetRow(o.row).SetFrozenAt(c.now).
		SetContent(string(text)).Exec(hub)
}
