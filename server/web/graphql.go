package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/graph"
	"commandhub/graph/generated"
	"commandhub/server/socket"
	"commandhub/server/viewer"
)

// Limits of one request to the contract.
const (
	bodyLimit  = 256 << 10
	tokenLimit = 1500
	cachedDocs = 1000
)

// GraphQL is the contract's handler over POST and, by the socket, websockets.
// It fails where a field of the contract declares no scope.
func GraphQL(resolver *graph.Resolver, sockets *socket.Server, log *slog.Logger) (http.Handler, error) {
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: resolver})
	scopes, err := graph.ReadScopes(schema.Schema())
	if err != nil {
		return nil, err
	}
	server := handler.New(schema)
	server.AddTransport(sockets)
	server.AddTransport(transport.POST{})
	server.SetParserTokenLimit(tokenLimit)
	server.SetDisableSuggestion(true)
	server.SetQueryCache(lru.New[*ast.QueryDocument](cachedDocs))
	server.SetErrorPresenter(graph.Present(log, resolver.Live))
	server.SetRecoverFunc(func(ctx context.Context, r any) error {
		log.ErrorContext(ctx, "graphql panic", "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
		return fmt.Errorf("panic: %v", r) // masked by the presenter
	})
	server.AroundOperations(graph.RecordReadings(resolver.Access))
	server.AroundResponses(graph.RecordRefusals(resolver.Refusals.Note))
	server.AroundResponses(graph.RootPath)
	server.AroundFields(scopes.Field)
	server.Use(introspection{})
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(rw, r.Body, bodyLimit)
		server.ServeHTTP(rw, r)
	}), nil
}

// introspection is for operators: partners read the SDL.
type introspection struct{}

func (introspection) ExtensionName() string                   { return "Introspection" }
func (introspection) Validate(graphql.ExecutableSchema) error { return nil }
func (introspection) MutateOperationContext(ctx context.Context, o *graphql.OperationContext) *gqlerror.Error {
	o.DisableIntrospection = viewer.From(ctx).Kind != viewer.Person && viewer.From(ctx).Kind != viewer.Client
	return nil
}
