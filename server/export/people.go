package export

import (
	"context"
	"iter"

	"commandhub/ent"
	"commandhub/ent/contact"
	"commandhub/ent/noticesending"
	"commandhub/ent/organisation"
	"commandhub/ent/shift"
	"commandhub/ent/timelineentry"
	"commandhub/server/viewer"
)

var contacts = &Table{
	Name: "contacts", Needs: viewer.ContactRead, Filters: []string{"search"},
	Columns: []Column{
		{Key: "unit"}, {Key: "unitCode"}, {Key: "contactKind", Kind: Word, Words: "contactKind"}, {Key: "rank", Kind: Number},
		{Key: "name", Personal: true}, {Key: "phone", Personal: true}, {Key: "email", Personal: true}, {Key: "means"},
		{Key: "checkedAt", Kind: Instant},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.Contact, error) {
			q := s.Client.Contact.Query().Where(contact.RetiredAtIsNil(), contact.IDGT(after)).
				Order(ent.Asc(contact.FieldID)).Limit(pageRows).WithOrganisation()
			if f.Search != "" {
				q.Where(contact.Or(contact.NameContainsFold(f.Search), contact.PhoneContains(f.Search),
					contact.EmailContainsFold(f.Search), contact.MeansContainsFold(f.Search),
					contact.HasOrganisationWith(organisation.Or(organisation.CodeContainsFold(f.Search),
						organisation.NameContainsFold(f.Search), organisation.NameEnContainsFold(f.Search)))))
			}
			return q.All(ctx)
		}, func(r *ent.Contact) int { return r.ID }, func(r *ent.Contact) []any {
			unit := r.Edges.Organisation
			return []any{f.named(unit.Name, unit.NameEn), unit.Code, string(r.Kind), r.Rank, r.Name, r.Phone, r.Email, r.Means, value(r.CheckedAt)}
		})
	},
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
	Name: "notices", Needs: viewer.NoticeRead, Filters: []string{"search", "since", "until"},
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
	Name: "timeline", Needs: viewer.TimelineRead, Filters: []string{"since", "until"},
	Columns: []Column{
		{Key: "sequence", Kind: Number}, {Key: "happenedAt", Kind: Instant}, {Key: "recordedAt", Kind: Instant}, {Key: "actorKind"},
		{Key: "actor"}, {Key: "action"}, {Key: "subjectType"}, {Key: "subjectId", Kind: Number}, {Key: "before"}, {Key: "after"},
	},
	Rows: func(ctx context.Context, s *Source, f Filter) iter.Seq2[[]any, error] {
		return paged(func(after int) ([]*ent.TimelineEntry, error) {
			q := s.Client.TimelineEntry.Query().Where(timelineentry.SequenceGT(int64(after))).
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
