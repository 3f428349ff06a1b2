package policy

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/privacy"

	hub "commandhub/ent"
	"commandhub/ent/area"
	"commandhub/ent/casualty"
	"commandhub/ent/casualtycount"
	"commandhub/ent/cordonentry"
	"commandhub/ent/dailysales"
	"commandhub/ent/deadline"
	"commandhub/ent/delivery"
	"commandhub/ent/device"
	"commandhub/ent/deviceevent"
	"commandhub/ent/environmentsample"
	"commandhub/ent/handover"
	"commandhub/ent/incident"
	"commandhub/ent/installation"
	"commandhub/ent/installationstep"
	"commandhub/ent/ledgeritem"
	"commandhub/ent/nozzle"
	"commandhub/ent/organisation"
	"commandhub/ent/origin"
	"commandhub/ent/photo"
	"commandhub/ent/predicate"
	"commandhub/ent/quarantine"
	"commandhub/ent/release"
	"commandhub/ent/report"
	"commandhub/ent/reportsending"
	"commandhub/ent/responsestep"
	"commandhub/ent/sale"
	"commandhub/ent/scenereport"
	"commandhub/ent/station"
	"commandhub/ent/tank"
	"commandhub/ent/tankreading"
	"commandhub/ent/task"
	"commandhub/ent/tasknote"
	"commandhub/ent/workinggroup"
	"commandhub/server/viewer"
)

// Bound is the policy of what belongs to a station or an incident: read by holders
// of a scope, changed by holders of another, each as far as it reaches.
func Bound(read, write viewer.Scope) ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{boundQuery(read)},
		Mutation: privacy.MutationPolicy{boundMutation(write)},
	}
}

type boundQuery viewer.Scope

func (b boundQuery) EvalQuery(ctx context.Context, q ent.Query) error {
	scope := viewer.Scope(b)
	if err := need(ctx, scope); !allowed(err) {
		return err
	}
	return withinReach(ctx, q, scope)
}

func allowed(err error) bool { return err == privacy.Allow } //nolint:errorlint // the value itself means it

// withinReach leaves in a query what belongs to stations that a scope of the
// context's viewer reaches.
func withinReach(ctx context.Context, q ent.Query, scope viewer.Scope) error {
	all, places := viewer.From(ctx).Reaches(scope)
	if all {
		return privacy.Allow
	}
	reached := stationsAt(places)
	switch q := q.(type) {
	case *hub.StationQuery:
		q.Where(reached)
	case *hub.TankQuery:
		q.Where(tank.HasStationWith(reached))
	case *hub.NozzleQuery:
		q.Where(nozzle.HasStationWith(reached))
	case *hub.DeviceQuery:
		q.Where(device.HasStationWith(reached))
	case *hub.DeviceEventQuery:
		q.Where(deviceevent.HasStationWith(reached))
	case *hub.DeliveryQuery:
		q.Where(delivery.HasStationWith(reached))
	case *hub.QuarantineQuery:
		q.Where(quarantine.HasStationWith(reached))
	case *hub.InstallationQuery:
		q.Where(installation.HasStationWith(reached))
	case *hub.InstallationStepQuery:
		q.Where(installationstep.HasInstallationWith(installation.HasStationWith(reached)))
	case *hub.TankReadingQuery:
		q.Where(of(tankreading.FieldTankID, tank.Table, tank.StationColumn, reached))
	case *hub.DailySalesQuery:
		q.Where(of(dailysales.FieldTankID, tank.Table, tank.StationColumn, reached))
	case *hub.SaleQuery:
		q.Where(of(sale.FieldNozzleID, nozzle.Table, nozzle.StationColumn, reached))
	default:
		return incidentsWithin(q, scope, places)
	}
	return privacy.Allow
}

// incidentsWithin leaves what belongs to incidents in the areas, and at the
// stations of the organisations, that a scope reaches.
func incidentsWithin(q ent.Query, scope viewer.Scope, places []viewer.Reach) error {
	reached := incident.Or(incidentsAt(places)...)
	switch q := q.(type) {
	case *hub.IncidentQuery:
		q.Where(reached)
	case *hub.CasualtyCountQuery:
		q.Where(casualtycount.HasIncidentWith(reached))
	case *hub.CasualtyQuery:
		q.Where(casualty.HasIncidentWith(reached))
	case *hub.DeadlineQuery:
		q.Where(deadline.HasIncidentWith(reached))
	case *hub.OriginQuery:
		q.Where(origin.HasIncidentWith(reached))
	case *hub.ReportQuery:
		q.Where(report.HasIncidentWith(reached))
	case *hub.ReportSendingQuery:
		q.Where(reportsending.HasReportWith(report.HasIncidentWith(reached)))
	case *hub.ResponseStepQuery:
		q.Where(responsestep.HasIncidentWith(reached))
	case *hub.WorkingGroupQuery:
		q.Where(workinggroup.HasIncidentWith(reached))
	case *hub.TaskQuery:
		q.Where(task.HasIncidentWith(reached))
	case *hub.TaskNoteQuery:
		q.Where(tasknote.HasTaskWith(task.HasIncidentWith(reached)))
	case *hub.HandOverQuery:
		q.Where(handover.HasIncidentWith(reached))
	case *hub.CordonEntryQuery:
		q.Where(cordonentry.HasIncidentWith(reached))
	case *hub.EnvironmentSampleQuery:
		q.Where(environmentsample.HasIncidentWith(reached))
	case *hub.ReleaseQuery:
		q.Where(release.HasIncidentWith(reached))
	case *hub.LedgerItemQuery:
		q.Where(ledgeritem.HasIncidentWith(reached))
	case *hub.PhotoQuery:
		q.Where(photo.HasIncidentWith(reached))
	case *hub.SceneReportQuery:
		q.Where(scenereport.HasIncidentWith(reached))
	default:
		return &Denied{Scope: scope} // what has no reach is not for the bounded
	}
	return privacy.Allow
}

func incidentsAt(places []viewer.Reach) []predicate.Incident {
	var reached []predicate.Incident
	for _, p := range places {
		var both []predicate.Incident
		if p.Area != "" {
			both = append(both, incident.HasAreaWith(area.Or(area.Code(p.Area), area.HasParentWith(area.Code(p.Area)))))
		}
		if p.Organisation != "" {
			both = append(both, incident.HasStationWith(station.HasOwnerWith(organisation.Code(p.Organisation))))
		}
		reached = append(reached, incident.And(both...))
	}
	return reached
}

// stationsAt takes the stations in the areas, with their parts, and of the
// organisations named.
func stationsAt(places []viewer.Reach) predicate.Station {
	var reached []predicate.Station
	for _, p := range places {
		var both []predicate.Station
		if p.Area != "" {
			both = append(both, station.HasAreaWith(area.Or(area.Code(p.Area), area.HasParentWith(area.Code(p.Area)))))
		}
		if p.Organisation != "" {
			both = append(both, station.HasOwnerWith(organisation.Code(p.Organisation)))
		}
		reached = append(reached, station.And(both...))
	}
	return station.Or(reached...)
}

// of takes the rows whose column names a part, a tank or nozzle, of a reached
// station: tables of readings have no edges.
func of(column, parts, stationColumn string, reached predicate.Station) func(*sql.Selector) {
	return func(s *sql.Selector) {
		stations := sql.Select(station.FieldID).From(sql.Table(station.Table))
		stations.SetDialect(s.Dialect())
		reached(stations)
		part := sql.Select("id").From(sql.Table(parts))
		part.SetDialect(s.Dialect())
		part.Where(sql.In(part.C(stationColumn), stations))
		s.Where(sql.In(s.C(column), part))
	}
}
