package mqtt_test

import (
	"context"
	"testing"
	"time"

	"github.com/eclipse/paho.golang/packets"

	"commandhub/server/ingest"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
	"commandhub/server/writer"
)

func TestARevokedDeviceIsCutOffAtOnce(t *testing.T) {
	d := begin(t)
	s := d.hub.Stations[0]
	p, other := signIn(t, d, s), signIn(t, d, d.hub.Stations[1])
	d.hub.Revoke(t, s)
	d.Disconnect(s.Device)
	if code, text := p.ended(); code != 0x87 || text == "" {
		t.Errorf("0x%x %s", code, text)
	}
	other.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	other.acked(1)
}

func TestABatchOfARevokedDeviceThatIsStillConnectedIsNotTaken(t *testing.T) {
	d := begin(t)
	s := d.hub.Stations[0]
	p := signIn(t, d, s)
	d.hub.Revoke(t, s)
	p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	if code, _ := p.ended(); code != 0x87 || d.hub.Readings(t, s) != 0 {
		t.Errorf("0x%x, %d readings", code, d.hub.Readings(t, s))
	}
}

func TestOneClientIDOfTwoDevicesIsTwoClients(t *testing.T) {
	d := begin(t)
	one, two := signIn(t, d, d.hub.Stations[0]), signIn(t, d, d.hub.Stations[1])
	for _, p := range []*peer{one, two} {
		p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
		p.acked(1)
	}
	again := signIn(t, d, d.hub.Stations[0]) // the same device: takes over
	if code, _ := one.ended(); code != 0x8E {
		t.Errorf("0x%x", code)
	}
	again.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 2, "1", "1"))
	again.acked(1)
}

func TestTheOldestOfTooManyConnectionsOfOneDeviceGoes(t *testing.T) {
	d := begin(t)
	var all []*peer
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		all = append(all, signIn(t, d, d.hub.Stations[0], func(c *packets.Connect) { c.ClientID = id }))
	}
	if code, _ := all[0].ended(); code != 0x97 {
		t.Errorf("0x%x", code)
	}
	all[1].publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	all[1].acked(1)
}

func TestMoreInFlightThanAgreedEndsTheConnection(t *testing.T) {
	d := begin(t, func(o *mqtt.Options) { o.Window = 4 })
	p := signIn(t, d, d.hub.Stations[0])
	d.hub.Gate.Close()
	for id := range uint16(5) {
		p.publish(id+1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", int(id)+1, "1", "1"))
	}
	if code, _ := p.ended(); code != 0x93 {
		t.Errorf("0x%x", code)
	}
	if n := d.hub.Gate.Held(); n != 4 {
		t.Errorf("%d batches are held", n)
	}
}

func TestAFloodIsSlowedAndThenRefusedAndOthersAreNot(t *testing.T) {
	hub := ingesttest.New(t, ingest.Limits{BatchesPerSecond: 0.01, BatchBurst: 3, BytesPerSecond: 1e6, ByteBurst: 1e6})
	d := open(t, hub)
	p, other := signIn(t, d, hub.Stations[0]), signIn(t, d, hub.Stations[1])
	for id := uint16(1); id <= 5; id++ {
		p.publish(id, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", int(id), "1", "1"))
		want := byte(0)
		if id > 3 {
			want = 0x97
		}
		if code, _ := p.acked(id); code != want {
			t.Errorf("batch %d: 0x%x", id, code)
		}
	}
	other.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	if code, _ := other.acked(1); code != 0 {
		t.Errorf("another device: 0x%x", code)
	}
}

func TestWhileTheDatabaseIsAwayADeviceIsDisconnectedAndSendsAgain(t *testing.T) {
	for _, cause := range []error{writer.ErrUnavailable, writer.ErrBusy} {
		d := begin(t)
		s := d.hub.Stations[0]
		p := signIn(t, d, s)
		d.hub.Gate.Break(cause)
		p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
		if code, _ := p.ended(); code != 0x89 {
			t.Errorf("0x%x", code)
		}
		d.hub.Gate.Break(nil)
		p = signIn(t, d, s)
		p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
		if code, _ := p.acked(1); code != 0 || d.hub.Readings(t, s) != 1 {
			t.Errorf("again: 0x%x, %d readings", code, d.hub.Readings(t, s))
		}
	}
}

func TestACommitThatTakesTooLongEndsTheConnection(t *testing.T) {
	d := begin(t, func(o *mqtt.Options) { o.CommitTimeout = 100 * time.Millisecond })
	p := signIn(t, d, d.hub.Stations[0])
	d.hub.Gate.Close()
	p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	if code, _ := p.ended(); code != 0x89 {
		t.Errorf("0x%x", code)
	}
}

func TestAStopAnswersWhatWasTakenAndSaysGoodbye(t *testing.T) {
	d := begin(t)
	s := d.hub.Stations[0]
	p, idle := signIn(t, d, s), signIn(t, d, d.hub.Stations[1])
	unsigned := connect(t, d.address)
	d.hub.Gate.Close()
	p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	d.hub.Gate.Await(t, 1)
	stopped := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		stopped <- d.Stop(ctx)
	}()
	d.hub.Gate.Open()
	if code, _ := p.acked(1); code != 0 {
		t.Errorf("0x%x", code)
	}
	for _, each := range []*peer{p, idle} {
		if code, _ := each.ended(); code != 0x8B {
			t.Errorf("0x%x", code)
		}
	}
	closed(t, unsigned)
	if err := <-stopped; err != nil || d.hub.Readings(t, s) != 1 {
		t.Errorf("%v, %d readings", err, d.hub.Readings(t, s))
	}
}
