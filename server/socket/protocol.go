package socket

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/99designs/gqlgen/graphql"

	"commandhub/server/document"
)

// Subprotocol is the only one that is spoken.
const Subprotocol = "graphql-transport-ws"

// Close codes. Those up to 4429 are the protocol's, those from 4450 the hub's.
const (
	CloseInvalidMessage   = 4400 // not a message of the protocol
	CloseUnauthorized     = 4401 // subscribed before connection_ack
	CloseForbidden        = 4403 // not admitted, or no longer
	CloseSubprotocol      = 4406 // the client does not speak graphql-transport-ws
	CloseInitTimeout      = 4408 // no connection_init in time
	CloseSubscriberExists = 4409 // the id is in use
	CloseTooManyInits     = 4429 // a second connection_init

	CloseTooSlow        = 4450 // reads slower than its updates come: connect again and resume
	CloseNoPong         = 4451 // two pings without a pong
	CloseTooManySockets = 4452 // the viewer has as many sockets as one may have

	CloseRestart  = 1012 // the hub stops: connect again
	CloseTryAgain = 1013 // the hub is full, or cannot tell for now who is admitted
)

// Messages of the protocol.
const (
	typeInit      = "connection_init"
	typeAck       = "connection_ack"
	typePing      = "ping"
	typePong      = "pong"
	typeSubscribe = "subscribe"
	typeNext      = "next"
	typeError     = "error"
	typeComplete  = "complete"
)

// message is any message of the protocol.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// encode returns the message as it goes over the wire.
func (m message) encode() []byte {
	b, err := json.Marshal(m)
	if err != nil { // only a payload that is not JSON, which none of ours is
		panic(err)
	}
	return b
}

var errNotAnObject = errors.New("not an object")

// object decodes a payload that is absent, null or an object.
func (m message) object() (map[string]any, error) {
	if len(m.Payload) == 0 {
		return nil, nil
	}
	var payload map[string]any
	err := json.Unmarshal(m.Payload, &payload)
	return payload, err
}

// params decodes the payload of a subscribe message. Numbers stay as they are
// written, so that no digit of a large one is lost.
func (m message) params() (*graphql.RawParams, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(m.Payload), []byte("{")) {
		return nil, errNotAnObject
	}
	var params struct {
		graphql.RawParams
		DocumentID string `json:"documentId"`
	}
	decoder := json.NewDecoder(bytes.NewReader(m.Payload))
	decoder.UseNumber()
	if err := decoder.Decode(&params); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errNotAnObject
	}
	document.Named(&params.RawParams, params.DocumentID)
	return &params.RawParams, nil
}
