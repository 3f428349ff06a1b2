package timeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jonboulle/clockwork"
	"go.uber.org/goleak"

	"commandhub/ent"
	"commandhub/server/store"
	"commandhub/server/store/storetest"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

var key = bytes.Repeat([]byte{7}, 32)

func open(t *testing.T, address string) (*store.Store, *timeline.Timeline) {
	t.Helper()
	s := storetest.Open(t, address)
	tl, err := timeline.New(s, clockwork.NewRealClock(), key)
	if err != nil {
		t.Fatal(err)
	}
	return s, tl
}

func duty(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.New(viewer.Person, 1, "duty", "", viewer.Auditor.Grants(viewer.Place{})...))
}

func do(ctx context.Context, tl *timeline.Timeline, e timeline.Entry) error {
	return tl.Do(ctx, func(context.Context, *ent.Tx) (timeline.Entry, error) { return e, nil })
}

func TestSequencesFollowCommitsWithoutAGap(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		_, tl := open(t, address)
		ctx := duty(t.Context())
		failed := errors.New("on purpose")
		var wait sync.WaitGroup
		for i := range 40 {
			wait.Go(func() {
				err := tl.Do(ctx, func(context.Context, *ent.Tx) (timeline.Entry, error) {
					if i%4 == 0 {
						return timeline.Entry{}, failed
					}
					return timeline.Entry{Action: "thing.done", After: i}, nil
				})
				if err != nil && !errors.Is(err, failed) {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		rows, err := tl.After(ctx, 0, timeline.Page)
		if err != nil || len(rows) != 30 {
			t.Fatalf("%d rows: %v", len(rows), err)
		}
		for i, row := range rows {
			if row.Sequence != int64(i+1) {
				t.Fatalf("row %d has sequence %d", i, row.Sequence)
			}
		}
		if head, err := tl.Verify(ctx, nil); err != nil || head.Sequence != 30 {
			t.Errorf("%+v %v", head, err)
		}
	})
}

func TestAnIdempotencyKeyIsCarriedOutOnce(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		_, tl := open(t, address)
		e := timeline.Entry{Action: "thing.done", IdempotencyKey: "k1"}
		if err := do(duty(t.Context()), tl, e); err != nil {
			t.Fatal(err)
		}
		if err := do(duty(t.Context()), tl, e); !errors.Is(err, timeline.ErrRepeated) {
			t.Errorf("the second time: %v", err)
		}
		other := viewer.NewContext(t.Context(), viewer.New(viewer.Person, 2, "other", ""))
		if err := do(other, tl, e); err != nil {
			t.Errorf("the same key of somebody else: %v", err)
		}
	})
}

func TestFollowingIsResumableAndMissesNothing(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		_, tl := open(t, address)
		if _, err := tl.Last(duty(t.Context())); err != nil {
			t.Fatal(err)
		}
		defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
		ctx := duty(t.Context())
		go func() {
			for i := range 250 {
				if err := do(ctx, tl, timeline.Entry{Action: "thing.done", After: i}); err != nil {
					t.Error(err)
				}
			}
		}()
		var seen int64
		for seen < 250 { // a reader that goes away every 60 rows and comes back
			read, gone := context.WithCancel(ctx)
			n := 0
			for sequence, row := range tl.Follow(read, seen) {
				if sequence != seen+1 || row.Sequence != sequence {
					t.Fatalf("after %d came %d", seen, sequence)
				}
				seen = sequence
				if n++; n == 60 || seen == 250 {
					break
				}
			}
			gone()
		}
	})
}

func TestAReaderWithoutTheScopeIsRefused(t *testing.T) {
	_, tl := open(t, "sqlite:"+filepath.Join(t.TempDir(), "hub.db"))
	wall := viewer.NewContext(t.Context(), viewer.New(viewer.Wall, 1, "wall", ""))
	if _, err := tl.After(wall, 0, 1); err == nil {
		t.Error("a wall read the timeline")
	}
}

// Whoever can write to the database, but does not hold the key, is found out.
func TestVerifyNamesTheFirstBrokenRow(t *testing.T) {
	for name, c := range map[string]struct {
		harm string
		want string
	}{
		"an edited row":       {`UPDATE timeline_entries SET after = '"forged"' WHERE sequence = 4`, "row 4 was changed"},
		"a row's time":        {`UPDATE timeline_entries SET happened_at = recorded_at, actor_name = 'somebody' WHERE sequence = 6`, "row 6 was changed"},
		"a deleted row":       {`DELETE FROM timeline_entries WHERE sequence = 5`, "row 5 is missing"},
		"two rows swapped":    {`UPDATE timeline_entries SET sequence = CASE sequence WHEN 3 THEN -7 ELSE sequence END; UPDATE timeline_entries SET sequence = 3 WHERE sequence = 7; UPDATE timeline_entries SET sequence = 7 WHERE sequence = -7`, "row 3 does not continue"},
		"a tail that was cut": {`DELETE FROM timeline_entries WHERE sequence > 8`, "tail was cut off"},
		"a tail cut with its head": {`DELETE FROM timeline_entries WHERE sequence > 8;
			UPDATE stream_heads SET sequence = 8, hash = (SELECT hash FROM timeline_entries WHERE sequence = 8) WHERE stream = 'timeline'`, "tail was cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.EachAddress(t, func(t *testing.T, address string) {
				s, tl := open(t, address)
				ctx := duty(t.Context())
				for i := range 10 {
					if err := do(ctx, tl, timeline.Entry{Action: "thing.done", After: fmt.Sprint(i)}); err != nil {
						t.Fatal(err)
					}
				}
				checkpoint, err := tl.Verify(ctx, nil)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := s.DB.ExecContext(ctx, c.harm); err != nil {
					t.Fatal(err)
				}
				if _, err := tl.Verify(ctx, &checkpoint); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%v, want %q", err, c.want)
				}
			})
		})
	}
}

func TestAChainWrittenAnewIsFoundByTheCheckpoint(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		s, tl := open(t, address)
		ctx := duty(t.Context())
		write := func(what string) {
			for range 5 {
				if err := do(ctx, tl, timeline.Entry{Action: what}); err != nil {
					t.Fatal(err)
				}
			}
		}
		write("thing.done")
		checkpoint, err := tl.Verify(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.DB.ExecContext(ctx, `DELETE FROM timeline_entries; UPDATE stream_heads SET sequence = 0, hash = NULL WHERE stream = 'timeline'`); err != nil {
			t.Fatal(err)
		}
		write("thing.left-undone")
		if _, err := tl.Verify(ctx, &checkpoint); err == nil || !strings.Contains(err.Error(), "written anew") {
			t.Errorf("%v", err)
		}
	})
}

func TestACheckpointSurvivesALineCutShort(t *testing.T) {
	_, tl := open(t, "sqlite:"+filepath.Join(t.TempDir(), "hub.db"))
	for range 3 {
		if err := do(duty(t.Context()), tl, timeline.Entry{Action: "thing.done"}); err != nil {
			t.Fatal(err)
		}
	}
	c := timeline.Checkpoint{Path: filepath.Join(t.TempDir(), "timeline.checkpoint")}
	if head, err := c.Read(); head != nil || err != nil {
		t.Fatalf("before the first: %v %v", head, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	kept := make(chan error)
	go func() { kept <- c.Keep(ctx, tl) }()
	for {
		if head, _ := c.Read(); head != nil && head.Sequence == 3 {
			break
		}
	}
	stop()
	<-kept
	appendTo(t, c.Path, "4 00ff")
	head, err := c.Read()
	if err != nil || head.Sequence != 3 {
		t.Errorf("%+v %v", head, err)
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
}
