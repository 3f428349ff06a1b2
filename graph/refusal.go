package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"commandhub/server/viewer"
)

// RecordRefusals hands on, for the audit trail, each refusal for want of a scope
// that an answer tells of. The hub's own pages ask whoever opens them for all that
// they can show: what is withheld from them within an answer is no attempt of
// that person.
func RecordRefusals(note func(ctx context.Context, scope viewer.Scope, path string), own func(query string) bool) graphql.ResponseMiddleware {
	return func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		response := next(ctx)
		if response == nil {
			return nil
		}
		for _, e := range response.Errors {
			scope, refused := e.Extensions["scope"].(string)
			if refused && (len(e.Path) < 2 || !own(graphql.GetOperationContext(ctx).RawQuery)) {
				note(ctx, viewer.Scope(scope), e.Path.String())
			}
		}
		return response
	}
}
