package mqtt_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	paho "github.com/eclipse/paho.mqtt.golang"
	"github.com/eclipse/paho.mqtt.golang/packets"

	"commandhub/server/ingest"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
	"commandhub/server/servertest/fleet"
	"commandhub/server/writer"
)

// dial3 connects with MQTT 3.1.1, packet by packet, and returns the return code.
func dial3(t *testing.T, d *door, s fleet.Station, change ...func(*packets.ConnectPacket)) (net.Conn, *packets.ConnackPacket) {
	t.Helper()
	c := connect(t, d.address)
	p := packets.NewControlPacket(packets.Connect).(*packets.ConnectPacket)
	p.ProtocolName, p.ProtocolVersion, p.CleanSession, p.Keepalive, p.ClientIdentifier = "MQTT", 4, true, 30, "peer"
	p.UsernameFlag, p.Username, p.PasswordFlag, p.Password = true, s.User, true, []byte(s.Secret)
	for _, f := range change {
		f(p)
	}
	if err := p.Write(c); err != nil {
		t.Fatal(err)
	}
	return c, read3(t, c).(*packets.ConnackPacket)
}

func read3(t *testing.T, c net.Conn) packets.ControlPacket {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	p, err := packets.ReadPacket(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func publish3(t *testing.T, c net.Conn, id uint16, topic string, qos byte, payload string) {
	t.Helper()
	p := packets.NewControlPacket(packets.Publish).(*packets.PublishPacket)
	p.TopicName, p.Qos, p.MessageID, p.Payload = topic, qos, id, []byte(payload)
	if err := p.Write(c); err != nil {
		t.Fatal(err)
	}
}

// end3 is what still comes before the connection ends: no more than that.
func end3(t *testing.T, c net.Conn) []byte {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	rest, err := io.ReadAll(c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatal("the connection is still open")
	}
	return rest
}

func TestVersion3IsAnsweredInOrderWhateverBecameOfABatch(t *testing.T) {
	d := begin(t)
	c, ack := dial3(t, d, d.hub.Stations[0])
	if ack.ReturnCode != 0 {
		t.Fatal(ack)
	}
	payloads := []string{ingesttest.Batch("b", 1, "1", "1"), "garbage", ingesttest.Batch("b", 3, "1", "NaN"), ingesttest.Batch("b", 1, "1", "1")}
	for i, payload := range payloads {
		publish3(t, c, uint16(i+1), mqtt.TelemetryTopic, 1, payload)
	}
	for i := range payloads {
		if got := read3(t, c).(*packets.PubackPacket).MessageID; got != uint16(i+1) {
			t.Errorf("answered %d, not %d", got, i+1)
		}
	}
	if kept := d.hub.Quarantined(t, d.hub.Stations[0]); fmt.Sprint(kept) != "[MALFORMED NOT_A_NUMBER]" {
		t.Errorf("in quarantine: %v", kept)
	}
}

func TestVersion3IsDisconnectedWithoutAWordWhereItCannotBeRefused(t *testing.T) {
	d := begin(t)
	for name, send := range map[string]func(c net.Conn){
		"QoS 2":       func(c net.Conn) { publish3(t, c, 1, mqtt.TelemetryTopic, 2, "{}") },
		"other topic": func(c net.Conn) { publish3(t, c, 1, "v1/devices/x/telemetry", 1, "{}") },
		"1 MB":        func(c net.Conn) { publish3(t, c, 1, mqtt.TelemetryTopic, 1, strings.Repeat("x", 1<<20)) },
		"database away": func(c net.Conn) {
			d.hub.Gate.Break(writer.ErrUnavailable)
			publish3(t, c, 1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
		},
		"revoked": func(net.Conn) { d.Disconnect(d.hub.Stations[0].Device) },
	} {
		c, _ := dial3(t, d, d.hub.Stations[0])
		send(c)
		if rest := end3(t, c); len(rest) > 0 {
			t.Errorf("%s: % x", name, rest)
		}
		d.hub.Gate.Break(nil)
	}
}

func TestVersion3HearsOfAPacketThatIsTooLargeOnItsTopic(t *testing.T) {
	d := begin(t)
	c, _ := dial3(t, d, d.hub.Stations[0])
	sub := packets.NewControlPacket(packets.Subscribe).(*packets.SubscribePacket)
	sub.MessageID, sub.Topics, sub.Qoss = 1, []string{mqtt.ErrorsTopic, "#"}, []byte{1, 1}
	if err := sub.Write(c); err != nil {
		t.Fatal(err)
	}
	if granted := read3(t, c).(*packets.SubackPacket).ReturnCodes; !bytes.Equal(granted, []byte{0, 0x80}) {
		t.Fatalf("granted % x", granted)
	}
	publish3(t, c, 1, mqtt.TelemetryTopic, 1, strings.Repeat("x", 1<<20))
	var a ingest.Answer
	told := read3(t, c).(*packets.PublishPacket)
	if err := json.Unmarshal(told.Payload, &a); err != nil || told.TopicName != mqtt.ErrorsTopic || a.Quarantined[0].Reason != "TOO_LARGE" {
		t.Errorf("%v %s", err, told.Payload)
	}
	end3(t, c)
}

func TestVersion3IsNotLetInWithTheReturnCode(t *testing.T) {
	d := begin(t)
	for name, c := range map[string]struct {
		code   byte
		change func(*packets.ConnectPacket)
	}{
		"wrong secret":   {4, func(p *packets.ConnectPacket) { p.Password = []byte("x") }},
		"no credential":  {4, func(p *packets.ConnectPacket) { p.UsernameFlag, p.PasswordFlag = false, false }},
		"a will":         {5, func(p *packets.ConnectPacket) { p.WillFlag, p.WillTopic, p.WillMessage = true, "x", []byte("x") }},
		"long client id": {2, func(p *packets.ConnectPacket) { p.ClientIdentifier = strings.Repeat("x", 129) }},
		"MQTT 3.1":       {1, func(p *packets.ConnectPacket) { p.ProtocolName, p.ProtocolVersion = "MQIsdp", 3 }},
	} {
		connection, ack := dial3(t, d, d.hub.Stations[0], c.change)
		if ack.ReturnCode != c.code {
			t.Errorf("%s: %d", name, ack.ReturnCode)
		}
		end3(t, connection)
	}
}

func TestVersion3MayHaveMoreInFlightThanTheWindow(t *testing.T) {
	d := begin(t, func(o *mqtt.Options) { o.Window = 4 })
	c, _ := dial3(t, d, d.hub.Stations[0])
	d.hub.Gate.Close()
	const all = 20
	go func() {
		for id := range all {
			publish3(t, c, uint16(id+1), mqtt.TelemetryTopic, 1, ingesttest.Batch("b", id+1, "1", "1"))
		}
	}()
	d.hub.Gate.Await(t, 4)
	if n := d.hub.Gate.Held(); n != 4 {
		t.Errorf("%d batches are held, not the window's 4", n)
	}
	d.hub.Gate.Open()
	for id := range all {
		if got := read3(t, c).(*packets.PubackPacket).MessageID; got != uint16(id+1) {
			t.Errorf("answered %d, not %d", got, id+1)
		}
	}
}

// TestAClientOfVersion3RedeliversByItself: nothing is lost to a client that
// leaves it all to its library.
func TestAClientOfVersion3RedeliversByItself(t *testing.T) {
	d := begin(t)
	s := d.hub.Stations[0]
	o := paho.NewClientOptions().AddBroker("tcp://" + d.address).SetClientID("console").SetUsername(s.User).SetPassword(s.Secret).
		SetCleanSession(false).SetAutoReconnect(true).SetMaxReconnectInterval(200 * time.Millisecond).SetOrderMatters(false)
	c := paho.NewClient(o)
	if token := c.Connect(); !token.WaitTimeout(patience) || token.Error() != nil {
		t.Fatal(token.Error())
	}
	defer c.Disconnect(100)
	// This client's token is done when it connects again, answered or not:
	// only the database tells.
	d.hub.Gate.Break(writer.ErrUnavailable)
	c.Publish(mqtt.TelemetryTopic, 1, false, ingesttest.Batch("b", 1, "1", "1"))
	d.hub.Gate.AwaitBroken(t, 2) // it has sent again, and is disconnected again
	d.hub.Gate.Break(nil)
	deadline := time.After(patience)
	for d.hub.Readings(t, s) != 1 {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-deadline:
			t.Fatal("the batch is not stored")
		}
	}
}
