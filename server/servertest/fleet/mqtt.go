package fleet

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The packets of MQTT 3.1.1 that a publisher with QoS 1 needs, by their first
// byte. Source: OASIS MQTT 3.1.1, section 3.
const (
	connectPacket  = 0x10
	connackPacket  = 0x20
	publishQoS1    = 0x32
	duplicate      = 0x08
	pubackPacket   = 0x40
	topic          = "v1/devices/me/telemetry"
	keepAliveLimit = 300 // seconds
)

func appendConnect(b []byte, user, secret string) []byte {
	body := appendText(nil, "MQTT")
	body = append(body, 4, 0xc0) // version 3.1.1; user name, password, session kept
	body = binary.BigEndian.AppendUint16(body, keepAliveLimit)
	body = appendText(body, "console")
	body = appendText(appendText(body, user), secret)
	return append(appendHeader(b, connectPacket, len(body)), body...)
}

func appendPublish(b []byte, id uint16, again bool, payload []byte) []byte {
	first := byte(publishQoS1)
	if again {
		first |= duplicate
	}
	b = appendHeader(b, first, 2+len(topic)+2+len(payload))
	b = binary.BigEndian.AppendUint16(appendText(b, topic), id)
	return append(b, payload...)
}

func appendHeader(b []byte, first byte, length int) []byte {
	b = append(b, first)
	for length >= 0x80 {
		b = append(b, byte(length)|0x80)
		length >>= 7
	}
	return append(b, byte(length))
}

func appendText(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint16(b, uint16(len(s))), s...)
}

// errConnection is a hub that does not let the station in.
var errConnection = errors.New("the connection is refused")

// readAnswer reads one packet; id is 0 for any but PUBACK.
func readAnswer(r *bufio.Reader) (first byte, id uint16, err error) {
	if first, err = r.ReadByte(); err != nil {
		return 0, 0, err
	}
	length, err := binary.ReadUvarint(r)
	if err != nil {
		return 0, 0, err
	}
	if first&0xf0 == pubackPacket || first&0xf0 == connackPacket {
		var two [2]byte
		if length < 2 {
			return 0, 0, fmt.Errorf("a packet %#x of %d bytes", first, length)
		}
		if _, err := io.ReadFull(r, two[:]); err != nil {
			return 0, 0, err
		}
		if first&0xf0 == connackPacket && two[1] != 0 {
			return 0, 0, fmt.Errorf("%w: code %d", errConnection, two[1])
		}
		id, length = binary.BigEndian.Uint16(two[:]), length-2
	}
	_, err = r.Discard(int(length))
	return first & 0xf0, id, err
}
