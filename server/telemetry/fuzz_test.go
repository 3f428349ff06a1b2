package telemetry

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"commandhub/server/measure"
)

const example = `{"boot":"b7f3c0","seq":1042,"time":"2026-03-01T08:00:00.000Z",
 "tanks":[{"tank":"1","levelMm":1834.2,"volumeL":21345.67,"volume20L":21290.11,"temperatureC":14.3,"waterMm":0.0,"waterL":0}],
 "sales":[{"nozzle":"3","time":"2026-03-01T08:00:00.000Z","volumeL":32.50,"priceFenPerL":789,"amountFen":25643,"totalizerL":1234567.89}],
 "deliveries":[{"tank":"1","startedAt":"2026-03-01T06:00:00Z","endedAt":"2026-03-01T07:00:00Z","startVolumeL":5000.00,"endVolumeL":24950.00,"volumeL":20000.00,"waybill":"140524-2026-000123"}],
 "events":[{"kind":"PROBE_FAULT","tank":"1","detail":"断线\n\"x\" \ud83d\ude00"}]}`

// FuzzDecode holds the scanner against encoding/json: they take the same texts,
// but for bare NaN and Infinity, deep nesting and broken UTF-8, and read the
// same values out of them.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		example, `{}`, `{"a":[1,-0.5e+3,true,null,"\u00e9\\"]}`, `{"tanks":[{"volumeL":NaN}]}`, `{"tanks":[1,{}],"sales":null}`,
		`{"boot":1,"boot":"2"}`, `{"a":01}`, `{"a":1.}`, `{"a":-}`, `{"a":"\x"}`, `{"a":1,}`, `{"a":[1,]}`, "{\"a\":\"\x01\"}", `{"a":1} `,
		`{"\u0062oot":"x"}`, `{"tanks":[{"volumeL":1e5}],"tanks":[]}`, "{}\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, payload []byte) {
		b := new(raw)
		refusal := b.decode(payload)
		if refusal != nil {
			if json.Valid(payload) && bytes.HasPrefix(bytes.TrimSpace(payload), []byte("{")) && ordinary(payload) {
				t.Fatalf("refused, but JSON: %q: %s", payload, refusal.Detail)
			}
			return
		}
		if !json.Valid(payload) {
			if !strings.Contains(string(payload), "a") && !strings.Contains(string(payload), "n") { // no NaN, nan, Infinity, inf
				t.Fatalf("taken, but no JSON: %q", payload)
			}
			return
		}
		if bytes.Contains(payload, []byte(`\u`)) {
			return // a key with escapes is not one of ours, which encoding/json cannot tell
		}
		var whole map[string]json.RawMessage
		if err := json.Unmarshal(payload, &whole); err != nil {
			t.Fatal(err)
		}
		same(t, payload, "boot", b.boot, whole["boot"])
		same(t, payload, "seq", b.seq, whole["seq"])
		same(t, payload, "time", b.time, whole["time"])
		var tanks []json.RawMessage
		if json.Unmarshal(whole["tanks"], &tanks) != nil {
			return
		}
		if len(tanks) != len(b.tanks) {
			t.Fatalf("%q: %d tanks, want %d", payload, len(b.tanks), len(tanks))
		}
		for i, text := range tanks {
			var tank map[string]json.RawMessage
			if json.Unmarshal(text, &tank) == nil && tank != nil {
				same(t, payload, "volumeL", b.tanks[i].volume, tank["volumeL"])
				same(t, payload, "tank", b.tanks[i].tank, tank["tank"])
			}
		}
	})
}

// ordinary is a text within the limits that are the scanner's own.
func ordinary(payload []byte) bool {
	return len(payload) <= MaxPayload && bytes.Count(payload, []byte("["))+bytes.Count(payload, []byte("{")) < maxDepth &&
		strings.ToValidUTF8(string(payload), "") == string(payload)
}

func same(t *testing.T, payload []byte, name string, got token, want json.RawMessage) {
	t.Helper()
	var value any
	if want != nil {
		if err := json.Unmarshal(want, &value); err != nil {
			return // a number that no float holds
		}
	}
	var read any
	switch got.kind {
	case absent:
	case text:
		read = got.String()
	default:
		if err := json.Unmarshal(got.raw, &read); err != nil {
			t.Fatalf("%q: %s: %q: %v", payload, name, got.raw, err)
		}
	}
	if !reflect.DeepEqual(read, value) {
		t.Fatalf("%q: %s: %v, want %v", payload, name, read, value)
	}
}

// FuzzPlain holds the quick reading of numbers against measure's.
func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"0", "-0.0", "21345.67", "1.006", "1e3", "12345678901.2", "-5", "0.1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		scan := &scanner{data: []byte(s)}
		got := scan.value()
		if scan.fault != "" || got.kind != number || string(got.raw) != s {
			return
		}
		if n, ok := plain(got, 2); ok {
			if want, err := measure.ParseLitres(s); err != nil || int64(want) != n {
				t.Fatalf("%s: %d, want %d %v", s, n, want, err)
			}
		}
		if n, ok := plain(got, 0); ok {
			if want, err := measure.ParseFen(s); err != nil || int64(want) != n {
				t.Fatalf("%s: %d fen, want %d %v", s, n, want, err)
			}
		}
	})
}

// FuzzRead: nothing that comes in makes it panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte(example))
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	st := lc0001(f)
	f.Fuzz(func(t *testing.T, payload []byte) {
		b, refused := Read(payload, st, at)
		if b.Boot == "" && len(refused) != 1 {
			t.Fatalf("%q: %v", payload, refused)
		}
		for _, r := range refused {
			if r.Reason == "" || r.Detail == "" || len(r.Excerpt) > MaxExcerpt {
				t.Fatalf("%q: %+v", payload, r)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	tank := `{"tank":"1","levelMm":1834.2,"volumeL":21345.67,"volume20L":21290.11,"temperatureC":14.3,"waterMm":0.0,"waterL":0}`
	payload := []byte(`{"boot":"b7f3c0","seq":1042,"time":"2026-03-01T08:00:00.000Z","tanks":[` + strings.Repeat(tank+",", 9) + tank + `]}`)
	st, at := lc0001(b), time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		if out, refused := Read(payload, st, at); len(out.Tanks) != 10 {
			b.Fatal(refused)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10, "ns/reading")
}
