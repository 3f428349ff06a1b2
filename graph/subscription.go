package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// RootPath lets the paths of errors in a subscription's items begin with its root
// field, as in every other answer; gqlgen's own begin below it.
func RootPath(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	operation := graphql.GetOperationContext(ctx).Operation
	if operation == nil || operation.Operation != ast.Subscription || graphql.GetFieldContext(ctx) != nil {
		return next(ctx)
	}
	root, ok := operation.SelectionSet[0].(*ast.Field)
	if !ok { // by a fragment, which the executor has collected by now
		return next(ctx)
	}
	return next(graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: graphql.CollectedField{Field: root}}))
}
