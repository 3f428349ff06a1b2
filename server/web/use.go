package web

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/server/viewer"
)

// Count notes an operation of a viewer: what it costs in points, and whether it
// was refused before it was executed.
type Count func(who viewer.Viewer, points int, refused bool)

// metered is the executor's extension that has each operation counted once, over
// every transport. It comes after what may refuse one. A subscription is counted
// when it begins: its items are shared by many.
type metered struct{ count Count }

var _ interface {
	graphql.HandlerExtension
	graphql.OperationContextMutator
	graphql.ResponseInterceptor
} = metered{}

const meteredName = "Metered"

func (metered) ExtensionName() string                   { return meteredName }
func (metered) Validate(graphql.ExecutableSchema) error { return nil }

func (m metered) MutateOperationContext(ctx context.Context, o *graphql.OperationContext) *gqlerror.Error {
	o.Stats.SetExtension(meteredName, true)
	m.count(viewer.From(ctx), pointsOf(o), false)
	return nil
}

// InterceptResponse counts what never became an operation.
func (m metered) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response != nil && graphql.HasOperationContext(ctx) && graphql.GetOperationContext(ctx).Stats.GetExtension(meteredName) == nil {
		m.count(viewer.From(ctx), 0, true)
	}
	return response
}

// pointsOf is what an operation costs.
func pointsOf(*graphql.OperationContext) int { return 1 }
