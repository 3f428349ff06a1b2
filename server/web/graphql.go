package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/jonboulle/clockwork"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"commandhub/graph"
	"commandhub/graph/generated"
	"commandhub/server/document"
	"commandhub/server/limit"
	"commandhub/server/socket"
	"commandhub/server/viewer"
)

// Contract is what the contract's handler needs.
type Contract struct {
	Resolver *graph.Resolver
	Sockets  *socket.Server
	// Trusted are the application's documents by their hash. With TrustedOnly
	// displays and strangers run no others.
	Trusted     map[string]string
	TrustedOnly bool
	// Quota is a viewer's points a minute; default limit.DefaultQuota.
	Quota func(viewer.Viewer) int
	// Count is told what each operation took.
	Count func(who viewer.Viewer, points int, refused bool)
	Clock clockwork.Clock
	Log   *slog.Logger
}

// points of fields that read many rows for one object of an answer.
var points = map[string]int{
	"Tank.history":       500, // up to a year of readings
	"Station.dailySales": 20,
	"Query.stock":        20, // every tank of the county
	"Subscription.stock": 20,
	"Query.search":       50, // the names of all that there is
}

// GraphQL is the contract's handler over POST and, by the socket, websockets.
// It fails where a field of the contract declares no scope. The limiter charges what
// is asked beside the contract to the same quotas.
func GraphQL(c Contract) (http.Handler, *limit.Limiter, error) {
	schema := generated.NewExecutableSchema(generated.Config{
		Resolvers: c.Resolver, Directives: generated.DirectiveRoot{Text: graph.Text},
	})
	scopes, err := graph.ReadScopes(schema.Schema())
	if err != nil {
		return nil, nil, err
	}
	known, documents := document.NewCache(c.Trusted), document.New(c.Trusted, c.TrustedOnly)
	server := handler.New(schema)
	server.AddTransport(c.Sockets)
	server.AddTransport(post{})
	server.SetParserTokenLimit(limit.MaxTokens)
	server.SetDisableSuggestion(true)
	server.SetValidationRulesFn(withoutSuggestions)
	server.SetQueryCache(known)
	server.SetErrorPresenter(graph.Present(c.Log, c.Resolver.Live))
	server.SetRecoverFunc(func(ctx context.Context, r any) error {
		c.Log.ErrorContext(ctx, "graphql panic", "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
		return fmt.Errorf("panic: %v", r) // masked by the presenter
	})
	server.AroundOperations(graph.RecordReadings(c.Resolver.Access))
	server.AroundResponses(graph.RecordRefusals(c.Resolver.Refusals.Note, documents.Trusts))
	server.AroundResponses(graph.RootPath)
	server.AroundFields(scopes.Field)
	limiter := limit.New(limit.Options{Known: known, Quota: c.Quota, Points: points, Count: c.Count, Clock: c.Clock})
	server.Use(limiter.Admission())
	server.Use(documents)
	server.Use(introspection{})
	server.Use(limiter)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		address, _ := peer(r)
		server.ServeHTTP(rw, r.WithContext(limit.WithPeer(r.Context(), address)))
	}), limiter, nil
}

// withoutSuggestions are the rules of validation, none of which tells a name
// that was not asked for.
func withoutSuggestions() *rules.Rules {
	r := rules.NewDefaultRules()
	r.ReplaceRule(rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc)
	return r // the executor replaces the rest
}

// introspection is for those who have signed in or hold a key.
type introspection struct{}

func (introspection) ExtensionName() string                   { return "Introspection" }
func (introspection) Validate(graphql.ExecutableSchema) error { return nil }
func (introspection) MutateOperationContext(ctx context.Context, o *graphql.OperationContext) *gqlerror.Error {
	switch viewer.From(ctx).Kind {
	case viewer.Nobody, viewer.Wall, viewer.FieldDevice, viewer.Device:
		if limit.Introspects(o.Operation.SelectionSet) {
			return refusal("FORBIDDEN", "introspection is for people who have signed in and programs with a key")
		}
	default:
		o.DisableIntrospection = false
	}
	return nil
}
