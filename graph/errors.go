package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"

	"entgo.io/ent/privacy"
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/access"
	"commandhub/server/county"
	"commandhub/server/incident"
	"commandhub/server/live"
	"commandhub/server/policy"
	"commandhub/server/quarantine"
	"commandhub/server/reason"
	"commandhub/server/station"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// The stable words of extensions.code.
const (
	codeInvalid         = "INVALID"
	codeNotFound        = "NOT_FOUND"
	codeConflict        = "CONFLICT"
	codeRepeated        = "REPEATED"
	codeDrifted         = "DRIFTED"
	codeUnauthenticated = "UNAUTHENTICATED"
	codeForbidden       = "FORBIDDEN"
	codeUnavailable     = "UNAVAILABLE"
	codeInternal        = "INTERNAL"
)

// plain is an error that a client may see as it is, with its code and what else
// stands in the answer's extensions: of limits, quotas and documents.
type plain interface {
	error
	Extensions() map[string]any
}

// mostMessage is how many bytes of a message of the parser or the validation are
// told: it names what the client itself has sent.
const mostMessage = 200

// echoed are the values that such a message repeats.
var echoed = regexp.MustCompile(`(?s)( value): .*|, found .*|^.*( is not a valid \w+)$|( (?:Block)?String) ".*"`)

// ofDocument makes such a message short and takes values out of it: names are
// told, values are not.
func ofDocument(message string) string {
	message = strings.TrimSpace(echoed.ReplaceAllString(message, "$1$2$3"))
	if len(message) > mostMessage {
		message = strings.ToValidUTF8(message[:mostMessage], "") + "…"
	}
	return message
}

// within refuses a number out of bounds.
func within(field string, n, low, high int) error {
	if n < low || n > high {
		return &station.Unfit{Field: field, Message: fmt.Sprintf("%d is outside %d to %d", n, low, high)}
	}
	return nil
}

// Present turns an error into what a client may see: the path, a stable code,
// and a sentence of our own. What a database or a driver said stays in the log.
func Present(log *slog.Logger, l *live.Live) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		out := graphql.DefaultErrorPresenter(ctx, err)
		if told := plain(nil); errors.As(err, &told) {
			out.Err, out.Message, out.Extensions = nil, told.Error(), told.Extensions()
			return out
		}
		if out.Err == nil && out.Extensions != nil { // of the parser or the validation
			out.Message, out.Extensions = ofDocument(out.Message), map[string]any{"code": codeInvalid}
			return out
		}
		code, message, more := classify(ctx, err, l)
		if code == codeInternal {
			log.ErrorContext(ctx, "graphql", "path", out.Path.String(), "error", err)
		}
		out.Err, out.Message, out.Extensions = nil, message, map[string]any{"code": code}
		for k, v := range more {
			out.Extensions[k] = v
		}
		return out
	}
}

func classify(ctx context.Context, err error, l *live.Live) (code, message string, more map[string]any) {
	var (
		denied  *policy.Denied
		unfit   *station.Unfit
		unknown *station.Unknown
		tooMany *station.TooMany
		invalid *access.Invalid
		refused *incident.Refused
	)
	var argument *model.Unreadable
	switch {
	case errors.As(err, &denied):
		more = map[string]any{"scope": string(denied.Scope)}
		if viewer.From(ctx).Kind == viewer.Nobody {
			return codeUnauthenticated, "sign in first: " + denied.Error(), more
		}
		return codeForbidden, denied.Error(), more
	case errors.Is(err, privacy.Deny):
		return codeForbidden, "this is not open to you", nil
	case errors.As(err, &unfit):
		return codeInvalid, unfit.Error(), map[string]any{"field": unfit.Field}
	case errors.As(err, &unknown):
		return codeInvalid, unknown.Error(), map[string]any{"field": unknown.Field}
	case errors.As(err, &invalid):
		return codeInvalid, invalid.Error(), map[string]any{"field": invalid.Field}
	case errors.As(err, &refused):
		return codeInvalid, refused.Error(), map[string]any{"field": refused.Field}
	case errors.As(err, &tooMany):
		return codeInvalid, tooMany.Error(), map[string]any{"field": "filter.stations"}
	case ent.IsNotFound(err):
		return codeNotFound, "there is no such thing, or it is not open to you", nil
	case errors.Is(err, context.Canceled): // nobody waits for this answer any more
		return codeUnavailable, "the request was given up", nil
	case !l.Storage().Available, errors.Is(err, context.DeadlineExceeded):
		return codeUnavailable, "the database does not answer; try again", nil
	case errors.As(err, &argument):
		return codeInvalid, argument.Error(), nil
	}
	return codeInternal, "something went wrong here; it is in the hub's log", nil
}

// mend turns what a person can mend in a mutation's input into user errors; the
// error that is left is for the top level.
func mend(err error) ([]*model.UserError, error) {
	var (
		unknown *station.Unknown
		unfit   *station.Unfit
		invalid *access.Invalid
		refused *incident.Refused
		changed *incident.Conflict
		judged  *quarantine.Conflict
		drifted *county.Drifted
		unkept  *ent.ValidationError
	)
	none := []*model.UserError{}
	switch {
	case err == nil:
		return none, nil
	case errors.As(err, &unknown):
		return append(none, &model.UserError{Field: unknown.Field, Code: codeNotFound, Message: unknown.Error()}), nil
	case errors.As(err, &unfit):
		return append(none, &model.UserError{Field: unfit.Field, Code: codeInvalid, Message: unfit.Message}), nil
	case errors.As(err, &invalid):
		return append(none, &model.UserError{Field: "input." + invalid.Field, Code: codeInvalid, Message: invalid.Message}), nil
	case errors.As(err, &refused):
		return append(none, &model.UserError{Field: refused.Field, Code: codeInvalid, Reason: refused.Why.Code, Values: values(refused.Why), Message: refused.Why.Error(), Article: article(refused)}), nil
	case errors.As(err, &changed):
		return append(none, &model.UserError{Field: "input.version", Code: codeConflict, Message: changed.Error()}), nil
	case errors.As(err, &judged):
		return append(none, &model.UserError{Field: judged.Field, Code: codeConflict, Message: judged.Error()}), nil
	case errors.As(err, &drifted):
		return append(none, &model.UserError{Field: "input.state", Code: codeDrifted, Message: drifted.Error()}), nil
	case errors.Is(err, timeline.ErrRepeated):
		return append(none, &model.UserError{Field: "input.idempotencyKey", Code: codeRepeated, Message: err.Error()}), nil
	case ent.IsNotFound(err):
		return append(none, &model.UserError{Code: codeNotFound, Message: "there is no such thing, or it is not open to you"}), nil
	case errors.As(err, &unkept):
		field := "input." + camel(unkept.Name)
		return append(none, &model.UserError{Field: field, Code: codeInvalid, Message: field + " is empty, too long or of another form than is kept"}), nil
	}
	return none, err
}

// values are what a reason is said with.
func values(of reason.Reason) []*reason.Value {
	out := make([]*reason.Value, len(of.Values))
	for i := range of.Values {
		out[i] = &of.Values[i]
	}
	return out
}

// camel is a column's name as the contract writes it: reporterPhone for reporter_phone.
func camel(column string) string {
	parts := strings.Split(column, "_")
	for i, p := range parts[1:] {
		parts[i+1] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, "")
}

// article of the plan that refuses, nil for none.
func article(r *incident.Refused) *string {
	if r.Article == "" {
		return nil
	}
	return &r.Article
}
