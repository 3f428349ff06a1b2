package simulate

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	mqtt "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/listeners"
	"github.com/mochi-mqtt/server/v2/packets"
)

// door is a hub's MQTT door as far as a device can tell: it signs devices in,
// takes batches, and answers as the test says.
type door struct {
	mqtt.HookBase
	address string
	server  *mqtt.Server
	close   func()
	secrets map[string]string

	mu      sync.Mutex
	taken   []wire
	refused int // sign-ins
	// answer decides on the n-th batch taken, from 1; nil answers all.
	answer func(n int, cl *mqtt.Client) answer
	grown  chan struct{} // gets a value for each batch or refusal, and drops it when full
}

type answer int

const (
	puback answer = iota
	silence
	hangUp
)

// wire is what of a batch the door understands.
type wire struct {
	Payload    []byte `json:"-"`
	User       string
	Boot       string
	Seq        int64
	Time       time.Time
	Tanks      []struct{ Time time.Time }
	Sales      []json.RawMessage
	Deliveries []json.RawMessage
	Events     []struct{ Kind string }
}

// openDoor listens on a free port of the loopback.
func openDoor(t *testing.T, secrets map[string]string, answer func(int, *mqtt.Client) answer) *door {
	t.Helper()
	d := &door{secrets: secrets, answer: answer, grown: make(chan struct{}, 1)}
	d.open(t, "127.0.0.1:0")
	return d
}

func (d *door) open(t *testing.T, address string) {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	d.address = listener.Addr().String()
	d.server = mqtt.New(&mqtt.Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err := d.server.AddHook(d, nil); err != nil {
		t.Fatal(err)
	}
	if err := d.server.AddListener(listeners.NewNet("door", listener)); err != nil {
		t.Fatal(err)
	}
	if err := d.server.Serve(); err != nil {
		t.Fatal(err)
	}
	server := d.server
	d.close = sync.OnceFunc(func() {
		// Not by the broker, which takes one read lock within another as it closes
		// a listener's clients, and stands still when one of them leaves in between.
		server.Listeners.Delete("door")
		_ = listener.Close()
		for _, cl := range server.Clients.GetAll() {
			cl.Stop(packets.ErrServerShuttingDown)
		}
		_ = server.Close()
	})
	t.Cleanup(d.close)
}

func (d *door) ID() string { return "door" }

func (d *door) Provides(b byte) bool {
	return bytes.Contains([]byte{mqtt.OnConnectAuthenticate, mqtt.OnACLCheck, mqtt.OnPublish}, []byte{b})
}

func (d *door) OnConnectAuthenticate(_ *mqtt.Client, p packets.Packet) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	secret, known := d.secrets[string(p.Connect.Username)]
	if known && secret == string(p.Connect.Password) {
		return true
	}
	d.refused++
	d.bell()
	return false
}

func (d *door) OnACLCheck(*mqtt.Client, string, bool) bool { return true }

func (d *door) OnPublish(cl *mqtt.Client, p packets.Packet) (packets.Packet, error) {
	if p.TopicName != telemetryTopic || p.FixedHeader.Qos != 1 {
		return p, packets.ErrRejectPacket
	}
	w := wire{User: string(cl.Properties.Username), Payload: bytes.Clone(p.Payload)}
	if err := json.Unmarshal(p.Payload, &w); err != nil {
		return p, packets.ErrRejectPacket
	}
	d.mu.Lock()
	d.taken = append(d.taken, w)
	reply := puback
	if d.answer != nil {
		reply = d.answer(len(d.taken), cl)
	}
	d.mu.Unlock()
	d.bell()
	switch reply {
	case silence:
		return p, packets.ErrRejectPacket
	case hangUp:
		cl.Stop(io.ErrUnexpectedEOF)
		return p, packets.ErrRejectPacket
	}
	return p, nil
}

func (d *door) bell() {
	select {
	case d.grown <- struct{}{}:
	default:
	}
}

// until waits for what was taken to be as wanted, and gives a copy of it.
func (d *door) until(t *testing.T, what string, wanted func([]wire) bool) []wire {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		d.mu.Lock()
		n := len(d.taken)
		if wanted(d.taken) {
			defer d.mu.Unlock()
			return slices.Clone(d.taken)
		}
		d.mu.Unlock()
		select {
		case <-d.grown:
		case <-deadline:
			t.Fatalf("waited for %s in vain: %d batches came", what, n)
		}
	}
}
