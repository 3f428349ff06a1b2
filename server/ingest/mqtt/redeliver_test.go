package mqtt_test

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/eclipse/paho.golang/paho"
	"github.com/eclipse/paho.golang/paho/session/state"

	"commandhub/server/ingest"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
)

// TestAClientOfVersion5RedeliversByItselfAfterARestart: its library drops what
// was in flight where the hub does not know its session.
func TestAClientOfVersion5RedeliversByItselfAfterARestart(t *testing.T) {
	hub := ingesttest.New(t, ingest.Limits{})
	s := hub.Stations[0]
	session := state.NewInMemory()
	dial := func(d *door) *paho.Client {
		t.Helper()
		connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", d.address)
		if err != nil {
			t.Fatal(err)
		}
		c := paho.NewClient(paho.ClientConfig{Conn: connection, Session: session, ClientID: "console"})
		hour := uint32(3600)
		ack, err := c.Connect(t.Context(), &paho.Connect{
			ClientID: "console", KeepAlive: 30, UsernameFlag: true, Username: s.User, PasswordFlag: true, Password: []byte(s.Secret),
			Properties: &paho.ConnectProperties{SessionExpiryInterval: &hour},
		})
		if err != nil || ack.ReasonCode != 0 {
			t.Fatalf("%v %v", err, ack)
		}
		return c
	}

	d := open(t, hub)
	c := dial(d)
	hub.Gate.Close()
	const all = 5
	answered := make(chan byte, all)
	var publishing sync.WaitGroup
	for seq := 1; seq <= all; seq++ {
		publishing.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			response, err := c.PublishWithOptions(ctx,
				&paho.Publish{Topic: mqtt.TelemetryTopic, QoS: 1, Payload: []byte(ingesttest.Batch("b", seq, "1", "1"))},
				paho.PublishOptions{Method: paho.PublishMethod_Blocking})
			if err == nil {
				answered <- response.ReasonCode
			}
		})
	}
	hub.Gate.Await(t, all)
	// The hub is cut off in mid-stream: none is committed, none is answered.
	cut, cancel := context.WithCancel(t.Context())
	cancel()
	_ = d.Stop(cut)
	<-c.Done()

	d = open(t, hub)
	hub.Gate.Open()
	c = dial(d)
	deadline := time.After(patience)
	for range all {
		select {
		case code := <-answered:
			if code != 0 {
				t.Errorf("0x%x", code)
			}
		case <-deadline:
			t.Fatal("a batch is not answered after the restart")
		}
	}
	publishing.Wait()
	if n := hub.Readings(t, s); n != all {
		t.Errorf("%d readings are stored", n)
	}
	if err := c.Disconnect(&paho.Disconnect{}); err != nil {
		t.Error(err)
	}
	<-c.Done()
}
