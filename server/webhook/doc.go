// Package webhook posts station events to the addresses that bureaus' programs
// named, signed and in order.
//
// # What a receiver gets
//
// One POST an event, deliveries and device events alike, as Standard Webhooks
// 1.0.0 describes it. The body is JSON of at most 4 KiB and thin: it says what
// happened where and when; details are asked for with the program's key, by id
// or cursor.
//
//	{"type":"station.event","sequence":1042,"cursor":"gaFpzQQS","id":"2147483650",
//	 "station":"LC0001","kind":"TAMPER","happenedAt":"2026-03-01T07:58:00Z",
//	 "receivedAt":"2026-03-01T07:58:02.120431Z"}
//
//	type        station.event or station.delivery
//	sequence    place in the stream of station events; others' places lie between
//	cursor      the same for stationEvents(after:) and replayWebhook(after:)
//	id          of the DeviceEvent or Delivery, for node(id:)
//	station     code of the station
//	kind        a DeviceEventKind, or DELIVERY
//	happenedAt  of an event; a delivery has endedAt
//	receivedAt  when the hub had it
//	exercise    true while the hub is in exercise: nothing in it is real
//
// Headers:
//
//	webhook-id         msg_ID_SEQUENCE, the same however often the event is posted
//	webhook-timestamp  when it is posted, in seconds since 1970
//	webhook-signature  v1,BASE64: HMAC-SHA256 of webhook-id.webhook-timestamp.body
//	                   with the key that follows whsec_, base64, in the secret
//
// # What is promised
//
// At least once: an event counts as taken when a 2xx answer is stored. Where the
// hub ends between the answer and the storing, where a replay is asked for, or
// where two hubs disagree about the time by more than a lease, it is posted
// again, with the same webhook-id; so a receiver remembers ids.
//
// In order: nothing is posted before what came earlier is taken. What fails is
// tried again by rule.WebhookPause, for rule.WebhookPatience at most; then, or at
// once where the receiver answers 410 Gone, the webhook is disabled and says why.
//
// Only what the program may see: rights are those that it has when an event is
// posted. While it is closed, or has no right to events, its webhooks wait.
//
// # Where it may lead
//
// To public addresses over TLS, and to networks that the operator opened. The
// address is judged when it is dialled, so that no name can lead elsewhere than
// it did before; redirects are not followed, no proxy is used, and an answer's
// body is thrown away.
package webhook
