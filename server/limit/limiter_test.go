package limit

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/jonboulle/clockwork"
	"github.com/vektah/gqlparser/v2/ast"

	"commandhub/server/viewer"
)

func TestAQuotaIsRefilledByTheMinute(t *testing.T) {
	clock := clockwork.NewFakeClock()
	q := newQuotas(clock)
	b := q.bucket("operator:1", 600)
	if e := b.take(600); e != nil {
		t.Fatal(e)
	}
	e := b.take(20)
	if e == nil || e.After != 2*time.Second || e.Remaining != 0 || e.Limit != 600 || e.Extensions()["code"] != "RATE_LIMITED" {
		t.Fatalf("%+v", e)
	}
	clock.Advance(2*time.Second - time.Millisecond)
	if b.take(20) == nil {
		t.Error("20 points came before their time")
	}
	clock.Advance(time.Millisecond)
	if e := b.take(20); e != nil {
		t.Error(e)
	}
	clock.Advance(time.Hour)
	if got := b.remaining(); got != 600 {
		t.Errorf("a quota grew to %d", got)
	}
}

func TestAQuotaIsAPartysOwn(t *testing.T) {
	of := func(v viewer.Viewer, peer string) string {
		return party(WithPeer(viewer.NewContext(context.Background(), v), peer))
	}
	nobody := viewer.Viewer{Kind: viewer.Nobody}
	if of(nobody, "192.0.2.1") == of(nobody, "192.0.2.2") {
		t.Error("strangers of two addresses share a quota")
	}
	if one := viewer.New(viewer.Wall, 1, "", ""); of(one, "192.0.2.1") != of(one, "192.0.2.2") {
		t.Error("a wall that moves has two quotas")
	}
	if of(viewer.New(viewer.Wall, 1, "", ""), "") == of(viewer.New(viewer.Person, 1, "", ""), "") {
		t.Error("a wall and an operator share a quota")
	}
}

func TestBucketsAreBoundedInNumber(t *testing.T) {
	q := newQuotas(clockwork.NewFakeClock())
	for i := range buckets + 100 {
		q.bucket(fmt.Sprint(i), 10).take(1)
		q.bucket("asks again and again", 10)
	}
	if q.kept.Len() != buckets {
		t.Errorf("%d are kept", q.kept.Len())
	}
	if got := q.bucket("0", 10).remaining(); got != 10 {
		t.Errorf("who asked longest ago has %d", got)
	}
	if !q.kept.Contains("asks again and again") {
		t.Error("who asked just now was forgotten")
	}
}

func TestAnotherQuotaHoldsAtOnce(t *testing.T) {
	q := newQuotas(clockwork.NewFakeClock())
	q.bucket("operator:1", 100).take(1)
	if b := q.bucket("operator:1", 10); b.remaining() > 10 {
		t.Errorf("%d remain of 10", b.remaining())
	}
}

// refused asks for one operation as an executor would, up to its execution.
func refused(ctx context.Context, l *Limiter, variables map[string]any, text string) (*graphql.OperationContext, error) {
	o := &graphql.OperationContext{Operation: &ast.OperationDefinition{Operation: ast.Query}}
	ctx = graphql.WithOperationContext(ctx, o)
	if err := (admission{l}).MutateOperationParameters(ctx, nil); err != nil {
		return o, err.Unwrap()
	}
	if err := l.MutateOperationParameters(ctx, &graphql.RawParams{Query: text, Variables: variables}); err != nil {
		return o, err.Unwrap()
	}
	if err := l.MutateOperationContext(ctx, o); err != nil {
		return o, err.Unwrap()
	}
	return o, nil
}

func TestVariablesAreBoundedInNumberDepthAndValues(t *testing.T) {
	l := New(Options{Known: lru.New[*ast.QueryDocument](1)})
	list := func(n int) []any { return make([]any, n) }
	nested := func(n int) any {
		var v any = "x"
		for range n {
			v = []any{v}
		}
		return v
	}
	many := func(n int) map[string]any {
		m := map[string]any{}
		for i := range n {
			m[fmt.Sprint("v", i)] = i
		}
		return m
	}
	for bound, v := range map[string][2]map[string]any{
		"variables": {many(MaxVariables), many(MaxVariables + 1)},
		"nesting":   {{"v": nested(MaxNesting)}, {"v": nested(MaxNesting + 1)}},
		"values":    {{"v": list(MaxValues - 1)}, {"v": list(MaxValues)}},
	} {
		if _, err := refused(t.Context(), l, v[0], "{a}"); err != nil {
			t.Errorf("%s: %v", bound, err)
		}
		var over *Exceeded
		if _, err := refused(t.Context(), l, v[1], "{a}"); !errors.As(err, &over) || over.Bound != bound {
			t.Errorf("%s, one more: %v", bound, err)
		}
	}
}

func TestAKnownDocumentIsNotMeasuredAgain(t *testing.T) {
	known := lru.New[*ast.QueryDocument](1)
	l := New(Options{Known: known})
	const text = "{a{a{a{a{a{a{a{a{a{a{a{a{a}}}}}}}}}}}}}"
	if _, err := refused(t.Context(), l, nil, text); err == nil {
		t.Fatal("it is not too deep")
	}
	known.Add(t.Context(), text, &ast.QueryDocument{})
	if _, err := refused(t.Context(), l, nil, text); err != nil {
		t.Error("it was measured")
	}
}

func TestWhoHasNothingLeftIsRefusedBeforeAnythingIsParsed(t *testing.T) {
	clock := clockwork.NewFakeClock()
	l := New(Options{Known: lru.New[*ast.QueryDocument](1), Clock: clock, Quota: func(viewer.Viewer) int { return 63 }})
	for range 3 {
		if _, err := refused(t.Context(), l, nil, "{a}"); err != nil {
			t.Fatal(err)
		}
	}
	o, err := refused(t.Context(), l, nil, "{{{{")
	var spent *Exhausted
	if !errors.As(err, &spent) || spent.Seconds() != 1 {
		t.Errorf("%v", err)
	}
	if s, ok := StandingOf(o); !ok || s.Limit != 63 || s.Remaining != 0 || s.ResetSeconds != 60 || s.Exhausted == nil {
		t.Errorf("%+v", s)
	}
}

func TestARefusedOperationCostsSomething(t *testing.T) {
	l := New(Options{Known: lru.New[*ast.QueryDocument](1), Clock: clockwork.NewFakeClock(), Quota: func(viewer.Viewer) int { return 1000 }})
	o, _ := refused(t.Context(), l, nil, "{...f} fragment f on Q{...f}")
	ctx := graphql.WithOperationContext(t.Context(), o)
	response := l.InterceptResponse(ctx, func(context.Context) *graphql.Response { return &graphql.Response{} })
	if got := fmt.Sprint(response.Extensions["cost"]); got != "map[limit:1000 remaining:900 requested:0]" {
		t.Error(got)
	}
}

func TestItemsOfASubscriptionDoNotTellAnothersStanding(t *testing.T) {
	l := New(Options{Known: lru.New[*ast.QueryDocument](1)})
	o, _ := refused(t.Context(), l, nil, "{a}")
	o.Operation.Operation = ast.Subscription
	ctx := graphql.WithOperationContext(t.Context(), o)
	if r := l.InterceptResponse(ctx, func(context.Context) *graphql.Response { return &graphql.Response{Data: []byte("{}")} }); r.Extensions != nil {
		t.Errorf("%+v", r.Extensions)
	}
}
