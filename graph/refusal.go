package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"commandhub/server/viewer"
)

// RecordRefusals hands on, for the audit trail, each refusal for want of a scope
// that an answer tells of.
func RecordRefusals(note func(ctx context.Context, scope viewer.Scope, path string)) graphql.ResponseMiddleware {
	return func(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
		response := next(ctx)
		if response == nil {
			return nil
		}
		for _, e := range response.Errors {
			if scope, refused := e.Extensions["scope"].(string); refused {
				note(ctx, viewer.Scope(scope), e.Path.String())
			}
		}
		return response
	}
}
