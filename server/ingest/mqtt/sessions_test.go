package mqtt_test

import (
	"testing"

	"github.com/eclipse/paho.golang/packets"

	"commandhub/server/ingest"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
	"commandhub/server/servertest/fleet"
)

// keepFor asks for a session that is kept.
func keepFor(seconds uint32, clean bool) func(*packets.Connect) {
	return func(c *packets.Connect) {
		c.CleanStart, c.Properties = clean, &packets.Properties{SessionExpiryInterval: &seconds}
	}
}

func TestASessionOutlivesTheHub(t *testing.T) {
	hub := ingesttest.New(t, ingest.Limits{})
	s := hub.Stations[0]
	restart := func(d *door) *door {
		t.Helper()
		if d != nil {
			if err := d.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		return open(t, hub)
	}
	present := func(d *door, s fleet.Station, change func(*packets.Connect)) (*peer, bool) {
		t.Helper()
		p, ack := dial(t, d, s, change)
		if ack.ReasonCode != 0 {
			t.Fatal(ack)
		}
		return p, ack.SessionPresent
	}
	d := restart(nil)
	p, there := present(d, s, keepFor(3600, false))
	if there {
		t.Error("a session is present that never was")
	}
	p.subscribe(mqtt.ErrorsTopic)

	d = restart(d)
	if _, there = present(d, hub.Stations[1], keepFor(3600, false)); there {
		t.Error("a session is present for another device")
	}
	if p, there = present(d, s, keepFor(3600, false)); !there {
		t.Error("the session is gone with the hub")
	}
	elsewhere := func(c *packets.Connect) { keepFor(3600, false)(c); c.ClientID = "elsewhere" }
	present(open(t, hub), s, elsewhere) // another hub on the same database
	if _, there = present(d, s, elsewhere); !there {
		t.Error("the session is not found that began at another hub")
	}
	p.publish(1, mqtt.TelemetryTopic, 1, "garbage") // its subscription is there too
	p.acked(1)
	if told, ok := p.read().Content.(*packets.Publish); !ok || told.Topic != mqtt.ErrorsTopic {
		t.Errorf("told %v", told)
	}
	if _, there = present(d, s, keepFor(3600, true)); there {
		t.Error("a clean start finds a session")
	}
	if _, there = present(d, s, keepFor(0, false)); !there {
		t.Error("the session is not there once more")
	}
	if _, there = present(restart(d), s, keepFor(3600, false)); there {
		t.Error("a session that was to end with its connection is there")
	}
}
