package export_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/xuri/excelize/v2"

	"commandhub/server/app"
	"commandhub/server/export"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

var now = time.Date(2026, 3, 1, 20, 30, 0, 0, time.UTC) // 02:30 of the next day in the county

func get(t *testing.T, who *servertest.Client, path string) (int, http.Header, string) {
	t.Helper()
	return who.Exchange(t, http.MethodGet, "/api/v1/exports/"+path, http.Header{}, "")
}

// lines are those of a CSV file; it fails where that is none.
func lines(t *testing.T, who *servertest.Client, path string) [][]string {
	t.Helper()
	status, header, body := get(t, who, path)
	if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "text/csv") || !strings.HasPrefix(body, "\ufeff") || strings.Count(body, "\n") != strings.Count(body, "\r\n") {
		t.Fatalf("%s: %d %s %q", path, status, header, body)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryListComesInBothFormsAndLanguages(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{
			Database: address, Clock: clockwork.NewFakeClockAt(now), Quota: func(viewer.Viewer) int { return 1_000_000 },
		})
		admin, officer := hub.Person(t, "admin", app.NewPerson{Role: "SYSTEM_ADMINISTRATOR"}), hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
		incident := openIncident(t, officer)
		for _, table := range export.Tables {
			who := officer
			if table.Name == "installations" {
				who = admin
			}
			for _, lang := range []string{"zh", "en"} {
				header := lines(t, who, table.Name+".csv?lang="+lang)[0]
				if len(header) == 0 || slices.Contains(header, "") {
					t.Errorf("%s in %s: %q", table.Name, lang, header)
				}
				status, _, body := get(t, who, table.Name+".xlsx?lang="+lang)
				if status != http.StatusOK {
					t.Fatalf("%s: %d %s", table.Name, status, body)
				}
				book, err := excelize.OpenReader(strings.NewReader(body))
				if err != nil {
					t.Fatal(err)
				}
				sheets := book.GetSheetList()
				rows, err := book.GetRows(sheets[1])
				if err != nil || len(sheets) != 2 || !slices.Equal(rows[0], header) {
					t.Errorf("%s in %s: %v %q, as CSV %q: %v", table.Name, lang, sheets, rows[0], header, err)
				}
				_ = book.Close()
			}
		}
		for _, name := range []string{"tasks", "clocks", "casualties", "incidents"} {
			if got := lines(t, officer, name+".csv?incident="+incident); name != "tasks" && len(got) < 3 {
				t.Errorf("%s of the incident: %q", name, got)
			}
			if got := lines(t, officer, name+".csv?incident=1"); len(got) != 2 {
				t.Errorf("%s of another incident: %q", name, got)
			}
		}
	})
}

func openIncident(t *testing.T, officer *servertest.Client) string {
	t.Helper()
	var data struct {
		OpenIncident struct {
			Incident   struct{ ID string }
			UserErrors []struct{ Field, Message string }
		}
	}
	errs := officer.Query(t, &data, `mutation($in:OpenIncidentInput!){openIncident(input:$in){incident{id} userErrors{field message}}}`, map[string]any{"in": map[string]any{
		"facts":  map[string]any{"title": "=HYPERLINK(\"http://x\")", "kind": "FIRE", "station": "HX-1", "heardAt": now, "occurredAt": now.Add(-time.Hour)},
		"counts": map[string]any{"deaths": 1}, "idempotencyKey": "fire",
	}})
	if errs != nil || len(data.OpenIncident.UserErrors) > 0 {
		t.Fatalf("%+v %+v", errs, data)
	}
	return data.OpenIncident.Incident.ID
}

func TestAWorkbookHoldsDatesNumbersAndWhatHasToBeSaid(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	officer := hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	openIncident(t, officer)
	status, header, body := get(t, officer, "incidents.xlsx?lang=en&columns=incident,title,grade,heardAt,deaths,trapped&search=HYPERLINK")
	if status != http.StatusOK || !strings.Contains(header.Get("Content-Disposition"), "Haixing_County-Incidents-20260302-0230.xlsx") {
		t.Fatalf("%d %s", status, header)
	}
	book, err := excelize.OpenReader(bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for cell, want := range map[string]string{
		"A1": "Incident", "B2": `=HYPERLINK("http://x")`, "C2": "Undetermined", "D1": "Heard (Asia/Urumqi)", "D2": "2026-03-02 02:30:00", "E2": "1", "F2": "",
	} {
		if got, _ := book.GetCellValue("Data", cell); got != want && cell != "C2" {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if formula, _ := book.GetCellFormula("Data", "B2"); formula != "" {
		t.Errorf("a text became the formula %q", formula)
	}
	for cell, want := range map[string]excelize.CellType{"B2": excelize.CellTypeInlineString, "D2": excelize.CellTypeUnset, "E2": excelize.CellTypeUnset} {
		if got, _ := book.GetCellType("Data", cell); got != want {
			t.Errorf("%s is of type %d, want %d", cell, got, want)
		}
	}
	if raw, _ := book.GetCellValue("Data", "D2", excelize.Options{RawCellValue: true}); !strings.HasPrefix(raw, "46083.10416") { // days since 1900
		t.Errorf("the date is %q", raw)
	}
	if panes, err := book.GetPanes("Data"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%+v %v", panes, err)
	}
	about, _ := book.GetRows("About")
	said := fmt.Sprint(about)
	for _, want := range []string{"[County Haixing County]", "[Exercise no]", "[List Incidents]", "[Exported by officer]", "2026-03-02 02:30:00 (Asia/Urumqi)", "[Filters Search: HYPERLINK]", "[Rows 1]"} {
		if !strings.Contains(said, want) {
			t.Errorf("the first sheet lacks %q: %s", want, said)
		}
	}
}

func TestATextIsNoFormulaInCSV(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	officer := hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	openIncident(t, officer)
	got := lines(t, officer, "incidents.csv?lang=en&columns=title,deaths")
	if got[1][0] != `'=HYPERLINK("http://x")` || got[1][1] != "1" {
		t.Errorf("%q", got)
	}
	if !strings.HasPrefix(got[2][0], "# County: Haixing County | Exercise: no") || got[2][1] != "" {
		t.Errorf("the last line says %q", got[2])
	}
}

func TestAFileHoldsWhatItsViewerMaySee(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	admin := hub.Person(t, "admin", app.NewPerson{Role: "SYSTEM_ADMINISTRATOR"})
	officer := hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	owner := hub.Person(t, "owner", app.NewPerson{Role: "ENTERPRISE_REPORTER", Organisation: "HARBOUR"})
	wall := hub.Wall(t)                                                                     // sees who is on duty, and no number
	if got := lines(t, admin, "installations.csv?columns=stationCode"); len(got) != 1+4+1 { // what was not begun too
		t.Errorf("%q", got)
	}
	if got := lines(t, owner, "installations.csv?columns=stationCode,equipment"); len(got) != 1+2+1 || got[1][0] != "HX-1" || got[2][0] != "HX-1" {
		t.Errorf("an owner has %q", got)
	}
	if got := lines(t, owner, "stations.csv?columns=stationCode"); len(got) != 3 || got[1][0] != "HX-1" {
		t.Errorf("an owner has %q", got)
	}
	roster := lines(t, wall, "shifts.csv?lang=en")
	if slices.Contains(roster[0], "Number or address") || !strings.Contains(roster[len(roster)-1][0], "withheld for want of a right: Number or address") {
		t.Errorf("%q", roster)
	}
	if got := lines(t, officer, "shifts.csv?lang=en"); !slices.Contains(got[0], "Number or address") {
		t.Errorf("%q", got)
	}
	for path, want := range map[string]int{
		"contacts.csv": http.StatusForbidden, "shifts.csv?columns=phone": http.StatusForbidden, "nothing.csv": http.StatusNotFound,
		"stations.pdf": http.StatusNotFound, "stations": http.StatusNotFound, "stations.csv?columns=x": http.StatusBadRequest,
		"stations.csv?lang=fr": http.StatusBadRequest, "stations.csv?state=BROKEN": http.StatusBadRequest, "stations.csv?colour=red": http.StatusBadRequest,
		"shifts.csv?since=yesterday": http.StatusBadRequest, "incidents.csv?incident=x": http.StatusBadRequest,
		"stations.csv?search=a&search=b": http.StatusBadRequest, "stations.csv?columns=area,area": http.StatusBadRequest,
	} {
		if status, _, body := get(t, wall, path); status != want || !strings.Contains(body, `"error"`) {
			t.Errorf("%s: %d %s, want %d", path, status, body, want)
		}
	}
	if status, _, _ := get(t, hub.Stranger(), "stations.csv"); status != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", status)
	}
}

func TestWhoTookPersonalDataIsRecorded(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	officer, auditor := hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"}), hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
	lines(t, officer, "contacts.csv?search=somebody")
	lines(t, officer, "contacts.csv?columns=unit")
	lines(t, officer, "stations.csv")
	_, body := auditor.Post(t, "/graphql", map[string]any{"query": `{eventsAfter(first:100){entries{action after actorName}}}`})
	if strings.Count(body, "export.made") != 1 || !strings.Contains(body, `\"table\":\"contacts\"`) || strings.Contains(body, "somebody") {
		t.Errorf("the audit trail says %s", body)
	}
}

func TestFilesArePaidFromTheQuota(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	officer := hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	for n := range 40 {
		status, header, body := get(t, officer, "stations.csv")
		if status == http.StatusTooManyRequests {
			if n < 20 || header.Get("Retry-After") == "" || !strings.Contains(body, "RATE_LIMITED") {
				t.Errorf("after %d: %s %s", n, header, body)
			}
			return
		}
	}
	t.Error("40 files in a minute")
}

func TestAFileHoldsTheColumnsInTheOrderInWhichTheyWereAskedFor(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	officer := hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"})
	if got := lines(t, officer, "stations.csv?lang=en&columns=owner,stationCode")[0]; !slices.Equal(got, []string{"Owner", "Station code"}) {
		t.Errorf("%q", got)
	}
}

// What the desk's lists are filtered by, their files are too.
func TestAFileIsFilteredAsTheDeskIs(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	officer, auditor := hub.Person(t, "officer", app.NewPerson{Role: "DUTY_OFFICER"}), hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
	other := hub.Person(t, "other", app.NewPerson{Role: "DUTY_OFFICER"})
	openIncident(t, officer)
	lines(t, other, "contacts.csv")
	rows := func(who *servertest.Client, path string) int { return len(lines(t, who, path)) - 2 }
	all := rows(officer, "stations.csv")
	for path, want := range map[string]int{
		"stations.csv?state=OPERATING,SUSPENDED,PLANNED,CLOSED": all, "stations.csv?state=CLOSED": 0,
		"incidents.csv?show=open": 1, "incidents.csv?show=ended": 0, "incidents.csv?show=all": 1, "incidents.csv?state=REPORTED,CLOSED": 1,
		"devices.csv?search=nothing-is-called-so": 0, "notices.csv?incident=1": 0,
	} {
		if got := rows(officer, path); got != want {
			t.Errorf("%s has %d rows, want %d", path, got, want)
		}
	}
	devices := rows(officer, "devices.csv")
	if got := rows(officer, "devices.csv?state=ISSUED") + rows(officer, "devices.csv?state=NONE,REVOKED"); got != devices || devices == 0 {
		t.Errorf("%d devices by the state of their credentials, of %d", got, devices)
	}
	if whole, parts := rows(officer, "contacts.csv"), rows(officer, "contacts.csv?show=bound")+rows(officer, "contacts.csv?show=others"); whole != parts {
		t.Errorf("%d contacts, of %d", parts, whole)
	}
	if got := rows(officer, "contacts.csv?show=lacking"); got > rows(officer, "contacts.csv?show=bound") {
		t.Errorf("%d contacts of units that lack some", got)
	}
	actions := func(path string) (out []string) {
		for _, l := range lines(t, auditor, "timeline.csv?columns=action,actor&"+path)[1:] {
			if l[1] != "" {
				out = append(out, l[0])
			}
		}
		return out
	}
	if got := actions("person=other"); !slices.Contains(got, "export.made") || slices.Contains(got, "incident.opened") {
		t.Errorf("what concerns a person: %q", got)
	}
	if got := actions("subject=Incident"); len(got) == 0 || slices.Contains(got, "export.made") {
		t.Errorf("what was done to incidents: %q", got)
	}
	if got := actions("subject=Incident,Access"); !slices.Contains(got, "export.made") {
		t.Errorf("what was done to incidents, or read: %q", got)
	}
	for path, field := range map[string]string{
		"stations.csv?state=OPERATING,BROKEN": "state", "stations.csv?area=1,,2": "area", "incidents.csv?show=late": "show", "timeline.csv?subject=a,a": "subject",
	} {
		who := officer
		if strings.HasPrefix(path, "timeline") {
			who = auditor
		}
		if status, _, body := get(t, who, path); status != http.StatusBadRequest || !strings.Contains(body, `"field":"`+field+`"`) {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
}

func TestWhoWasRefusedAFileIsRecorded(t *testing.T) {
	hub := servertest.Start(t, app.Options{Clock: clockwork.NewFakeClockAt(now)})
	wall, auditor := hub.Wall(t), hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"})
	for range 3 { // what comes again soon is counted, not told thrice
		if status, _, _ := get(t, wall, "contacts.csv"); status != http.StatusForbidden {
			t.Fatalf("contacts for a display: %d", status)
		}
	}
	if status, _, _ := get(t, wall, "stations.csv?columns=secret"); status != http.StatusBadRequest {
		t.Fatalf("a column that is not: %d", status)
	}
	rows := auditor.Subscribe(t, `subscription($a:Cursor){timeline(after:$a){action actorKind after}}`, map[string]any{"a": servertest.Beginning()})
	var told []string
	for len(told) < 2 {
		var item struct {
			Timeline struct{ Action, ActorKind, After string }
		}
		rows.Next(&item)
		if e := item.Timeline; e.Action == "export.refused" {
			told = append(told, e.ActorKind+" "+e.After)
		}
	}
	if !strings.HasPrefix(told[0], "WALL ") || !strings.Contains(told[0], `"scope":"contact:read"`) || !strings.Contains(told[1], `"parameter":"columns"`) {
		t.Errorf("the audit trail says %q", told)
	}
}
