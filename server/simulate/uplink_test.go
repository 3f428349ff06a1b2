package simulate

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	mqtt "github.com/mochi-mqtt/server/v2"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// link starts an uplink to a door and returns its inlet and its end.
func link(ctx context.Context, d *door, secret string, patience time.Duration) (chan<- message, <-chan struct{}) {
	u := &uplink{
		options: Options{Broker: d.address, Rate: 1000, Log: slog.New(slog.NewTextHandler(io.Discard, nil))},
		device:  "dev", credential: Credential{Device: "dev", ID: "id", Secret: secret}, patience: patience, answered: func(message) {},
	}
	in, done := make(chan message), make(chan struct{})
	go func() {
		defer close(done)
		u.run(ctx, in)
	}()
	return in, done
}

func feed(in chan<- message, n int) {
	for seq := 1; seq <= n; seq++ {
		in <- message{payload: fmt.Appendf(nil, `{"boot":"b","seq":%d}`, seq)}
	}
	close(in)
}

// sequences are the seqs in the order of arrival.
func sequences(taken []wire) (seqs []int64) {
	for _, w := range taken {
		seqs = append(seqs, w.Seq)
	}
	return seqs
}

// inOrder tells whether every batch came, each for the first time in order,
// and every resending begins with the oldest unanswered.
func inOrder(seqs []int64, n int64) bool {
	next := int64(1)
	for i, seq := range seqs {
		switch {
		case seq == next:
			next++
		case i > 0 && (seq > next || seq > seqs[i-1]+1):
			return false
		}
	}
	return next == n+1
}

func TestABatchWithoutAnswerIsSentAgainUnchanged(t *testing.T) {
	for name, failure := range map[string]answer{"the door is silent": silence, "the door hangs up": hangUp} {
		t.Run(name, func(t *testing.T) {
			d := openDoor(t, map[string]string{"id": "s"}, func(n int, _ *mqtt.Client) answer {
				if n == 3 {
					return failure
				}
				return puback
			})
			in, done := link(t.Context(), d, "s", 300*time.Millisecond)
			feed(in, 8)
			<-done
			d.mu.Lock()
			defer d.mu.Unlock()
			seqs := sequences(d.taken)
			if !inOrder(seqs, 8) {
				t.Errorf("came in the order %v", seqs)
			}
			twice := 0
			for _, seq := range seqs {
				if seq == 3 {
					twice++
				}
			}
			if twice != 2 {
				t.Errorf("the unanswered batch came %d times: %v", twice, seqs)
			}
			if slices.ContainsFunc(d.taken, func(w wire) bool { return w.Boot != "b" }) {
				t.Error("a batch came back under another boot")
			}
		})
	}
}

func TestADoorThatIsAwayIsWaitedFor(t *testing.T) {
	d := openDoor(t, map[string]string{"id": "s"}, nil)
	in, done := link(t.Context(), d, "s", time.Second)
	in <- message{payload: []byte(`{"boot":"b","seq":1}`)}
	d.until(t, "the first batch", func(w []wire) bool { return len(w) == 1 })
	d.close()
	in <- message{payload: []byte(`{"boot":"b","seq":2}`)} // taken in while nobody listens
	in <- message{payload: []byte(`{"boot":"b","seq":3}`)}
	d.open(t, d.address)
	close(in)
	<-done
	if seqs := sequences(d.taken); !inOrder(seqs, 3) {
		t.Errorf("came in the order %v", seqs)
	}
}

func TestMemoryIsBoundedWhileNobodyAnswers(t *testing.T) {
	d := openDoor(t, map[string]string{"id": "s"}, func(int, *mqtt.Client) answer { return silence })
	ctx, cancel := context.WithCancel(t.Context())
	in, done := link(ctx, d, "s", time.Minute)
	for seq := range keepAtMost {
		in <- message{payload: fmt.Appendf(nil, `{"boot":"b","seq":%d}`, seq+1)}
	}
	d.until(t, "a full window", func(w []wire) bool { return len(w) == inFlight })
	select {
	case in <- message{}:
		t.Error("one batch more is taken in than may be kept")
	case <-time.After(50 * time.Millisecond):
	}
	cancel() // the door never answers: the uplink gives up after its time
	close(in)
	<-done
}

func TestAWrongSecretIsTriedAgainUntilItIsRight(t *testing.T) {
	d := openDoor(t, map[string]string{"id": "other"}, nil)
	in, done := link(t.Context(), d, "s", time.Second)
	in <- message{payload: []byte(`{"boot":"b","seq":1}`)}
	close(in)
	<-d.grown // refused once
	d.mu.Lock()
	d.secrets["id"] = "s"
	d.mu.Unlock()
	<-done
	if len(d.taken) != 1 || d.refused == 0 {
		t.Errorf("%d batches after %d refusals", len(d.taken), d.refused)
	}
}
