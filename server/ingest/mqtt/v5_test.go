package mqtt_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/eclipse/paho.golang/packets"

	"commandhub/server/ingest"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
)

func TestThePubackComesAfterTheCommit(t *testing.T) {
	d := begin(t)
	s := d.hub.Stations[0]
	p := signIn(t, d, s)
	d.hub.Gate.Close()
	p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "20000.5"))
	p.publish(2, mqtt.EventsTopic, 1, `{"boot":"b","seq":2,"time":"`+time.Now().UTC().Format(time.RFC3339)+`","events":[{"kind":"POWER_ON"}]}`)
	d.hub.Gate.Await(t, 2)
	p.silent()
	if n := d.hub.Readings(t, s); n != 0 {
		t.Fatalf("%d readings are stored", n)
	}
	d.hub.Gate.Open()
	for id := range uint16(2) {
		if code, text := p.acked(id + 1); code != 0 || text != "" {
			t.Errorf("0x%x %s", code, text)
		}
	}
	if n := d.hub.Readings(t, s); n != 1 {
		t.Errorf("%d readings are stored", n)
	}
	p.publish(3, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "20000.5"))
	if code, _ := p.acked(3); code != 0 || d.hub.Readings(t, s) != 1 {
		t.Errorf("a repeat: 0x%x, %d readings", code, d.hub.Readings(t, s))
	}
}

func TestQoS0IsStoredWithoutAnAnswer(t *testing.T) {
	d := begin(t)
	p := signIn(t, d, d.hub.Stations[0])
	p.publish(0, mqtt.TelemetryTopic, 0, ingesttest.Batch("b", 1, "1", "1"))
	p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 2, "1", "2"))
	p.acked(1)
	if n := d.hub.Readings(t, d.hub.Stations[0]); n != 2 {
		t.Errorf("%d readings are stored", n)
	}
}

func TestWhatIsNotBelievedIsAnsweredWithTheReasonAndToldToThatDeviceAlone(t *testing.T) {
	d := begin(t)
	s := d.hub.Stations[0]
	p, other := signIn(t, d, s), signIn(t, d, d.hub.Stations[1])
	for _, each := range []*peer{p, other} {
		if granted := each.subscribe(mqtt.ErrorsTopic); len(granted) != 1 || granted[0] != 0 {
			t.Fatalf("granted %v", granted)
		}
	}
	for i, c := range []struct{ payload, reason string }{
		{"garbage", "MALFORMED"},
		{"", "MALFORMED"},
		{"\x00\xff", "MALFORMED"},
		{ingesttest.Batch("b", 4, "1", "NaN"), "NOT_A_NUMBER"},
		{ingesttest.Batch("b", 5, "1", "-1"), "NEGATIVE"},
		{ingesttest.Batch("b", 6, "1", "30001"), "ABOVE_CAPACITY"},
		{ingesttest.Batch("b", 7, "9", "1"), "UNKNOWN_SENSOR"},
		{ingesttest.Batch("b", 8, "FLEET00001/1", "1"), "FOREIGN_SENSOR"},
		{strings.Repeat("x", 65<<10), "TOO_LARGE"},
	} {
		id := uint16(i + 1)
		p.publish(id, mqtt.TelemetryTopic, 1, c.payload)
		if code, text := p.acked(id); code != 0x99 || !strings.HasPrefix(text, c.reason) {
			t.Errorf("%.40q: 0x%x %s; awaited %s", c.payload, code, text, c.reason)
		}
		told, ok := p.read().Content.(*packets.Publish)
		var a ingest.Answer
		if !ok || told.Topic != mqtt.ErrorsTopic || json.Unmarshal(told.Payload, &a) != nil ||
			a.Status != ingest.Quarantines || string(a.Quarantined[0].Reason) != c.reason {
			t.Errorf("%.40q: told %v %+v", c.payload, told, a)
		}
		if kept := d.hub.Quarantined(t, s); len(kept) != i+1 || string(kept[i]) != c.reason {
			t.Errorf("%.40q: in quarantine are %v", c.payload, kept)
		}
	}
	// A part that is refused does not refuse the rest.
	p.publish(20, mqtt.TelemetryTopic, 1, `{"boot":"b","seq":20,"time":"`+time.Now().UTC().Format(time.RFC3339)+
		`","tanks":[{"tank":"1","volumeL":5},{"tank":"2","volumeL":-5}]}`)
	if code, text := p.acked(20); code != 0 || !strings.HasPrefix(text, "NEGATIVE tanks[1].volumeL") {
		t.Errorf("in part: 0x%x %s", code, text)
	}
	if n := d.hub.Readings(t, s); n != 1 {
		t.Errorf("%d readings are stored", n)
	}
	other.silent()
}

func TestOtherTopicsAreClosed(t *testing.T) {
	d := begin(t)
	victim := signIn(t, d, d.hub.Stations[1])
	victim.subscribe(mqtt.ErrorsTopic)
	p := signIn(t, d, d.hub.Stations[0])
	for id, topic := range map[uint16]string{
		1: mqtt.ErrorsTopic, 2: "v1/devices/" + d.hub.Stations[1].User + "/telemetry", 3: "x", 4: mqtt.TelemetryTopic + "/x", 5: "/",
	} {
		p.publish(id, topic, 1, ingesttest.Batch("b", int(id), "1", "1"))
		if code, text := p.acked(id); code != 0x87 || text == "" {
			t.Errorf("%s: 0x%x %s", topic, code, text)
		}
		p.publish(0, topic, 0, "x") // without a word
	}
	topics := []string{
		"#", "+/devices/me/errors", "v1/devices/+/errors", "v1/devices/me/#", mqtt.TelemetryTopic, "$SYS/#", "$share/g/" + mqtt.ErrorsTopic,
		"v1/devices/" + d.hub.Stations[1].User + "/errors",
	}
	for i, reason := range p.subscribe(topics...) {
		if reason < 0x80 {
			t.Errorf("%s is granted", topics[i])
		}
	}
	p.publish(9, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 100, "1", "1"))
	if code, _ := p.acked(9); code != 0 {
		t.Errorf("0x%x", code)
	}
	victim.silent()
}

func TestWhatTheHubDoesNotOfferEndsTheConnectionWithAReason(t *testing.T) {
	d := begin(t)
	alias := uint16(1)
	for name, c := range map[string]struct {
		code byte
		send func(p *peer)
	}{
		"QoS 2": {0x9B, func(p *peer) { p.publish(1, mqtt.TelemetryTopic, 2, "{}") }},
		"retained": {0x9A, func(p *peer) {
			p.publish(1, mqtt.TelemetryTopic, 1, "{}", func(m *packets.Publish) { m.Retain = true })
		}},
		"$SYS": {0x87, func(p *peer) { p.publish(1, "$SYS/broker/load", 1, "{}") }},
		"topic alias": {0x94, func(p *peer) {
			p.publish(1, mqtt.TelemetryTopic, 1, "{}", func(m *packets.Publish) { m.Properties = &packets.Properties{TopicAlias: &alias} })
		}},
		"a wildcard":    {0x87, func(p *peer) { p.publish(1, "v1/devices/+/telemetry", 1, "{}") }},
		"1 MB":          {0x95, func(p *peer) { p.publish(1, mqtt.TelemetryTopic, 1, strings.Repeat("x", 1<<20)) }},
		"a 2nd CONNECT": {0x82, func(p *peer) { p.write(connectPacket()) }},
	} {
		t.Run(name, func(t *testing.T) {
			other := signIn(t, d, d.hub.Stations[1], func(c *packets.Connect) { c.ClientID = name })
			p := signIn(t, d, d.hub.Stations[0])
			c.send(p)
			if code, text := p.ended(); code != c.code || text == "" {
				t.Errorf("0x%x %s", code, text)
			}
			other.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch(strings.ReplaceAll(name, " ", "-"), 1, "1", "1"))
			other.acked(1)
		})
	}
	if kept := d.hub.Quarantined(t, d.hub.Stations[0]); len(kept) != 1 || kept[0] != "TOO_LARGE" {
		t.Errorf("in quarantine: %v", kept)
	}
}

func connectPacket() *packets.ControlPacket {
	cp := packets.NewControlPacket(packets.CONNECT)
	c := cp.Content.(*packets.Connect)
	c.ProtocolName, c.ProtocolVersion = "MQTT", 5
	return cp
}

func TestWhoIsNotLetInHearsWhy(t *testing.T) {
	d := begin(t)
	s := d.hub.Stations[0]
	for name, c := range map[string]struct {
		code   byte
		change func(*packets.Connect)
	}{
		"no credential":    {0x86, func(c *packets.Connect) { c.UsernameFlag, c.PasswordFlag = false, false }},
		"unknown user":     {0x86, func(c *packets.Connect) { c.Username = "nobody" }},
		"wrong secret":     {0x86, func(c *packets.Connect) { c.Password = []byte("x") }},
		"another's secret": {0x86, func(c *packets.Connect) { c.Password = []byte(d.hub.Stations[1].Secret) }},
		"a will":           {0x87, func(c *packets.Connect) { c.WillFlag, c.WillTopic, c.WillMessage = true, mqtt.ErrorsTopic, []byte("x") }},
		"long client id":   {0x85, func(c *packets.Connect) { c.ClientID = strings.Repeat("x", 129) }},
		"authentication":   {0x8C, func(c *packets.Connect) { c.Properties = &packets.Properties{AuthMethod: "SCRAM-SHA-256"} }},
	} {
		t.Run(name, func(t *testing.T) {
			p, ack := dial(t, d, s, c.change)
			if ack.ReasonCode != c.code || ack.SessionPresent {
				t.Errorf("%v", ack)
			}
			closed(t, p.Conn)
		})
	}
	d.hub.Revoke(t, s)
	if _, ack := dial(t, d, s); ack.ReasonCode != 0x86 {
		t.Errorf("revoked: %v", ack)
	}
}

func TestTheConnackTellsWhatIsOnOffer(t *testing.T) {
	d := begin(t)
	_, ack := dial(t, d, d.hub.Stations[0], func(c *packets.Connect) { c.KeepAlive, c.ClientID = 0, "" })
	p := ack.Properties
	if *p.MaximumQOS != 1 || *p.RetainAvailable != 0 || *p.WildcardSubAvailable != 0 || *p.SharedSubAvailable != 0 ||
		*p.MaximumPacketSize != mqtt.MaxPacket || *p.ReceiveMaximum != 64 || *p.ServerKeepAlive != 300 ||
		p.TopicAliasMaximum != nil || p.AssignedClientID == "" {
		t.Errorf("%v", p)
	}
}
