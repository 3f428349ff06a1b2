// Package push tells a phone whose page is closed that something happened for it,
// through the push service of its browser's maker (RFC 8030).
//
// # What leaves the hub
//
// A record of fixed length, encrypted for the one browser (RFC 8291), which says
// which kind of thing happened and in which incident:
//
//	{"kind":"TASK","incident":"137438953473"}
//	{"kind":"TASK","incident":"137438953473","exercise":true}
//
// The phone has the words for it; nobody between reads even this, and a locked screen
// shows no name, count or place. The push service sees when, to which address, how
// urgent, and a Topic that is a keyed hash.
//
// # What is promised
//
// A phone's cursor is a place in the timeline: what was committed after it and before
// it is too old (rule.PushLife) is pushed, by one of the hubs on the database, and
// the cursor moves when the service's answer is stored. Where a hub dies between the
// two, the same is pushed again under the same Topic, which the phone shows as one. Of
// several changes of a kind in an incident that wait, the last is pushed. That the
// service took a push means nothing for the person: it stands for no acknowledgement.
package push
