package mqtt

import (
	"errors"
	"fmt"

	"github.com/mochi-mqtt/server/v2/packets"

	"commandhub/server/ingest"
)

// Why a connection ends, or does not begin. The texts are what an MQTT 5 client
// is told.
var (
	reasonRevoked    = packets.Code{Code: 0x87, Reason: "the credential is no longer valid"}
	reasonTopic      = packets.Code{Code: 0x87, Reason: "publish to " + TelemetryTopic + " or " + EventsTopic + " only"}
	reasonWill       = packets.Code{Code: 0x87, Reason: "wills are not supported"}
	reasonNotStored  = packets.Code{Code: 0x89, Reason: "not stored: the database is away or busy; connect and send again"}
	reasonShutdown   = packets.Code{Code: 0x8B, Reason: "the hub shuts down; connect and send again"}
	reasonTooLarge   = packets.Code{Code: 0x95, Reason: "the packet is too large"}
	reasonRate       = packets.Code{Code: 0x97, Reason: "sent too fast: send again, slower"}
	reasonSurplus    = packets.Code{Code: 0x97, Reason: fmt.Sprintf("more than %d connections with one credential", sessionsOfDevice)}
	reasonRetain     = packets.Code{Code: 0x9A, Reason: "retained messages are not supported"}
	reasonQoS        = packets.Code{Code: 0x9B, Reason: "QoS 2 is not supported: use 1; a batch that is sent twice is stored once"}
	reasonAuthMethod = packets.Code{Code: 0x8C, Reason: "extended authentication is not supported"}
	reasonClientID   = packets.Code{Code: 0x85, Reason: fmt.Sprintf("a client id of more than %d bytes", maxClientID)}
	reasonSession    = packets.Code{Code: 0x88, Reason: "the session cannot be kept now: the database is away"}
)

// inVersion3 is the return code of a CONNACK for MQTT 3.1.1.
func inVersion3(code packets.Code) packets.Code {
	switch code.Code {
	case 0x85:
		return packets.Err3ClientIdentifierNotValid
	case 0x88:
		return packets.Err3ServerUnavailable
	case 0x86:
		return packets.ErrMalformedUsernameOrPassword // 4: bad user name or password
	}
	return packets.Err3NotAuthorized
}

// puback is the reason code of an answer, and whether there is one at all. A
// batch that is in quarantine as a whole is refused: sending it again is in
// vain. One of which a part is in quarantine is stored.
func puback(a ingest.Answer, err error) (code packets.Code, answered bool) {
	switch {
	case errors.Is(err, ingest.ErrRate):
		return reasonRate, true
	case errors.Is(err, errTopic):
		return reasonTopic, true
	case err != nil:
		return packets.Code{}, false
	case a.Status == ingest.Quarantines:
		return packets.Code{Code: packets.ErrPayloadFormatInvalid.Code, Reason: quarantineText(a)}, true
	case len(a.Quarantined) > 0:
		return packets.Code{Reason: quarantineText(a)}, true
	}
	return packets.CodeSuccess, true
}

// errTopic: published to a topic that is not a device's.
var errTopic = errors.New("not a topic to publish to")

// quarantineText is what is wrong, in one line.
func quarantineText(a ingest.Answer) string {
	if len(a.Quarantined) == 0 {
		return "in quarantine"
	}
	first := a.Quarantined[0]
	text := string(first.Reason)
	if first.Field != "" {
		text += " " + first.Field
	}
	text += ": " + first.Detail
	if more := len(a.Quarantined) - 1; more > 0 {
		text += fmt.Sprintf(" (and %d more)", more)
	}
	return text
}
