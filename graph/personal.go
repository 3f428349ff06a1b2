package graph

import (
	"context"
	"slices"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/ent"
	"commandhub/server/access"
	"commandhub/server/viewer"
)

// reading gathers whose personal data an operation read unmasked.
type reading struct {
	mu     sync.Mutex
	people []int
}

type readingKey struct{}

// phone is a person's number: whole for holders of person:read, and that noted.
// Where nothing would note it, it is masked.
func phone(ctx context.Context, of *ent.User) string {
	read, _ := ctx.Value(readingKey{}).(*reading)
	if of.Phone == "" || read == nil || !viewer.From(ctx).May(viewer.PersonRead) {
		return access.MaskPhone(of.Phone)
	}
	read.mu.Lock()
	defer read.mu.Unlock()
	read.people = append(read.people, of.ID)
	return of.Phone
}

// RecordReadings puts into the audit trail whose personal data an operation
// read, before the answer leaves; where that fails, so does the operation.
func RecordReadings(a *access.Access) graphql.OperationMiddleware {
	return func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
		read := &reading{}
		responses := next(context.WithValue(ctx, readingKey{}, read))
		return func(ctx context.Context) *graphql.Response {
			response := responses(ctx)
			read.mu.Lock()
			people := read.people
			read.people = nil
			read.mu.Unlock()
			if len(people) == 0 {
				return response
			}
			slices.Sort(people)
			if err := a.RecordReading(ctx, slices.Compact(people)); err != nil {
				return &graphql.Response{Errors: gqlerror.List{{
					Message: "what was read could not be recorded; try again", Extensions: map[string]any{"code": codeUnavailable},
				}}}
			}
			return response
		}
	}
}
