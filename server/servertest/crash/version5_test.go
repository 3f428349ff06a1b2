package crash

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/eclipse/paho.golang/paho"
	"github.com/eclipse/paho.golang/paho/session/state"

	"commandhub/ent/tankreading"
	"commandhub/server/measure"
	"commandhub/server/servertest/fleet"
	"commandhub/server/servertest/process"
	"commandhub/server/store"
	"commandhub/server/viewer"
)

// TestAForeignClientOfMQTT5LosesNothingWhenTheServerIsKilled leaves it to a
// client library to send again what was not answered: it does, as long as the
// server still knows the session.
func TestAForeignClientOfMQTT5LosesNothingWhenTheServerIsKilled(t *testing.T) {
	address := "sqlite:" + filepath.Join(t.TempDir(), "hub.db")
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	members, err := fleet.Seed(t.Context(), db, 1)
	if err != nil {
		t.Fatal(err)
	}
	hub := &process.Hub{Binary: binary, Folder: t.TempDir(), Database: address}
	t.Cleanup(hub.Kill)
	if err := hub.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	f := &foreigner{station: members[0], address: hub.MQTT, session: state.NewInMemory(), changed: make(chan struct{})}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	produce, end := context.WithCancel(ctx)
	var running, publishing sync.WaitGroup
	stay, leave := context.WithCancel(ctx)
	running.Go(func() { f.stay(stay) })
	for range 8 {
		publishing.Go(func() { f.publish(ctx, produce) })
	}
	for range serverKills {
		want := f.answered.Load() + between
		for f.answered.Load() < want {
			select {
			case <-time.After(5 * time.Millisecond):
			case <-ctx.Done():
				t.Fatalf("the client is not answered\n%s", hub.Output())
			}
		}
		hub.Kill()
		if err := hub.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	end()
	publishing.Wait()
	leave()
	running.Wait()
	if lost := f.forgotten.Load(); lost > 0 {
		t.Errorf("the server forgot the session %d times", lost)
	}

	hubContext := viewer.NewContext(t.Context(), viewer.Hub("test"))
	stored := map[measure.Litres]int{}
	for _, row := range db.Client.TankReading.Query().Where(tankreading.TankID(f.station.Tanks[0])).AllX(hubContext) {
		stored[row.Volume]++
	}
	sent, answered := f.sequence.Load(), f.answered.Load()
	for seq := int64(1); seq <= sent; seq++ {
		if n := stored[measure.Litres(seq)]; n != 1 {
			t.Errorf("batch %d is stored %d times", seq, n)
		}
	}
	t.Logf("%d batches sent, %d answered, %d stored", sent, answered, len(stored))
}

// foreigner is a device that relies on its library.
type foreigner struct {
	station   fleet.Station
	address   string
	session   *state.State
	sequence  atomic.Int64
	answered  atomic.Int64
	forgotten atomic.Int64

	mu      sync.Mutex
	client  *paho.Client // nil while not connected
	changed chan struct{}
}

func (f *foreigner) set(c *paho.Client) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.client = c
	close(f.changed)
	f.changed = make(chan struct{})
}

// stay connects, and connects again, until it may leave.
func (f *foreigner) stay(ctx context.Context) {
	hour, met := uint32(3600), false
	for ctx.Err() == nil {
		var dialer net.Dialer
		connection, err := dialer.DialContext(ctx, "tcp", f.address)
		if err == nil {
			c := paho.NewClient(paho.ClientConfig{Conn: connection, Session: f.session})
			var ack *paho.Connack
			ack, err = c.Connect(ctx, &paho.Connect{
				ClientID: "foreigner", KeepAlive: 30, UsernameFlag: true, Username: f.station.User,
				PasswordFlag: true, Password: []byte(f.station.Secret),
				Properties: &paho.ConnectProperties{SessionExpiryInterval: &hour},
			})
			if err == nil {
				if met && !ack.SessionPresent {
					f.forgotten.Add(1)
				}
				met = true
				f.set(c)
				select {
				case <-c.Done():
				case <-ctx.Done():
					_ = c.Disconnect(&paho.Disconnect{})
					<-c.Done()
				}
				f.set(nil)
			}
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}

// publish sends one batch after the other, each until it is answered.
func (f *foreigner) publish(ctx, produce context.Context) {
	for produce.Err() == nil {
		seq := f.sequence.Add(1)
		payload := fmt.Appendf(nil, `{"boot":"foreigner","seq":%d,"time":%q,"tanks":[{"tank":"1","volumeL":%d.%02d}]}`,
			seq, time.Now().UTC().Format(time.RFC3339Nano), seq/100, seq%100)
		for ctx.Err() == nil {
			f.mu.Lock()
			c, changed := f.client, f.changed
			f.mu.Unlock()
			if c == nil {
				select {
				case <-changed:
				case <-ctx.Done():
				}
				continue
			}
			response, err := c.Publish(ctx, &paho.Publish{Topic: "v1/devices/me/telemetry", QoS: 1, Payload: payload})
			if err == nil && response.ReasonCode == 0 {
				f.answered.Add(1)
				break
			}
			select { // it was not even sent: once more, on the next connection
			case <-changed:
			case <-time.After(100 * time.Millisecond):
			case <-ctx.Done():
			}
		}
	}
}
