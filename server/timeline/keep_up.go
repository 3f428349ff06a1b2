package timeline

import (
	"context"
	"time"
)

// KeepUp calls look now, whenever the timeline has grown, and at the latest every so
// often, since other hubs on the database append too; at once again while there is
// more. An error is told, unless the context's end is its cause, and look is called
// the next time. It returns when the context ends.
func (t *Timeline) KeepUp(ctx context.Context, every time.Duration, look func() (more bool, err error), failed func(error)) {
	for {
		grown := t.grown.Next()
		tick := t.clock.NewTimer(every)
		more, err := look()
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		if more && err == nil {
			tick.Stop()
			continue
		}
		select {
		case <-grown:
		case <-tick.Chan():
		case <-ctx.Done():
			tick.Stop()
			return
		}
		tick.Stop()
	}
}
