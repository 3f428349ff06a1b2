package mqtt_test

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/eclipse/paho.golang/packets"

	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
)

// TestWhatIsNotMQTTEndsItsOwnConnectionOnly sends what no client would.
func TestWhatIsNotMQTTEndsItsOwnConnectionOnly(t *testing.T) {
	d := begin(t)
	other := signIn(t, d, d.hub.Stations[1])
	for name, bytes := range map[string][]byte{
		"HTTP":                   []byte("GET / HTTP/1.1\r\nHost: hub\r\n\r\n"),
		"TLS":                    {0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3},
		"a PUBLISH first":        {0x30, 3, 0, 1, 'x'},
		"a huge CONNECT":         {0x10, 0xff, 0xff, 0xff, 0x7f},
		"a length without end":   {0x10, 0xff, 0xff, 0xff, 0xff, 0xff},
		"an empty CONNECT":       {0x10, 0},
		"a CONNECT cut short":    {0x10, 6, 0, 4, 'M', 'Q', 'T', 'T'},
		"properties beyond end":  {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 30, 0x7f, 0, 0},
		"flags that are refused": {0x1f, 2, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c := connect(t, d.address)
			if _, err := c.Write(bytes); err != nil {
				t.Fatal(err)
			}
			closed(t, c)
		})
	}
	for name, bytes := range map[string][]byte{
		"an unknown packet":        {0x00, 0},
		"a PUBLISH without topic":  {0x32, 0},
		"a PUBLISH cut short":      {0x32, 3, 0, 9, 'x'},
		"a topic beyond the end":   {0x30, 4, 0xff, 0xff, 'x', 0},
		"properties beyond end":    {0x30, 4, 0, 1, 'x', 0x7f},
		"packet id 0":              {0x32, 6, 0, 1, 'x', 0, 0, 0},
		"QoS 3":                    {0x36, 6, 0, 1, 'x', 0, 1, 0},
		"a SUBSCRIBE of nothing":   {0x82, 3, 0, 1, 0},
		"a SUBSCRIBE cut short":    {0x82, 6, 0, 1, 0, 0, 9, 'x'},
		"bad UTF-8":                {0x30, 5, 0, 2, 0xc3, 0x28, 0},
		"an unknown property":      {0x30, 6, 0, 1, 'x', 2, 0x7e, 0},
		"a reserved AUTH":          {0xf0, 2, 0x99, 0},
		"a CONNACK from a client":  {0x20, 3, 0, 0, 0},
		"a DISCONNECT, cut short":  {0xe0, 2, 0, 9},
		"an UNSUBSCRIBE cut short": {0xa2, 6, 0, 1, 0, 0, 9, 'x'},
	} {
		t.Run(name, func(t *testing.T) {
			p := signIn(t, d, d.hub.Stations[0])
			if _, err := p.Write(bytes); err != nil {
				t.Fatal(err)
			}
			closed(t, p.Conn)
		})
	}
	other.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	if code, _ := other.acked(1); code != 0 {
		t.Errorf("0x%x", code)
	}
}

// TestNoiseEndsNothingButItself sends random packets, of known kinds, with
// lengths that fit: what gets past the framing.
func TestNoiseEndsNothingButItself(t *testing.T) {
	d := begin(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		p := signIn(t, d, d.hub.Stations[0])
		var b bytes.Buffer
		for range 20 {
			body := make([]byte, random.IntN(40))
			for i := range body {
				body[i] = byte(random.IntN(256))
				if random.IntN(2) == 0 { // lengths and ids are often small
					body[i] %= 8
				}
			}
			kind := byte(random.IntN(16)) << 4
			flags := map[byte]byte{0x30: byte(random.IntN(3) << 1), 0x60: 2, 0x80: 2, 0xa0: 2}[kind]
			b.Write([]byte{kind | flags, byte(len(body))})
			b.Write(body)
		}
		_, _ = p.Write(b.Bytes()) // the door may have closed already
		_ = p.Close()
	}
	p := signIn(t, d, d.hub.Stations[1])
	p.publish(1, mqtt.TelemetryTopic, 1, ingesttest.Batch("b", 1, "1", "1"))
	if code, _ := p.acked(1); code != 0 {
		t.Errorf("0x%x", code)
	}
}

func TestAPacketThatArrivesByteByByteIsOne(t *testing.T) {
	d := begin(t)
	p := signIn(t, d, d.hub.Stations[0])
	var b bytes.Buffer
	cp := packets.NewControlPacket(packets.PUBLISH)
	m := cp.Content.(*packets.Publish)
	m.Topic, m.QoS, m.PacketID, m.Payload = mqtt.TelemetryTopic, 1, 1, []byte(ingesttest.Batch("b", 1, "1", "1"))
	cp.Flags = 2
	if _, err := cp.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for _, one := range b.Bytes() {
		if _, err := p.Write([]byte{one}); err != nil {
			t.Fatal(err)
		}
	}
	if code, _ := p.acked(1); code != 0 {
		t.Errorf("0x%x", code)
	}
}

func TestWhoSaysNothingAfterConnectingIsCut(t *testing.T) {
	d := begin(t)
	began := time.Now()
	p := signIn(t, d, d.hub.Stations[0], func(c *packets.Connect) { c.KeepAlive = 1 })
	closed(t, p.Conn)
	if took := time.Since(began); took < time.Second {
		t.Errorf("cut after %v, before the keepalive of 1 s", took)
	}
}
