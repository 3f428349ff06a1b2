package search

import (
	"context"
	"fmt"
	"strconv"

	"commandhub/ent"
	"commandhub/ent/apiclient"
	"commandhub/ent/area"
	"commandhub/ent/device"
	"commandhub/ent/fielddevice"
	"commandhub/ent/incident"
	"commandhub/ent/organisation"
	"commandhub/ent/predicate"
	"commandhub/ent/report"
	"commandhub/ent/station"
	"commandhub/ent/tank"
	"commandhub/ent/task"
	"commandhub/ent/user"
	"commandhub/ent/wall"
	"commandhub/server/viewer"
)

// source is where one kind is looked for. Its rows are those that ent's policy
// opens; who lacks the scope is not sent there.
type source struct {
	needs viewer.Scope
	find  func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error)
}

// Nothing is found by what its type does not show to whoever has the scope: people
// not by their phone, incidents not by who told of them.
var sources = map[Kind]source{
	Incident: {viewer.IncidentRead, incidents},
	Report:   {viewer.IncidentRead, reports},
	Task:     {viewer.IncidentRead, tasks},
	Station: {viewer.StationRead, func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
		fields := []string{station.FieldCode, station.FieldName, station.FieldNameEn}
		all, err := c.Station.Query().Where(holding[predicate.Station](w, nil, fields...)).Order(inOrder(Station, w.text, fields...)).
			Limit(most).Select(fields...).All(ctx)
		return hits(all, err, func(s *ent.Station) Hit { return Hit{ID: s.ID, Code: s.Code, Names: []string{s.Name, s.NameEn}} })
	}},
	Tank: {viewer.StationRead, tanks},
	Device: {viewer.StationRead, func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
		all, err := c.Device.Query().Where(contains[predicate.Device](w.whole, device.FieldCode)).Order(inOrder(Device, w.whole, device.FieldCode)).
			Limit(most).Select(device.FieldCode).All(ctx)
		return hits(all, err, func(d *ent.Device) Hit { return Hit{ID: d.ID, Code: d.Code} })
	}},
	Organisation: {viewer.StationRead, func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
		fields := []string{organisation.FieldCode, organisation.FieldName, organisation.FieldNameEn}
		all, err := c.Organisation.Query().Where(holding[predicate.Organisation](w, nil, fields...)).Order(inOrder(Organisation, w.text, fields...)).
			Limit(most).Select(fields...).All(ctx)
		return hits(all, err, func(o *ent.Organisation) Hit { return Hit{ID: o.ID, Code: o.Code, Names: []string{o.Name, o.NameEn}} })
	}},
	Person: {viewer.AccountRead, func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
		fields := []string{user.FieldName, user.FieldDisplayName}
		all, err := c.User.Query().Where(holding[predicate.User](w, nil, fields...)).Order(inOrder(Person, w.text, fields...)).
			Limit(most).Select(fields...).All(ctx)
		return hits(all, err, func(u *ent.User) Hit { return Hit{ID: u.ID, Code: u.Name, Names: []string{u.DisplayName}} })
	}},
	Program: {viewer.ClientRead, func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
		all, err := c.ApiClient.Query().Where(holding[predicate.ApiClient](w, nil, apiclient.FieldName)).Order(inOrder(Program, w.text, apiclient.FieldName)).
			Limit(most).Select(apiclient.FieldName).All(ctx)
		return hits(all, err, func(p *ent.ApiClient) Hit { return Hit{ID: p.ID, Code: p.Name} })
	}},
	Display: {viewer.AccountRead, func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
		all, err := c.Wall.Query().Where(holding[predicate.Wall](w, nil, wall.FieldName)).Order(inOrder(Display, w.text, wall.FieldName)).
			Limit(most).Select(wall.FieldName).All(ctx)
		return hits(all, err, func(d *ent.Wall) Hit { return Hit{ID: d.ID, Code: d.Name} })
	}},
	Phone: {viewer.AccountRead, func(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
		all, err := c.FieldDevice.Query().Where(holding[predicate.FieldDevice](w, nil, fielddevice.FieldName)).Order(inOrder(Phone, w.text, fielddevice.FieldName)).
			Limit(most).Select(fielddevice.FieldName).All(ctx)
		return hits(all, err, func(p *ent.FieldDevice) Hit { return Hit{ID: p.ID, Code: p.Name} })
	}},
}

func hits[R any](rows []R, err error, hit func(R) Hit) ([]Hit, error) {
	out := make([]Hit, len(rows))
	for i, r := range rows {
		out[i] = hit(r)
	}
	return out, err
}

// incidents are found by their place too, where that is open to the viewer.
func incidents(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
	fields := []string{incident.FieldNumber, incident.FieldTitle, incident.FieldAddress}
	var place func(word string) []predicate.Incident
	if viewer.From(ctx).May(viewer.StationRead) {
		place = func(word string) []predicate.Incident {
			return []predicate.Incident{
				incident.HasAreaWith(contains[predicate.Area](word, area.FieldName, area.FieldNameEn)),
				incident.HasStationWith(contains[predicate.Station](word, station.FieldCode, station.FieldName, station.FieldNameEn)),
			}
		}
	}
	all, err := c.Incident.Query().Where(holding(w, place, fields...)).Order(inOrder(Incident, w.text, fields...)).Limit(most).Select(fields...).All(ctx)
	return hits(all, err, func(i *ent.Incident) Hit { return Hit{ID: i.ID, Code: i.Number, Names: []string{i.Title, i.Address}} })
}

func tasks(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
	fields := []string{task.FieldText, task.FieldTextEn}
	all, err := c.Task.Query().Where(holding[predicate.Task](w, nil, fields...)).Order(inOrder(Task, w.text, fields...)).Limit(most).Select(fields...).All(ctx)
	return hits(all, err, func(t *ent.Task) Hit { return Hit{ID: t.ID, Code: t.Text, Names: []string{t.TextEn}} })
}

// tanks have a code of two parts, of which the text may hold either or both.
func tanks(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
	found := []predicate.Tank{tank.HasStationWith(contains[predicate.Station](w.whole, station.FieldCode))}
	if w.head != "" {
		found = append(found, tank.And(tank.HasStationWith(matches[predicate.Station](station.FieldCode, "%", w.head, "")),
			matches[predicate.Tank](tank.FieldNumber, "", w.tail, "%")))
	}
	all, err := c.Tank.Query().Where(tank.Or(found...)).WithStation(func(q *ent.StationQuery) { q.Select(station.FieldCode) }).
		Order(inOrder(Tank, w.tail, tank.FieldNumber)).Limit(most).All(ctx)
	return hits(all, err, func(t *ent.Tank) Hit { return Hit{ID: t.ID, Code: t.Edges.Station.Code + "-" + t.Number} })
}

// reports have a code of two parts too; the second is the report's own number.
func reports(ctx context.Context, c *ent.Client, w wanted, most int) ([]Hit, error) {
	found := []predicate.Report{report.HasIncidentWith(contains[predicate.Incident](w.whole, incident.FieldNumber))}
	if n, err := strconv.Atoi(w.tail); err == nil && w.head != "" {
		found = append(found, report.And(report.Number(n), report.HasIncidentWith(matches[predicate.Incident](incident.FieldNumber, "%", w.head, ""))))
	}
	all, err := c.Report.Query().Where(report.Or(found...)).WithIncident(func(q *ent.IncidentQuery) { q.Select(incident.FieldNumber) }).
		Order(ent.Desc(report.FieldID)).Limit(most).All(ctx)
	return hits(all, err, func(r *ent.Report) Hit {
		return Hit{ID: r.ID, Code: fmt.Sprintf("%s-%d", r.Edges.Incident.Number, r.Number)}
	})
}
