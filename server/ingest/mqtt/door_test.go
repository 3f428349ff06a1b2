package mqtt_test

import (
	"context"
	"net"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"commandhub/server/ingest"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// door is the door with the hub behind it.
type door struct {
	*mqtt.Server
	hub     *ingesttest.Hub
	address string
}

// open starts a door on a free port; options may be changed before.
func open(t *testing.T, hub *ingesttest.Hub, change ...func(*mqtt.Options)) *door {
	t.Helper()
	o := mqtt.Options{
		Address: "127.0.0.1:0", Door: hub.Door, Sessions: mqtt.NewSessions(hub.Store, hub.Clock, hub.Log),
		Registerer: prometheus.NewRegistry(), Log: hub.Log,
	}
	for _, c := range change {
		c(&o)
	}
	s := mqtt.New(o)
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		hub.Gate.Open()
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		_ = s.Stop(ctx) // a test may have stopped it
	})
	return &door{Server: s, hub: hub, address: s.Address().String()}
}

func begin(t *testing.T, change ...func(*mqtt.Options)) *door {
	t.Helper()
	return open(t, ingesttest.New(t, ingest.Limits{}), change...)
}

func connect(t *testing.T, address string) net.Conn {
	t.Helper()
	var dialer net.Dialer
	c, err := dialer.DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}
