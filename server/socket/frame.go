package socket

import (
	"encoding/binary"

	"github.com/gorilla/websocket"
)

// frame is one websocket frame that waits to be written. A result's body is
// shared by all sockets that get it; what differs is the operation's head.
type frame struct {
	op     *operation // whose result it is; nil for every other frame
	body   []byte     // never changed once queued
	opcode byte
	charge int32 // bytes that it takes of the outbox's limit
}

func textFrame(body []byte) frame { return frame{body: body, opcode: websocket.TextMessage} }

func nextFrame(op *operation, body []byte) frame {
	return frame{op: op, body: body, opcode: websocket.TextMessage}
}

func closeFrame(code int, reason string) frame {
	return frame{body: websocket.FormatCloseMessage(code, reason), opcode: websocket.CloseMessage}
}

// nextTail ends a next message, whose head is the operation's and whose payload
// is the frame's body.
const nextTail = '}'

// nextHead begins every next message of an operation; the id is JSON already.
func nextHead(id []byte) []byte {
	head := make([]byte, 0, len(id)+len(`{"id":,"type":"next","payload":`))
	head = append(head, `{"id":`...)
	head = append(head, id...)
	return append(head, `,"type":"`+typeNext+`","payload":`...)
}

// maxHeader is the length of the longest header of an unmasked frame.
const maxHeader = 10

// size is the most that the frame takes on the wire.
func (f frame) size() int {
	if f.op == nil {
		return maxHeader + len(f.body)
	}
	return maxHeader + len(f.op.head) + len(f.body) + 1
}

// appendTo writes the frame, whole and unmasked, behind b.
func (f frame) appendTo(b []byte) []byte {
	b = append(f.appendHead(b), f.body...)
	if f.op != nil {
		b = append(b, nextTail)
	}
	return b
}

// appendHead writes what stands before the body.
func (f frame) appendHead(b []byte) []byte {
	n := len(f.body)
	if f.op != nil {
		n += len(f.op.head) + 1
	}
	const final = 0x80
	b = append(b, final|f.opcode)
	switch {
	case n < 126:
		b = append(b, byte(n))
	case n < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, 126), uint16(n))
	default:
		b = binary.BigEndian.AppendUint64(append(b, 127), uint64(n))
	}
	if f.op != nil {
		b = append(b, f.op.head...)
	}
	return b
}
