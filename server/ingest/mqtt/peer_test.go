package mqtt_test

import (
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"github.com/eclipse/paho.golang/packets"

	"commandhub/server/servertest/fleet"
)

// peer is an MQTT 5 client that does as the test says, packet by packet.
type peer struct {
	t *testing.T
	net.Conn
}

// dial connects as a station's device and returns what the door answers.
func dial(t *testing.T, d *door, s fleet.Station, change ...func(*packets.Connect)) (*peer, *packets.Connack) {
	t.Helper()
	p := &peer{t, connect(t, d.address)}
	cp := packets.NewControlPacket(packets.CONNECT)
	c := cp.Content.(*packets.Connect)
	c.ProtocolName, c.ProtocolVersion, c.CleanStart, c.KeepAlive, c.ClientID = "MQTT", 5, true, 30, "peer"
	c.UsernameFlag, c.Username, c.PasswordFlag, c.Password = true, s.User, true, []byte(s.Secret)
	for _, f := range change {
		f(c)
	}
	p.write(cp)
	return p, p.read().Content.(*packets.Connack)
}

// signIn connects and must be let in.
func signIn(t *testing.T, d *door, s fleet.Station, change ...func(*packets.Connect)) *peer {
	t.Helper()
	p, ack := dial(t, d, s, change...)
	if ack.ReasonCode != 0 {
		t.Fatalf("not let in: %v", ack)
	}
	return p
}

func (p *peer) write(cp *packets.ControlPacket) {
	p.t.Helper()
	if _, err := cp.WriteTo(p.Conn); err != nil {
		p.t.Fatal(err)
	}
}

func (p *peer) read() *packets.ControlPacket {
	p.t.Helper()
	_ = p.SetReadDeadline(time.Now().Add(patience))
	cp, err := packets.ReadPacket(p.Conn)
	if err != nil {
		p.t.Fatalf("no packet: %v", err)
	}
	return cp
}

// silent fails when a packet comes within a moment.
func (p *peer) silent() {
	p.t.Helper()
	_ = p.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if cp, err := packets.ReadPacket(p.Conn); err == nil {
		p.t.Fatalf("an unexpected packet: %v", cp)
	}
}

func (p *peer) publish(id uint16, topic string, qos byte, payload string, change ...func(*packets.Publish)) {
	p.t.Helper()
	cp := packets.NewControlPacket(packets.PUBLISH)
	m := cp.Content.(*packets.Publish)
	m.Topic, m.QoS, m.Payload = topic, qos, []byte(payload)
	if qos > 0 {
		m.PacketID = id
	}
	for _, f := range change {
		f(m)
	}
	cp.Flags = m.QoS << 1
	if m.Retain {
		cp.Flags |= 1
	}
	p.write(cp)
}

// acked reads a PUBACK and returns its reason code and text.
func (p *peer) acked(id uint16) (byte, string) {
	p.t.Helper()
	cp := p.read()
	ack, ok := cp.Content.(*packets.Puback)
	if !ok {
		p.t.Fatalf("not a PUBACK: %v", cp)
	}
	if ack.PacketID != id {
		p.t.Fatalf("answered %d, not %d", ack.PacketID, id)
	}
	if ack.Properties == nil {
		return ack.ReasonCode, ""
	}
	return ack.ReasonCode, ack.Properties.ReasonString
}

// ended reads a DISCONNECT and then the end of the connection.
func (p *peer) ended() (byte, string) {
	p.t.Helper()
	cp := p.read()
	d, ok := cp.Content.(*packets.Disconnect)
	if !ok {
		p.t.Fatalf("not a DISCONNECT: %v", cp)
	}
	closed(p.t, p.Conn)
	return d.ReasonCode, d.Properties.ReasonString
}

// closed waits for the other side to close, whatever it still sends.
func closed(t *testing.T, c net.Conn) {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(patience))
	buffer := make([]byte, 1024)
	for {
		if _, err := c.Read(buffer); err != nil {
			if errors.Is(err, os.ErrDeadlineExceeded) {
				t.Fatal("the connection is still open")
			}
			return
		}
	}
}

func (p *peer) subscribe(topics ...string) []byte {
	p.t.Helper()
	cp := packets.NewControlPacket(packets.SUBSCRIBE)
	s := cp.Content.(*packets.Subscribe)
	s.PacketID = 7
	for _, topic := range topics {
		s.Subscriptions = append(s.Subscriptions, packets.SubOptions{Topic: topic, QoS: 1})
	}
	p.write(cp)
	return p.read().Content.(*packets.Suback).Reasons
}
