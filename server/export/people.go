package export

import (
	"context"
	"iter"
	"slices"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/incident"
	"commandhub/ent/notice"
	"commandhub/ent/noticesending"
	"commandhub/ent/organisation"
	"commandhub/ent/predicate"
	"commandhub/ent/shift"
	"commandhub/ent/timelineentry"
	"commandhub/ent/user"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

var contacts = &Table{
	Name: "contacts", Needs: viewer.ContactRead, Filters: []string{"search", "show"}, Shows: []string{"bound", "lacking", "others"},
	Columns: []Column{
		{Key: "unit"}, {Key: "unitCode"}, {Key: "contactKind", Kind: Word, Words: "contactKind"}, {Key: "rank", Kind: Number},
		{Key: "name", Personal: true}, {Key: "phone", Personal: true}, {Key: "email", Personal: true}, {Key: "means"},
		{Key: "checkedAt", Kind: Instant},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		units := f.units()
		return paged(func(after int) ([]*ent.Contact, error) {
			return s.Client.Contact.Query().Where(contact.RetiredAtIsNil(), contact.IDGT(after), contact.HasOrganisationWith(units...)).
				Order(ent.Asc(contact.FieldID)).Limit(pageRows).WithOrganisation().All(ctx)
		}, func(r *ent.Contact) int { return r.ID }, func(r *ent.Contact) []any {
			unit := r.Edges.Organisation
			return []any{f.named(unit.Name, unit.NameEn), unit.Code, string(r.Kind), r.Rank, r.Name, r.Phone, r.Email, r.Means, value(r.CheckedAt)}
		})
	},
}

// units is the conditions on a unit of a filter, always one at least: a unit whose
// contact is what is looked for comes with all of its contacts, as at the desk.
func (f Filter) units() []predicate.Organisation {
	all := []predicate.Organisation{organisation.IDGT(0)}
	if f.Search != "" {
		all = append(all, organisation.Or(
			organisation.CodeContainsFold(f.Search), organisation.NameContainsFold(f.Search), organisation.NameEnContainsFold(f.Search),
			organisation.HasContactsWith(contact.RetiredAtIsNil(), contact.Or(contact.NameContainsFold(f.Search),
				contact.PhoneContains(f.Search), contact.EmailContainsFold(f.Search), contact.MeansContainsFold(f.Search)))))
	}
	bound := rule.ContactKeepers[organisation.Kind]()
	switch f.Show {
	case "bound":
		all = append(all, organisation.KindIn(bound...))
	case "lacking":
		var lacks []predicate.Organisation
		for _, kind := range rule.Unfiled([]contact.Kind{}) {
			lacks = append(lacks, organisation.Not(organisation.HasContactsWith(contact.RetiredAtIsNil(), contact.KindEQ(kind))))
		}
		all = append(all, organisation.KindIn(bound...), organisation.Or(lacks...))
	case "others":
		all = append(all, organisation.KindNotIn(bound...))
	}
	return all
}

var shifts = &Table{
	Name: "shifts", Needs: viewer.DutyRead, Filters: []string{"since", "until"},
	Columns: []Column{
		{Key: "unit"}, {Key: "onDuty", Kind: Word, Words: "shiftDuty"}, {Key: "name", Personal: true},
		{Key: "phone", Needs: viewer.ContactRead, Personal: true}, {Key: "since", Kind: Instant}, {Key: "until", Kind: Instant}, {Key: "note"},
		{Key: "cancelledAt", Kind: Instant}, {Key: "cancelledReason"},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.Shift, error) {
			q := s.Client.Shift.Query().Where(shift.IDGT(after)).Order(ent.Asc(shift.FieldID)).Limit(pageRows).WithOrganisation()
			if !f.Since.IsZero() {
				q.Where(shift.UntilGT(f.Since))
			}
			if !f.Until.IsZero() {
				q.Where(shift.SinceLT(f.Until))
			}
			return q.All(ctx)
		}, func(r *ent.Shift) int { return r.ID }, func(r *ent.Shift) []any {
			return []any{
				f.named(r.Edges.Organisation.Name, r.Edges.Organisation.NameEn), string(r.Duty), r.Name, r.Phone, r.Since, r.Until, r.Note, value(r.CancelledAt), r.CancelledReason,
			}
		})
	},
}

// notices has a row for each that a notice was sent to.
var notices = &Table{
	Name: "notices", Needs: viewer.NoticeRead, Filters: []string{"search", "incident", "since", "until"},
	Columns: []Column{
		{Key: "sentAt", Kind: Instant}, {Key: "text"}, {Key: "unit"}, {Key: "name", Personal: true},
		{Key: "noticeChannel", Kind: Word, Words: "noticeChannel"}, {Key: "phone", Needs: viewer.ContactRead, Personal: true},
		{Key: "noticeState", Kind: Word, Words: "noticeState"}, {Key: "deliveredAt", Kind: Instant}, {Key: "answeredAt", Kind: Instant},
		{Key: "answer"}, {Key: "problem"}, {Key: "by"}, {Key: "exercise", Kind: YesNo},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.NoticeSending, error) {
			q := s.Client.NoticeSending.Query().Where(noticesending.IDGT(after)).Order(ent.Asc(noticesending.FieldID)).
				Limit(pageRows).WithNotice()
			if f.Incident != 0 {
				q.Where(noticesending.HasNoticeWith(notice.HasIncidentWith(incident.ID(f.Incident))))
			}
			if f.Search != "" {
				q.Where(noticesending.Or(noticesending.UnitContainsFold(f.Search), noticesending.NameContainsFold(f.Search)))
			}
			if !f.Since.IsZero() {
				q.Where(noticesending.QueuedAtGTE(f.Since))
			}
			if !f.Until.IsZero() {
				q.Where(noticesending.QueuedAtLT(f.Until))
			}
			return q.All(ctx)
		}, func(r *ent.NoticeSending) int { return r.ID }, func(r *ent.NoticeSending) []any {
			of := r.Edges.Notice
			return []any{
				of.At, of.Text, r.Unit, r.Name, string(r.Channel), r.Address, string(r.State), value(r.DeliveredAt),
				value(r.AnsweredAt), r.Answer, r.Problem, of.By, of.Exercise,
			}
		})
	},
}

var timelineEntries = &Table{
	Name: "timeline", Needs: viewer.TimelineRead, Filters: []string{"subject", "person", "since", "until"},
	Columns: []Column{
		{Key: "sequence", Kind: Number}, {Key: "happenedAt", Kind: Instant}, {Key: "recordedAt", Kind: Instant}, {Key: "actorKind"},
		{Key: "actor"}, {Key: "action"}, {Key: "subjectType"}, {Key: "subjectId", Kind: Number}, {Key: "before"}, {Key: "after"},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		concerns, err := s.concerns(ctx, f)
		if err != nil {
			return failed(err)
		}
		return paged(func(after int) ([]*ent.TimelineEntry, error) {
			q := s.Client.TimelineEntry.Query().Where(timelineentry.SequenceGT(int64(after))).Where(concerns...).
				Order(ent.Asc(timelineentry.FieldSequence)).Limit(pageRows)
			if !f.Since.IsZero() {
				q.Where(timelineentry.HappenedAtGTE(f.Since))
			}
			if !f.Until.IsZero() {
				q.Where(timelineentry.HappenedAtLT(f.Until))
			}
			return q.All(ctx)
		}, func(r *ent.TimelineEntry) int { return int(r.Sequence) }, func(r *ent.TimelineEntry) []any {
			return []any{
				int(r.Sequence), r.HappenedAt, r.RecordedAt, r.ActorKind, r.ActorName, r.Action, r.SubjectType, r.SubjectID, r.Before, r.After,
			}
		})
	},
}

// concerns is the conditions on an entry of a filter: of what kind of subject it is,
// and that a person did it or that it was done to them.
func (s *Source) concerns(ctx context.Context, f Filter) ([]predicate.TimelineEntry, error) {
	var all []predicate.TimelineEntry
	if len(f.Subject) > 0 {
		kinds := f.Subject
		if slices.Contains(kinds, "Hub") {
			kinds = append(slices.Clone(kinds), "") // what is of no other kind
		}
		all = append(all, timelineentry.SubjectTypeIn(kinds...))
	}
	if f.Person == "" {
		return all, nil
	}
	ids, err := s.Client.User.Query().Where(user.Name(f.Person)).IDs(ctx)
	if err != nil {
		return nil, err
	}
	return append(all, timelineentry.Or(
		timelineentry.ActorName(f.Person),
		timelineentry.And(timelineentry.SubjectType("User"), timelineentry.SubjectIDIn(ids...)),
	)), nil
}
