package notice_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"commandhub/ent/contact"
	"commandhub/server/app"
	"commandhub/server/notice"
	"commandhub/server/store/storetest"
)

func TestTheStartOfAResponseTellsEachUnitOnceAndShowsWhomItCannotReach(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address, nil)
		d.contact("TRADE", contact.KindHEAD, "Head", "13800000003", "")
		d.contact("TRADE", contact.KindDUTY_PHONE, "Duty room", "0999-1234567", "")
		d.contact("HARBOUR", contact.KindHEAD, "Owner", "13800000009", "")
		id := d.fire()
		if n := d.notices(id); len(n) != 0 {
			t.Fatalf("an incident without a response is told: %+v", n)
		}
		d.start(id)
		d.until("the duty room is called", func() bool {
			return len(d.took()) == 2 && d.of(id, "海星县商务局")[0].State == "SENT" && d.of(id, "东岛加油站")[0].State == "SENT"
		})
		all := d.notices(id)
		if len(all) != 1 || all[0].Kind != "RESPONSE" || *all[0].AnswerWithinMin != 10 || !strings.Contains(all[0].Text, "较大") || !strings.Contains(all[0].Text, "Ⅱ级") || !strings.Contains(all[0].Text, "00:50") {
			t.Fatalf("%+v", all)
		}
		// Two groups with five places: the bureau is in both, the township too; the station
		// is told by its owner's contact, the line bureau is known to no register.
		if got, want := units(all[0].Sendings), "海星县商务局 SENT, 无名局 UNREACHABLE, 东岛镇 UNREACHABLE, 东岛加油站 SENT"; got != want {
			t.Errorf("told are\n\t%s, want\n\t%s", got, want)
		}
		for _, s := range all[0].Sendings[1:3] {
			if s.Problem == "" || s.Channel != "NONE" {
				t.Errorf("why %s is not reached is not told: %+v", s.Unit, s)
			}
		}
		if m := d.took()[slices.IndexFunc(d.took(), func(m notice.Outgoing) bool { return m.Channel == "VOICE" })]; m.To != "0999-1234567" || m.Channel != "VOICE" || m.Text != all[0].Text || m.ReplyBy == nil {
			t.Errorf("the gateway got %+v", m)
		}
		log := ask[struct {
			Incident struct {
				Log struct {
					Entries []struct{ Action, After string }
				}
			}
		}](d, `query($id:ID!){incident(id:$id){log(first:50){entries{action after}}}}`, map[string]any{"id": id})
		for _, e := range log.Incident.Log.Entries {
			if strings.Contains(e.After, "1234567") || strings.Contains(e.After, "13800000003") {
				t.Errorf("the log holds a number: %s", e.After)
			}
			if e.Action == "incident.response-started" && !strings.Contains(e.After, `"unreachable":2`) {
				t.Errorf("the log does not say whom the start could not reach: %s", e.After)
			}
		}
	})
}

func TestWhatIsNotAnsweredGoesOnOnceThoughTwoHubsWatchAndThenItIsTold(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address, nil)
		anotherHub(d)
		d.contact("TRADE", contact.KindDUTY_PHONE, "Duty room", "0999-1234567", "")
		d.contact("TRADE", contact.KindHEAD, "Head", "13800000003", "")
		id := d.fire()
		d.start(id)
		const unit = "海星县商务局"
		d.until("the duty room is called", func() bool { return len(d.took()) == 1 && d.of(id, unit)[0].State == "SENT" })
		d.clock.Advance(9 * time.Minute)
		d.relogin()
		if rows := d.of(id, unit); len(rows) != 1 {
			t.Fatalf("it went on before its time: %+v", rows)
		}
		d.clock.Advance(time.Minute)
		d.until("the head is told", func() bool { return len(d.took()) == 2 && d.of(id, unit)[1].State == "SENT" })
		rows := d.of(id, unit)
		if rows[0].PassedOnAt == nil || rows[1].PassedFrom == nil || rows[1].PassedFrom.ID != rows[0].ID || rows[1].Channel != "SMS" {
			t.Errorf("%+v", rows)
		}
		d.clock.Advance(10 * time.Minute)
		d.relogin()
		d.until("that nobody is left is told", func() bool { return len(d.of(id, unit)) == 3 })
		if rows = d.of(id, unit); rows[2].State != "UNREACHABLE" || rows[2].Problem == "" {
			t.Errorf("%+v", rows[2])
		}
		d.clock.Advance(time.Hour)
		d.relogin()
		d.clock.Advance(2 * time.Second)
		if rows = d.of(id, unit); len(rows) != 3 || len(d.took()) != 2 {
			t.Errorf("it goes on for ever: %s, %d calls", units(rows), len(d.took()))
		}
	})
}

func TestAnAnswerStopsPassingOnWhoeverOfTheUnitGivesIt(t *testing.T) {
	d := openDesk(t, sqlite(t), nil)
	d.contact("TRADE", contact.KindDUTY_PHONE, "Duty room", "0999-1234567", "")
	d.contact("TRADE", contact.KindHEAD, "Head", "13800000003", "")
	id := d.fire()
	d.start(id)
	const unit = "海星县商务局"
	d.until("the duty room is called", func() bool { return len(d.took()) == 1 && d.of(id, unit)[0].State == "SENT" })
	d.clock.Advance(10 * time.Minute)
	d.relogin()
	d.until("the head is told", func() bool { return len(d.of(id, unit)) == 2 && d.of(id, unit)[1].State == "SENT" })
	first := d.of(id, unit)[0]
	enter := func(version int, answer string) (out []struct{ Field, Code string }) {
		return ask[struct {
			EnterAnswer struct {
				UserErrors []struct{ Field, Code string }
			}
		}](d, `mutation($in:EnterAnswerInput!){enterAnswer(input:$in){userErrors{field code}}}`, map[string]any{"in": map[string]any{
			"sending": first.ID, "version": version, "answer": answer, "idempotencyKey": fmt.Sprint(version, answer),
		}}).EnterAnswer.UserErrors
	}
	if got := enter(first.Version, " "); len(got) != 1 || got[0].Field != "input.answer" {
		t.Errorf("an empty answer: %+v", got)
	}
	if got := enter(first.Version-1, "On the way"); len(got) != 1 || got[0].Code != "CONFLICT" {
		t.Errorf("an answer to what was changed in between: %+v", got)
	}
	if got := enter(first.Version, "On the way"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	if got := d.of(id, unit)[0]; got.State != "ANSWERED" || got.Answer != "On the way" || got.AnswerEnteredBy == "" {
		t.Errorf("%+v", got)
	}
	d.clock.Advance(30 * time.Minute)
	d.relogin()
	d.until("time passes", func() bool {
		d.clock.Advance(time.Second)
		return d.clock.Now().Sub(time.Date(2026, 3, 1, 19, 31, 0, 0, time.UTC)) > 0
	})
	if rows := d.of(id, unit); len(rows) != 2 {
		t.Errorf("it was passed on though the unit has answered: %s", units(rows))
	}
}

func TestAGatewayThatIsAwayLosesNothingAndOneThatRefusesPassesOn(t *testing.T) {
	d := openDesk(t, sqlite(t), nil)
	d.contact("TRADE", contact.KindDUTY_PHONE, "Duty room", "0999-1234567", "")
	d.contact("TRADE", contact.KindHEAD, "Head", "13800000003", "")
	id := d.fire()
	d.answers(http.StatusBadGateway)
	d.start(id)
	const unit = "海星县商务局"
	d.until("it was tried twice", func() bool { return d.of(id, unit)[0].Attempts >= 2 })
	if s := d.of(id, unit)[0]; s.State != "QUEUED" || !strings.Contains(s.Problem, "502") {
		t.Errorf("%+v", s)
	}
	d.answers(0)
	d.until("the gateway is back", func() bool { return d.of(id, unit)[0].State == "SENT" })
	if s := d.of(id, unit)[0]; len(d.took()) != 1 || s.Problem != "" {
		t.Errorf("%d calls, %+v", len(d.took()), s)
	}

	d.answers(http.StatusUnprocessableEntity)
	ask[any](d, `mutation($in:SendNoticeInput!){sendNotice(input:$in){userErrors{message}}}`, map[string]any{"in": map[string]any{
		"incident": id, "text": "请报告人数", "groups": d.groups(id), "idempotencyKey": "m",
	}})
	d.until("all of the unit were refused", func() bool { return len(d.of(id, unit)) == 3 })
	if got := units(d.of(id, unit)); got != unit+" FAILED, "+unit+" FAILED, "+unit+" UNREACHABLE" {
		t.Errorf("%s", got)
	}
}

func TestInExerciseNothingLeavesTheHub(t *testing.T) {
	d := openDesk(t, sqlite(t), func(o *app.Options) { o.Exercise = true })
	d.contact("TRADE", contact.KindDUTY_PHONE, "Duty room", "0999-1234567", "")
	id := d.fire()
	d.start(id)
	d.until("it is written to the file", func() bool { return d.of(id, "海星县商务局")[0].State == "SENT" })
	n := d.notices(id)[0]
	if !n.Exercise || !strings.HasPrefix(n.Text, "【演练】") || len(d.took()) != 0 {
		t.Errorf("%+v, and the gateway got %d", n, len(d.took()))
	}
	line, err := os.ReadFile(d.file())
	if err != nil || strings.Count(string(line), "\n") != 1 || !strings.Contains(string(line), "【演练】") {
		t.Errorf("%s %v", line, err)
	}
	if info, err := os.Stat(d.file()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others on the machine read it: %v %v", info.Mode(), err)
	}
}

func TestReceiptsAreTakenSignedOnceAndInAnyOrder(t *testing.T) {
	d := openDesk(t, sqlite(t), nil)
	d.contact("TRADE", contact.KindDUTY_PHONE, "Duty room", "0999-1234567", "")
	id := d.fire()
	d.start(id)
	const unit = "海星县商务局"
	d.until("the duty room is called", func() bool { return len(d.took()) == 1 && d.of(id, unit)[0].State == "SENT" })
	now := d.clock.Now().UTC().Format(time.RFC3339)
	post := func(at time.Time, key, body string) (int, string) {
		mac := hmac.New(sha256.New, []byte(key))
		second := fmt.Sprint(at.Unix())
		mac.Write([]byte(second + "." + body))
		status, _, answer := d.hub.Stranger().Exchange(t, http.MethodPost, "/api/v1/notices/receipts",
			http.Header{"Hub-Time": {second}, "Hub-Signature": {hex.EncodeToString(mac.Sum(nil))}}, body)
		return status, answer
	}
	receipt := func(state, answer string) string {
		b, _ := json.Marshal([]map[string]any{{"reference": "gw-0999-1234567", "state": state, "at": now, "answer": answer}})
		return string(b)
	}
	for name, c := range map[string]struct {
		at   time.Time
		key  string
		body string
		want int
	}{
		"signed by another":  {d.clock.Now(), "other", receipt("delivered", ""), http.StatusUnauthorized},
		"six minutes old":    {d.clock.Now().Add(-6 * time.Minute), secret, receipt("delivered", ""), http.StatusUnauthorized},
		"six minutes ahead":  {d.clock.Now().Add(6 * time.Minute), secret, receipt("delivered", ""), http.StatusUnauthorized},
		"no list":            {d.clock.Now(), secret, `{"state":"read"}`, http.StatusBadRequest},
		"an empty list":      {d.clock.Now(), secret, `[]`, http.StatusBadRequest},
		"half of a document": {d.clock.Now(), secret, `[{"state":`, http.StatusBadRequest},
	} {
		if status, answer := post(c.at, c.key, c.body); status != c.want {
			t.Errorf("%s: %d %s", name, status, answer)
		}
	}
	for name, body := range map[string]string{
		"an unknown state":     receipt("arrived", ""),
		"an unknown sending":   `[{"reference":"none","state":"read","at":"` + now + `"}]`,
		"no name":              `[{"state":"read","at":"` + now + `"}]`,
		"of the year 2099":     `[{"reference":"gw-0999-1234567","state":"read","at":"2099-01-01T00:00:00Z"}]`,
		"before the notice":    `[{"reference":"gw-0999-1234567","state":"read","at":"2026-02-01T00:00:00Z"}]`,
		"an empty answer":      receipt("answered", " "),
		"an answer of a novel": receipt("answered", strings.Repeat("long ", 200)),
	} {
		if status, answer := post(d.clock.Now(), secret, body); status != http.StatusOK || !strings.Contains(answer, `"kept":false,"problem":"`) {
			t.Errorf("%s: %d %s", name, status, answer)
		}
	}
	if s := d.of(id, unit)[0]; s.State != "SENT" {
		t.Fatalf("something was half kept: %+v", s)
	}
	for _, step := range [][3]string{{"read", "", "READ"}, {"delivered", "", "READ"}, {"answered", "收到", "ANSWERED"}, {"answered", "again", "ANSWERED"}, {"failed", "", "ANSWERED"}, {"delivered", "", "ANSWERED"}} {
		status, answer := post(d.clock.Now(), secret, receipt(step[0], step[1]))
		if s := d.of(id, unit)[0]; status != http.StatusOK || !strings.Contains(answer, `"kept":true`) || s.State != step[2] {
			t.Errorf("%v: %d %s %+v", step, status, answer, s)
		}
	}
	if s := d.of(id, unit)[0]; s.Answer != "收到" || s.AnswerEnteredBy != "" {
		t.Errorf("a repeated receipt changed the answer: %+v", s)
	}
}

func TestAMessageIsRefusedByTheFieldThatIsWrong(t *testing.T) {
	d := openDesk(t, sqlite(t), nil)
	id := d.fire()
	d.start(id)
	unit := ask[struct {
		Station struct{ Owner struct{ ID string } }
	}](d, `{station(code:"HX-1"){owner{id}}}`, nil).Station.Owner.ID
	for field, in := range map[string]map[string]any{
		"input.text":            {"text": " ", "organisations": []string{unit}},
		"input.organisations":   {"text": "x"},
		"input.groups":          {"text": "x", "groups": []string{"1"}},
		"input.answerWithinMin": {"text": "x", "organisations": []string{unit}, "answerWithinMin": 0},
	} {
		in["incident"], in["idempotencyKey"] = id, field
		got := ask[struct {
			SendNotice struct {
				UserErrors []struct{ Field, Message string }
			}
		}](d, `mutation($in:SendNoticeInput!){sendNotice(input:$in){userErrors{field message}}}`, map[string]any{"in": in}).SendNotice.UserErrors
		if len(got) != 1 || got[0].Field != field {
			t.Errorf("%s: %+v", field, got)
		}
	}
	if n := d.notices(id); len(n) != 1 {
		t.Errorf("something was half written: %+v", n)
	}
}
