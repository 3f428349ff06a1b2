package access

import (
	"context"

	"commandhub/server/timeline"
)

// RecordReading puts into the audit trail that the context's viewer read
// people's personal data unmasked.
func (a *Access) RecordReading(ctx context.Context, people []int) error {
	return a.record(ctx, timeline.Entry{
		Action: "user.personal-data-read", SubjectType: "User", After: map[string]any{"users": people},
	})
}
