package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"entgo.io/contrib/entgql"

	"commandhub/server/station"
)

// secretPrefix begins the key of signatures as its owner sees it.
const secretPrefix = "whsec_"

// message is one event for one webhook.
type message struct {
	id   string // of Standard Webhooks: the same at every attempt
	body []byte
}

// body is the form of the package's doc.
type body struct {
	Type       string     `json:"type"`
	Sequence   int64      `json:"sequence"`
	Cursor     string     `json:"cursor"`
	ID         string     `json:"id"`
	Station    string     `json:"station"`
	Kind       string     `json:"kind"`
	HappenedAt *time.Time `json:"happenedAt,omitempty"`
	EndedAt    *time.Time `json:"endedAt,omitempty"`
	ReceivedAt time.Time  `json:"receivedAt"`
	Exercise   bool       `json:"exercise,omitempty"`
}

// newMessage writes an event of a station, by its code, for a webhook.
func newMessage(webhook int, e station.Event, code string, exercise bool) (message, error) {
	b := body{Sequence: e.Sequence, Cursor: cursor(e.Sequence), Station: code, ReceivedAt: receivedAt(e), Exercise: exercise}
	if d := e.Delivery; d != nil {
		ended := d.EndedAt.UTC()
		b.Type, b.ID, b.Kind, b.EndedAt = "station.delivery", strconv.Itoa(d.ID), "DELIVERY", &ended
	} else {
		happened := e.DeviceEvent.HappenedAt.UTC()
		b.Type, b.ID, b.Kind, b.HappenedAt = "station.event", strconv.Itoa(e.DeviceEvent.ID), string(e.DeviceEvent.Kind), &happened
	}
	text, err := json.Marshal(b)
	return message{id: fmt.Sprintf("msg_%d_%d", webhook, e.Sequence), body: text}, err
}

func stationID(e station.Event) int {
	if e.Delivery != nil {
		return e.Delivery.StationID
	}
	return e.DeviceEvent.StationID
}

func receivedAt(e station.Event) time.Time {
	if e.Delivery != nil {
		return e.Delivery.ReceivedAt.UTC()
	}
	return e.DeviceEvent.ReceivedAt.UTC()
}

// cursor is a sequence as the contract writes it.
func cursor(sequence int64) string {
	var text strings.Builder
	entgql.Cursor[int]{ID: int(sequence)}.MarshalGQL(&text)
	word, _ := strconv.Unquote(text.String())
	return word
}

// sign is the signature v1 of Standard Webhooks 1.0.0, "Signature scheme".
func (m message) sign(key []byte, at time.Time) string {
	mac := hmac.New(sha256.New, key)
	_, _ = fmt.Fprintf(mac, "%s.%d.%s", m.id, at.Unix(), m.body) // a hash takes all
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
