package limit

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/jonboulle/clockwork"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/server/document"
	"commandhub/server/viewer"
)

// Options of a Limiter.
type Options struct {
	// Known holds the documents that have passed, bounded in number: they are not
	// measured again. It is the executor's own.
	Known graphql.Cache[*ast.QueryDocument]
	// Quota is a viewer's points a minute; default DefaultQuota.
	Quota func(viewer.Viewer) int
	// Points of fields that cost more than their objects, by "Type.field".
	Points map[string]int
	// Count is told what each operation took, and whether it was refused.
	// Optional.
	Count func(who viewer.Viewer, points int, refused bool)
	Clock clockwork.Clock // default the real one
}

// Limiter is the executor's extension that refuses what is beyond a bound or a
// quota, over every transport, before anything is validated or executed, and
// says in each answer what it cost.
type Limiter struct {
	opt    Options
	quotas *quotas
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = (*Limiter)(nil)

// New makes a limiter with full quotas.
func New(o Options) *Limiter {
	if o.Quota == nil {
		o.Quota = DefaultQuota
	}
	if o.Count == nil {
		o.Count = func(viewer.Viewer, int, bool) {}
	}
	if o.Clock == nil {
		o.Clock = clockwork.NewRealClock()
	}
	return &Limiter{o, newQuotas(o.Clock)}
}

// ExtensionName is for the executor.
func (*Limiter) ExtensionName() string { return extension }

// Validate is for the executor.
func (*Limiter) Validate(graphql.ExecutableSchema) error { return nil }

const extension = "Limiter"

// charge is what one operation is charged, kept with its context.
type charge struct {
	bucket    *bucket
	reading   int // points for a document that is not known
	paid      int // points; 0 until they are taken
	exhausted *Exhausted
}

// Admission is the extension that opens an operation's account. It comes before
// all others, so that what they refuse is paid for.
func (l *Limiter) Admission() graphql.HandlerExtension { return admission{l} }

type admission struct{ limiter *Limiter }

var _ graphql.OperationParameterMutator = admission{}

func (admission) ExtensionName() string                   { return "Admission" }
func (admission) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters refuses who has nothing left.
func (a admission) MutateOperationParameters(ctx context.Context, _ *graphql.RawParams) *gqlerror.Error {
	l := a.limiter
	c := &charge{bucket: l.quotas.bucket(party(ctx), l.opt.Quota(viewer.From(ctx)))}
	graphql.GetOperationContext(ctx).Stats.SetExtension(extension, c)
	if c.exhausted = c.bucket.lacks(1, l.opt.Clock.Now()); c.exhausted != nil {
		return wrap(c.exhausted)
	}
	return nil
}

// Charge takes points for work beside the contract, or gives Exhausted.
func (l *Limiter) Charge(ctx context.Context, points int) error {
	who := viewer.From(ctx)
	if exhausted := l.quotas.bucket(party(ctx), l.opt.Quota(who)).take(points); exhausted != nil {
		l.opt.Count(who, 0, true)
		return exhausted
	}
	l.opt.Count(who, points, false)
	return nil
}

// MutateOperationParameters refuses a document beyond the bounds.
func (l *Limiter) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	if err := checkVariables(params.Variables); err != nil {
		return wrap(err)
	}
	if _, known := l.opt.Known.Get(ctx, params.Query); known {
		return nil
	}
	chargeOf(graphql.GetOperationContext(ctx)).reading = readingPoints
	return wrap(Check(params.Query))
}

// MutateOperationContext takes an operation's points before it is executed.
func (l *Limiter) MutateOperationContext(ctx context.Context, o *graphql.OperationContext) *gqlerror.Error {
	c := chargeOf(o)
	cost := Cost(o.Operation, o.Variables, l.opt.Points)
	if most := min(MaxCost, c.bucket.limit); cost > most {
		return wrap(&Exceeded{"cost", cost, most, "ask for shorter pages, fewer lists in lists, or in several operations"})
	}
	cost += c.reading
	if c.exhausted = c.bucket.take(cost); c.exhausted != nil {
		return wrap(c.exhausted)
	}
	c.paid = cost
	if o.Operation.Operation == ast.Subscription { // it may be answered by another's execution
		l.opt.Count(viewer.From(ctx), c.paid, false)
	}
	return nil
}

// InterceptResponse says what the operation cost. Items of a subscription are
// shared by many and say nothing.
func (l *Limiter) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response == nil || !graphql.HasOperationContext(ctx) {
		return response
	}
	o := graphql.GetOperationContext(ctx)
	c := chargeOf(o)
	if c == nil || c.paid > 0 && o.Operation != nil && o.Operation.Operation == ast.Subscription {
		return response
	}
	switch {
	case c.paid > 0 || c.exhausted != nil:
	case len(response.Errors) > 0 && response.Errors[0].Extensions["code"] == document.NotFound:
		c.bucket.fine(1) // the first step of its protocol, and no work
	default:
		c.bucket.fine(refusedPoints)
	}
	l.opt.Count(viewer.From(ctx), c.paid, c.paid == 0 || slices.ContainsFunc(response.Errors, isRefusal))
	extensions := map[string]any{"cost": map[string]any{
		"requested": c.paid, "limit": c.bucket.limit, "remaining": c.bucket.remaining(),
	}}
	for name, value := range response.Extensions {
		extensions[name] = value
	}
	response.Extensions = extensions
	if over := len(response.Errors) - mostErrors; over > 0 && response.Data == nil {
		response.Errors = append(response.Errors[:mostErrors:mostErrors], &gqlerror.Error{
			Message: fmt.Sprintf("%d more errors of the document", over), Extensions: map[string]any{"code": "INVALID"},
		})
	}
	return response
}

// isRefusal tells an error for want of a right from others.
func isRefusal(e *gqlerror.Error) bool { return e.Extensions["code"] == "FORBIDDEN" }

// mostErrors of one refused document are told.
const mostErrors = 20

func chargeOf(o *graphql.OperationContext) *charge {
	if o == nil {
		return nil
	}
	c, _ := o.Stats.GetExtension(extension).(*charge)
	return c
}

// Standing is how a viewer stands after an operation: for transports that have
// headers for it.
type Standing struct {
	Limit, Remaining int
	ResetSeconds     int // until the quota is whole again
	Exhausted        *Exhausted
}

// StandingOf is the standing after the operation of a context, if it got so far.
func StandingOf(o *graphql.OperationContext) (Standing, bool) {
	c := chargeOf(o)
	if c == nil {
		return Standing{}, false
	}
	return Standing{c.bucket.limit, c.bucket.remaining(), seconds(c.bucket.full()), c.exhausted}, true
}

// wrap keeps an error whole for the presenter.
func wrap(err error) *gqlerror.Error {
	if err == nil {
		return nil
	}
	var parsed *gqlerror.Error
	if errors.As(err, &parsed) {
		parsed.Extensions = map[string]any{"code": "INVALID"}
		return parsed
	}
	return &gqlerror.Error{Err: err, Message: err.Error()}
}
