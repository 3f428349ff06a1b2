package contact_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// office is a hub with somebody who files contacts, and somebody who only reads them.
type office struct {
	t             *testing.T
	hub           *servertest.Hub
	clock         *clockwork.FakeClock
	officer, lead *servertest.Client
	units         map[string]string // ids by code
	keys          int
}

func openOffice(t *testing.T, database string) *office {
	o := &office{t: t, clock: clockwork.NewFakeClockAt(time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)), units: map[string]string{}}
	o.hub = servertest.Start(t, app.Options{Database: database, Clock: o.clock})
	o.officer = o.hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	o.lead = o.hub.Person(t, "lead", app.NewPerson{Role: "GROUP_LEAD"})
	for _, u := range o.book() {
		o.units[u.Organisation.Code] = u.Organisation.ID
	}
	return o
}

type way struct {
	ID, Kind, Name, Phone, Email, Means string
	Rank, Version                       int
	CheckedAt, RetiredAt                *time.Time
}

const ofWay = `id kind name phone email means rank version checkedAt retiredAt`

type unit struct {
	Organisation struct{ ID, Code string }
	Bound        bool
	Article      string
	Contacts     []way
	Unfiled      []string
}

func (o *office) book() []unit {
	o.t.Helper()
	var data struct{ ContactBook []unit }
	if errs := o.officer.Query(o.t, &data, `{contactBook{organisation{id code} bound article unfiled contacts{`+ofWay+`}}}`, nil); errs != nil {
		o.t.Fatal(errs)
	}
	return data.ContactBook
}

func (o *office) unit(code string) unit {
	o.t.Helper()
	for _, u := range o.book() {
		if u.Organisation.Code == code {
			return u
		}
	}
	o.t.Fatalf("there is no %s", code)
	return unit{}
}

type problem struct{ Field, Code, Message string }

func (o *office) act(mutation, kind string, input map[string]any) (way, []problem) {
	o.t.Helper()
	o.keys++
	in := map[string]any{"idempotencyKey": fmt.Sprint("k", o.keys)}
	for k, v := range input {
		in[k] = v
	}
	var data map[string]struct {
		UserErrors []problem
		Contact    way
	}
	query := fmt.Sprintf(`mutation($in:%s!){%s(input:$in){userErrors{field code message} contact{%s}}}`, kind, mutation, ofWay)
	if errs := o.officer.Query(o.t, &data, query, map[string]any{"in": in}); errs != nil {
		o.t.Fatalf("%s: %+v", mutation, errs)
	}
	return data[mutation].Contact, data[mutation].UserErrors
}

func (o *office) keep(input map[string]any) (way, []problem) {
	o.t.Helper()
	return o.act("keepContact", "KeepContactInput", input)
}

func (o *office) kept(input map[string]any) way {
	o.t.Helper()
	got, problems := o.keep(input)
	if len(problems) > 0 {
		o.t.Fatalf("%v: %+v", input, problems)
	}
	return got
}

func TestAUnitIsCompleteOnceEachKindIsFiled(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		o := openOffice(t, address)
		if u := o.unit("TRADE"); !u.Bound || u.Article != "§6.7" || !slices.Equal(u.Unfiled, []string{"DUTY_PHONE", "BACKUP", "HEAD"}) {
			t.Errorf("%+v", u)
		}
		if u := o.unit("HARBOUR"); u.Bound || len(u.Unfiled) != 0 {
			t.Errorf("an owner of stations owes contacts: %+v", u)
		}
		trade := o.units["TRADE"]
		o.kept(map[string]any{"organisation": trade, "kind": "HEAD", "name": "The head", "email": "head@example.org"})
		o.kept(map[string]any{"organisation": trade, "kind": "DUTY_PHONE", "rank": 1, "name": "Second", "phone": "0356 6202001"})
		o.kept(map[string]any{"organisation": trade, "kind": "DUTY_PHONE", "name": "Duty room", "phone": "0356 6202000"})
		if u := o.unit("TRADE"); !slices.Equal(u.Unfiled, []string{"BACKUP"}) {
			t.Errorf("%+v", u)
		}
		backup := o.kept(map[string]any{"organisation": trade, "kind": "BACKUP", "name": "Radio", "means": "channel 3"})
		u := o.unit("TRADE")
		names := []string{}
		for _, c := range u.Contacts {
			names = append(names, c.Name)
		}
		if len(u.Unfiled) != 0 || !slices.Equal(names, []string{"Duty room", "Second", "Radio", "The head"}) {
			t.Errorf("%v, called as %v", u.Unfiled, names)
		}
		if _, problems := o.act("retireContact", "ContactStepInput", map[string]any{"contact": backup.ID, "version": 1}); len(problems) > 0 {
			t.Fatal(problems)
		}
		if u := o.unit("TRADE"); !slices.Equal(u.Unfiled, []string{"BACKUP"}) || len(u.Contacts) != 3 {
			t.Errorf("what was retired counts: %+v", u)
		}
	})
}

func TestAContactIsRefusedAtTheFieldThatIsWrong(t *testing.T) {
	o := openOffice(t, "")
	for name, c := range map[string]struct {
		field string
		more  map[string]any
	}{
		"a phone":                        {"", map[string]any{"phone": "+86 356 6202000"}},
		"an address":                     {"", map[string]any{"email": "duty@example.org"}},
		"other means":                    {"", map[string]any{"means": "channel 3"}},
		"no way at all":                  {"input.phone", map[string]any{"phone": " ", "email": "", "means": ""}},
		"words for a number":             {"input.phone", map[string]any{"phone": "ask the gate"}},
		"a number of 4 digits":           {"input.phone", map[string]any{"phone": "1234"}},
		"a number of 5 digits":           {"", map[string]any{"phone": "12345"}},
		"a number of 32 characters":      {"input.phone", map[string]any{"phone": strings.Repeat("1", 32)}},
		"a number of 31 characters":      {"", map[string]any{"phone": strings.Repeat("1", 31)}},
		"an address that is none":        {"input.email", map[string]any{"email": "duty.example.org"}},
		"an address with a name":         {"input.email", map[string]any{"email": "Duty <duty@example.org>"}},
		"two addresses":                  {"input.email", map[string]any{"email": "a@example.org, b@example.org"}},
		"an address with a line's end":   {"input.email", map[string]any{"email": "a@example.org\r\nBcc: b@example.org"}},
		"nobody":                         {"input.name", map[string]any{"name": " ", "phone": "12345"}},
		"a place before the first":       {"input.rank", map[string]any{"rank": -1, "phone": "12345"}},
		"the last place":                 {"", map[string]any{"rank": 99, "phone": "12345"}},
		"a place beyond the last":        {"input.rank", map[string]any{"rank": 100, "phone": "12345"}},
		"a unit that is none":            {"input.organisation", map[string]any{"organisation": "4294967295", "phone": "12345"}},
		"a station's owner may file too": {"", map[string]any{"organisation": o.units["HARBOUR"], "phone": "12345"}},
	} {
		in := map[string]any{"organisation": o.units["TRADE"], "kind": "DUTY_PHONE", "name": "Duty room"}
		for k, v := range c.more {
			in[k] = v
		}
		_, problems := o.keep(in)
		if c.field == "" && len(problems) > 0 || c.field != "" && (len(problems) != 1 || problems[0].Field != c.field) {
			t.Errorf("%s: %+v, want %q", name, problems, c.field)
		}
	}
}

func TestACheckHoldsUntilTheWayChanges(t *testing.T) {
	o := openOffice(t, "")
	in := map[string]any{"organisation": o.units["TRADE"], "kind": "DUTY_PHONE", "name": "Duty room", "phone": "0356 6202000"}
	row := o.kept(in)
	step := func(version int) map[string]any { return map[string]any{"contact": row.ID, "version": version} }
	checked, problems := o.act("checkContact", "ContactStepInput", step(1))
	if len(problems) > 0 || checked.CheckedAt == nil || !checked.CheckedAt.Equal(o.clock.Now()) {
		t.Fatalf("%+v %+v", checked, problems)
	}
	change := map[string]any{"contact": row.ID, "version": 2, "name": "The duty room"}
	for k, v := range in {
		if _, has := change[k]; !has {
			change[k] = v
		}
	}
	if got := o.kept(change); got.CheckedAt == nil {
		t.Error("a new name takes the check back")
	}
	change["version"], change["phone"] = 3, "0356 6202009"
	if got := o.kept(change); got.CheckedAt != nil {
		t.Error("a new number counts as checked")
	}
	if now, problems := o.keep(change); len(problems) != 1 || problems[0].Code != "CONFLICT" || now.Version != 4 {
		t.Errorf("%+v %+v", problems, now)
	}
	if _, problems := o.act("checkContact", "ContactStepInput", step(3)); len(problems) != 1 || problems[0].Code != "CONFLICT" {
		t.Errorf("%+v", problems)
	}
	change["version"], change["organisation"] = 4, o.units["HARBOUR"]
	if _, problems := o.keep(change); len(problems) != 1 || problems[0].Field != "input.organisation" {
		t.Errorf("%+v", problems)
	}
	if _, problems := o.act("retireContact", "ContactStepInput", step(4)); len(problems) > 0 {
		t.Error(problems)
	}
	for _, mutation := range []string{"checkContact", "retireContact"} {
		if _, problems := o.act(mutation, "ContactStepInput", step(5)); len(problems) != 1 || problems[0].Field != "input.contact" {
			t.Errorf("%s: %+v", mutation, problems)
		}
	}
}

func TestNumbersAreForHoldersOfTheirRightAndNotInTheTimeline(t *testing.T) {
	o := openOffice(t, "")
	row := o.kept(map[string]any{"organisation": o.units["TRADE"], "kind": "HEAD", "name": "The head", "phone": "0356 6202000", "email": "head@example.org", "means": "satellite 881"})
	o.act("checkContact", "ContactStepInput", map[string]any{"contact": row.ID, "version": 1})
	_, body := o.officer.Post(t, "/graphql", map[string]any{"query": `{eventsAfter(first:100){entries{action before after}}}`})
	if !strings.Contains(body, "contact.kept") || !strings.Contains(body, "contact.checked") {
		t.Errorf("the timeline says %s", body)
	}
	for _, word := range []string{"6202000", "head@example.org", "satellite"} {
		if strings.Contains(body, word) {
			t.Errorf("the timeline says %q", word)
		}
	}
	// Who may not see them is told of the organisation all the same.
	var data struct {
		Stations struct {
			Edges []struct {
				Node struct {
					Owner struct {
						Name     string
						Contacts []way
					}
				}
			}
		}
	}
	auditor := o.hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
	errs := auditor.Query(t, &data, `{stations(first:1){edges{node{owner{name contacts{phone}}}}}}`, nil)
	if len(errs) != 1 || errs[0].Extensions["scope"] != "contact:read" || len(data.Stations.Edges) != 1 || data.Stations.Edges[0].Node.Owner.Name == "" || data.Stations.Edges[0].Node.Owner.Contacts != nil {
		t.Errorf("%+v %+v", errs, data)
	}
	for query, scope := range map[string]string{
		`{contacts{id}}`: "contact:read", `{contactBook{bound}}`: "contact:read",
		`mutation{checkContact(input:{contact:"` + row.ID + `",version:2,idempotencyKey:"x"}){contact{id}}}`: "contact:write",
	} {
		if errs := auditor.Query(t, nil, query, nil); len(errs) != 1 || errs[0].Extensions["scope"] != scope {
			t.Errorf("%s: %+v", query, errs)
		}
	}
	var found struct{ Node *struct{ ID string } }
	if errs := auditor.Query(t, &found, `query($i:ID!){node(id:$i){id}}`, map[string]any{"i": row.ID}); found.Node != nil || len(errs) == 0 {
		t.Errorf("found by its id: %+v %+v", found, errs)
	}
	// Who leads at a scene, at the desk or by phone, calls them and changes none.
	o.hub.Person(t, "leader", app.NewPerson{Role: "FIELD_LEADER"})
	for who, client := range map[string]*servertest.Client{
		"a group's lead": o.lead, "a township": o.hub.Person(t, "township", app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: "999901001"}),
		"a phone": o.hub.Phone(t, o.hub.Operator(t), "leader"),
	} {
		var book struct{ Contacts []way }
		if errs := client.Query(t, &book, `{contacts{phone}}`, nil); errs != nil || len(book.Contacts) != 1 || book.Contacts[0].Phone != "0356 6202000" {
			t.Errorf("%s calls %+v: %+v", who, book, errs)
		}
		if errs := client.Query(t, nil, `mutation{checkContact(input:{contact:"`+row.ID+`",version:2,idempotencyKey:"y"}){contact{id}}}`, nil); len(errs) != 1 || errs[0].Extensions["scope"] != "contact:write" {
			t.Errorf("%s changes them: %+v", who, errs)
		}
	}
}

func TestAFileOfContactsIsTakenWholeOrNotAtAll(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		o := openOffice(t, address)
		file := func(lines ...string) string {
			path := filepath.Join(t.TempDir(), "contacts.csv")
			if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
		const header = "organisation,kind,rank,name,phone,email,means"
		for name, c := range map[string]struct {
			lines []string
			want  string
		}{
			"no header":        {[]string{"TRADE,DUTY_PHONE,0,Duty room,0356 6202000,,"}, "line 1"},
			"an unknown unit":  {[]string{header, "TRADE,DUTY_PHONE,0,Duty room,0356 6202000,,", "MOON,HEAD,0,x,0356 6202000,,"}, "line 3: organisation"},
			"a bad number":     {[]string{header, "TRADE,DUTY_PHONE,0,Duty room,gate,,"}, "line 2: phone"},
			"a bad place":      {[]string{header, "TRADE,DUTY_PHONE,first,Duty room,0356 6202000,,"}, "line 2: rank"},
			"a missing column": {[]string{header, "TRADE,DUTY_PHONE,0,Duty room"}, "line 2"},
			"a place twice":    {[]string{header, "TRADE,DUTY_PHONE,0,a,0356 6202000,,", "TRADE,DUTY_PHONE,0,b,0356 6202000,,"}, "line 3: rank"},
			"nothing":          {[]string{header}, "no contact"},
		} {
			_, err := o.hub.ImportContacts(t.Context(), file(c.lines...))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v, want %q", name, err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "6202000") {
				t.Errorf("%s: the error tells a number: %v", name, err)
			}
			if u := o.unit("TRADE"); len(u.Contacts) != 0 {
				t.Fatalf("%s: half of it was taken: %+v", name, u.Contacts)
			}
		}
		fine := file("\ufeff"+header, "TRADE,DUTY_PHONE,0,Duty room,0356 6202000,,", "TRADE,HEAD,0,The head,,head@example.org,", "OFFICE,BACKUP,0,Radio,,,channel 3")
		if n, err := o.hub.ImportContacts(t.Context(), fine); err != nil || n != 3 {
			t.Fatalf("%d %v", n, err)
		}
		if n, err := o.hub.ImportContacts(t.Context(), fine); err != nil || n != 0 {
			t.Errorf("the same again changes %d: %v", n, err)
		}
		if n, err := o.hub.ImportContacts(t.Context(), file(header, "TRADE,DUTY_PHONE,0,Duty room,0356 6202009,,")); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
		if u := o.unit("TRADE"); len(u.Contacts) != 2 || u.Contacts[0].Phone != "0356 6202009" || u.Contacts[0].Version != 2 {
			t.Errorf("%+v", u.Contacts)
		}
	})
}
