package graph

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/rule"
	"commandhub/server/station"
	"commandhub/server/viewer"
)

// viewerKind is a kind of viewer in the contract's words.
func viewerKind(k viewer.Kind) model.ViewerKind {
	if k == "operator" { // what the timeline's first rows call a person
		k = viewer.Person
	}
	return model.ViewerKind(strings.ToUpper(string(k)))
}

func viewerModel(v viewer.Viewer) *model.Viewer {
	return &model.Viewer{Kind: viewerKind(v.Kind), Name: v.Name, Scopes: held(v), SecondFactorMissing: v.FactorMissing}
}

// held are the scopes of a viewer as words, in their order.
func held(v viewer.Viewer) []string {
	out := []string{}
	for _, s := range viewer.Scopes {
		if v.May(s) {
			out = append(out, string(s))
		}
	}
	return out
}

// classModel is a station's class, null where it has no tank.
func classModel(st *station.Station) *model.StationClass {
	if st == nil || len(st.Tanks) == 0 {
		return nil
	}
	class, known := map[rule.Class]model.StationClass{
		rule.Class1: model.StationClassClass1, rule.Class2: model.StationClassClass2, rule.Class3: model.StationClassClass3,
	}[st.Class]
	if !known {
		class = model.StationClassOverLimit
	}
	return &class
}

// orNull makes null of what is not there.
func orNull[T any](row *T, err error) (*T, error) {
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}

// nodeOrNull makes null of a node that is not there, or whose row is not the
// viewer's: the two are not told apart.
func nodeOrNull(n ent.Noder, err error) (ent.Noder, error) {
	var missing *gqlerror.Error
	if ent.IsNotFound(err) || errors.As(err, &missing) && missing.Extensions["code"] == codeNotFound {
		return nil, nil
	}
	return n, err
}

// thoseThere leaves out nodes that went since they were found.
func thoseThere(nodes []ent.Noder, err error) ([]ent.Noder, error) {
	if _, err := nodeOrNull(nil, err); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(nodes, func(n ent.Noder) bool { return n == nil }), nil
}

func stationEvents(events []station.Event) []model.StationEvent {
	out := make([]model.StationEvent, len(events))
	for i, e := range events {
		out[i] = stationEvent(e)
	}
	return out
}

func eachEvent(events iter.Seq2[int64, station.Event]) iter.Seq2[int64, model.StationEvent] {
	return func(yield func(int64, model.StationEvent) bool) {
		for sequence, e := range events {
			if !yield(sequence, stationEvent(e)) {
				return
			}
		}
	}
}

func (r *Resolver) timelinePage(ctx context.Context, after *ent.Cursor, first int) (*model.TimelinePage, error) {
	var from int64
	if after != nil {
		from = *place(after)
	}
	rows, err := r.Timeline.After(ctx, from, first)
	if err != nil {
		return nil, err
	}
	last, err := r.Timeline.Last(ctx)
	if err != nil {
		return nil, err
	}
	page := &model.TimelinePage{Entries: rows, EndCursor: after, HasMore: last > from}
	if len(rows) > 0 {
		end := rows[len(rows)-1].Sequence
		page.EndCursor, page.HasMore = model.At(end), last > end
	}
	return page, nil
}

// timelineFrom is where a subscription begins: after a cursor, or now.
func (r *Resolver) timelineFrom(ctx context.Context, after *ent.Cursor) (int64, error) {
	if after != nil {
		return *place(after), nil
	}
	return r.Timeline.Last(ctx)
}

// What mutations answer: the changed object, or what a person can mend.

func exercisePayload(hub func() *model.Hub, err error) (*model.SetExercisePayload, error) {
	problems, left := mend(err)
	out := &model.SetExercisePayload{UserErrors: problems}
	if err == nil {
		out.Hub = hub()
	}
	return out, left
}

func issuePayload(row *ent.Device, secret string, err error) (*model.IssueDeviceCredentialPayload, error) {
	problems, left := mend(err)
	out := &model.IssueDeviceCredentialPayload{UserErrors: problems}
	if err == nil {
		out.Device, out.Secret = row, &secret
	}
	return out, left
}

func revokePayload(row *ent.Device, err error) (*model.RevokeDeviceCredentialPayload, error) {
	problems, left := mend(err)
	return &model.RevokeDeviceCredentialPayload{Device: row, UserErrors: problems}, left
}
