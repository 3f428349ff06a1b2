package mqtt

import (
	"bytes"
	"context"
	"time"

	broker "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/packets"

	"commandhub/server/ingest"
)

// hook is what the broker asks. All methods but OnPacketEncode run in the
// reading goroutine of their client.
type hook struct {
	broker.HookBase
	server *Server
}

func (h *hook) ID() string { return "door" }

func (h *hook) Provides(b byte) bool {
	return bytes.IndexByte([]byte{
		broker.OnConnect, broker.OnConnectAuthenticate, broker.OnACLCheck, broker.OnPacketRead, broker.OnPacketEncode,
		broker.OnPublish, broker.OnSubscribe, broker.OnSubscribed, broker.OnUnsubscribe,
	}, b) >= 0
}

// connOf is the connection under a client.
func connOf(cl *broker.Client) *conn {
	c, _ := cl.Net.Conn.(*conn)
	return c
}

func sessionOf(cl *broker.Client) *session {
	if c := connOf(cl); c != nil {
		return c.session.Load()
	}
	return nil
}

// OnConnect signs a device in. The broker's own refusals have too few reasons,
// so those with a reason are sent from here.
func (h *hook) OnConnect(cl *broker.Client, pk packets.Packet) error {
	c := connOf(cl)
	c.v5 = cl.Properties.ProtocolVersion == 5
	keepalive := cl.State.Keepalive
	if c.v5 && (keepalive == 0 || keepalive > maxKeepalive) {
		keepalive = maxKeepalive
		cl.State.Keepalive, cl.State.ServerKeepalive = keepalive, true
	}
	// Without keepalive, TCP's own tells a dead peer from a silent one.
	c.idle = time.Duration(keepalive) * time.Second * 3 / 2

	switch {
	case pk.Properties.AuthenticationMethod != "":
		return h.refuse(cl, reasonAuthMethod)
	case pk.Connect.WillFlag:
		return h.refuse(cl, reasonWill)
	case len(pk.Connect.ClientIdentifier) > maxClientID:
		return h.refuse(cl, reasonClientID)
	}
	id, secret := string(pk.Connect.Username), string(pk.Connect.Password)
	device, err := h.server.options.Door.Authenticate(ingest.MQTT, id, secret)
	if err != nil {
		return h.refuse(cl, packets.ErrBadUsernameOrPassword)
	}
	s := newSession(h.server, cl, c, device)
	s.clientID = cl.ID
	if err := h.keep(s, cl, pk); err != nil {
		s.cancel()
		h.server.options.Log.Error("mqtt: a session cannot be kept", "device", device.Code, "error", err)
		return h.refuse(cl, reasonSession)
	}
	// The broker ends whoever has the same id: let that be the same device.
	cl.ID = id + "/" + s.clientID
	// Nothing of a session is kept in the broker: see Sessions.
	cl.Properties.Clean, cl.Properties.Props.SessionExpiryInterval = true, 0
	c.session.Store(s)
	surplus := h.server.add(s)
	h.server.work.Go(s.answer)
	if surplus != nil {
		surplus.end(reasonSurplus)
	}
	// A credential that was taken between the first look and add would not be
	// found by Disconnect.
	if _, err := h.server.options.Door.Authenticate(ingest.MQTT, id, secret); err != nil {
		return h.refuse(cl, packets.ErrBadUsernameOrPassword)
	}
	return nil
}

// keep brings the kept session in line with what the client wants.
func (h *hook) keep(s *session, cl *broker.Client, pk packets.Packet) error {
	switch longest := h.server.options.SessionExpiry; {
	case s.v5:
		s.expiry = min(time.Duration(cl.Properties.Props.SessionExpiryInterval)*time.Second, longest)
	case !pk.Connect.Clean:
		s.expiry = longest
	}
	ctx, cancel := context.WithTimeout(s.ctx, connectWithin)
	defer cancel()
	listens, err := s.server.options.Sessions.open(ctx, s, pk.Connect.Clean)
	s.listens.Store(listens)
	return err
}

// refuse sends a CONNACK that says why, and is the reason.
func (h *hook) refuse(cl *broker.Client, code packets.Code) error {
	h.server.metrics.refused.WithLabelValues("connect").Inc()
	if cl.Properties.ProtocolVersion < 5 {
		code = inVersion3(code)
	}
	_ = h.server.broker.SendConnack(cl, code, false, nil)
	return code
}

// OnConnectAuthenticate lets in whom OnConnect signed in.
func (h *hook) OnConnectAuthenticate(cl *broker.Client, _ packets.Packet) bool {
	return sessionOf(cl) != nil
}

// OnACLCheck: publishing is decided on in OnPublish, which can answer.
func (h *hook) OnACLCheck(_ *broker.Client, topic string, write bool) bool {
	return write || topic == ErrorsTopic
}

// OnPacketRead sees what the broker would change or swallow.
func (h *hook) OnPacketRead(cl *broker.Client, pk packets.Packet) (packets.Packet, error) {
	s := sessionOf(cl)
	if s == nil {
		return pk, nil
	}
	switch pk.FixedHeader.Type {
	case packets.Publish:
		switch {
		case pk.FixedHeader.Qos > 1: // the broker would lower it, and not answer as the client waits for
			return pk, h.end(cl, reasonQoS)
		case s.v5 && pk.FixedHeader.Retain:
			return pk, h.end(cl, reasonRetain)
		case !broker.IsValidFilter(pk.TopicName, true): // the broker would not answer at all
			return pk, h.end(cl, reasonTopic)
		}
	case packets.Disconnect:
		if s.v5 && pk.Properties.SessionExpiryIntervalFlag && pk.Properties.SessionExpiryInterval == 0 && s.expiry > 0 {
			s.server.options.Sessions.forget(s)
		}
	}
	return pk, nil
}

func (h *hook) end(cl *broker.Client, code packets.Code) error {
	h.server.metrics.refused.WithLabelValues("publish").Inc()
	h.server.disconnect(cl, code)
	return packets.ErrRejectPacket // with any other the broker would go on
}

// OnPublish takes in a message. The broker shall neither route nor answer it.
func (h *hook) OnPublish(cl *broker.Client, pk packets.Packet) (packets.Packet, error) {
	if s := sessionOf(cl); s != nil {
		s.publish(pk)
	}
	return pk, packets.ErrRejectPacket
}

// OnSubscribe grants QoS 0: errors are told while the device listens.
func (h *hook) OnSubscribe(_ *broker.Client, pk packets.Packet) packets.Packet {
	for i := range pk.Filters {
		pk.Filters[i].Qos = 0
	}
	return pk
}

// OnSubscribed runs before the SUBACK is sent.
func (h *hook) OnSubscribed(cl *broker.Client, pk packets.Packet, granted []byte) {
	for i, filter := range pk.Filters {
		if filter.Filter == ErrorsTopic && granted[i] < 0x80 {
			h.listens(cl, true)
		}
	}
}

// OnUnsubscribe is of the client itself; OnUnsubscribed would also be of the
// broker's tidying up.
func (h *hook) OnUnsubscribe(cl *broker.Client, pk packets.Packet) packets.Packet {
	for _, filter := range pk.Filters {
		if filter.Filter == ErrorsTopic {
			h.listens(cl, false)
		}
	}
	return pk
}

func (h *hook) listens(cl *broker.Client, on bool) {
	if s := sessionOf(cl); s != nil && s.listens.Swap(on) != on && s.expiry > 0 {
		s.server.options.Sessions.listens(s, on)
	}
}

// OnPacketEncode completes the CONNACK: what is on offer, and whether the
// session is still there.
func (h *hook) OnPacketEncode(cl *broker.Client, pk packets.Packet) packets.Packet {
	if pk.FixedHeader.Type != packets.Connack || pk.ReasonCode != 0 {
		return pk
	}
	s := sessionOf(cl)
	if s == nil {
		return pk
	}
	pk.SessionPresent = s.present
	p := &pk.Properties
	p.MaximumPacketSize = MaxPacket
	p.RetainAvailableFlag, p.WildcardSubAvailableFlag, p.SubIDAvailableFlag, p.SharedSubAvailableFlag = true, true, true, true
	p.SessionExpiryInterval, p.SessionExpiryIntervalFlag = uint32(s.expiry/time.Second), true
	return pk
}
