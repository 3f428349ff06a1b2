package policy

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/privacy"

	hub "commandhub/ent"
	"commandhub/ent/timelineentry"
	"commandhub/server/viewer"
)

// accessSubjects are what rows about access are about: only the audit trail
// shows them.
var accessSubjects = []string{
	"User", "Appointment", "Passkey", "Session", "Enrolment", "Wall", "FieldDevice", "ApiClient", "ApiKey", "Webhook", "Access",
}

// incidentSubject is what rows about incidents are about.
const incidentSubject = "Incident"

// Timeline is the policy of the timeline: holders of audit:read see all of it,
// holders of timeline:read what is not about access, and of incidents only who may
// read those of the whole county. Only the hub appends, on
// behalf of whoever acts.
func Timeline() ent.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{timelineQuery{}},
		Mutation: privacy.MutationPolicy{needMutation(HubInternal)},
	}
}

type timelineQuery struct{}

func (timelineQuery) EvalQuery(ctx context.Context, q ent.Query) error {
	if viewer.From(ctx).May(viewer.AuditRead) {
		return privacy.Allow
	}
	if err := need(ctx, viewer.TimelineRead); !allowed(err) {
		return err
	}
	entries, ok := q.(*hub.TimelineEntryQuery)
	if !ok {
		return &Denied{Scope: viewer.TimelineRead}
	}
	entries.Where(timelineentry.SubjectTypeNotIn(accessSubjects...))
	if all, _ := viewer.From(ctx).Reaches(viewer.IncidentRead); !all {
		entries.Where(timelineentry.SubjectTypeNEQ(incidentSubject))
	}
	return privacy.Allow
}
