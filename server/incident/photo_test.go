package incident_test

import (
	"encoding/json"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// dot is a picture of some size.
func dot(t *testing.T, width int) string {
	t.Helper()
	var b strings.Builder
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 1))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// upload sends a picture as somebody; it gives the status and what was answered.
func upload(t *testing.T, as *servertest.Client, id, key, query, body string) (int, map[string]any) {
	t.Helper()
	header := http.Header{}
	if key != "" {
		header.Set("Idempotency-Key", key)
	}
	status, _, text := as.Exchange(t, http.MethodPost, "/api/v1/incidents/"+id+"/photos?"+query, header, body)
	var out map[string]any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%d %s", status, text)
	}
	return status, out
}

func TestAPictureIsKeptOnceReadByWhoSeesTheIncidentAndWithdrawnForGood(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		d := openDesk(t, address)
		officer := d.people["DUTY_OFFICER"]
		id := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		other := must[incidentID](d, "DUTY_OFFICER", "openIncident", `incident{id}`, fire(nil)).ID
		task := must[incidentID](d, "DUTY_OFFICER", "giveTask", `task{id}`, map[string]any{"incident": id, "kind": "ORDER", "text": "Look", "owner": "Police"}).ID
		status, kept := upload(t, officer, id, "one", "task="+task+"&caption="+url.QueryEscape("北门"), dot(t, 3))
		if status != http.StatusCreated {
			t.Fatalf("%d %v", status, kept)
		}
		if status, again := upload(t, officer, id, "one", "", dot(t, 3)); status != http.StatusCreated || again["id"] != kept["id"] {
			t.Errorf("sent again it is %d %v", status, again)
		}
		if status, body := upload(t, officer, id, "one", "", dot(t, 4)); status != http.StatusUnprocessableEntity {
			t.Errorf("another picture under the same key: %d %v", status, body)
		}

		analyst, near, far := d.hub.Person(t, "analyst", app.NewPerson{Role: "BUREAU_ANALYST", Organisation: "TRADE"}),
			d.hub.Person(t, "near", app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: "999901001"}), d.hub.Person(t, "far", app.NewPerson{Role: "TOWNSHIP_OFFICER", Area: "999901002"})
		path := kept["path"].(string)
		for name, c := range map[string]struct {
			as           *servertest.Client
			reads, sends int
		}{
			"a stranger": {d.hub.Stranger(), http.StatusNotFound, http.StatusUnauthorized}, "who has no incidents": {analyst, http.StatusNotFound, http.StatusForbidden},
			"another township": {far, http.StatusNotFound, http.StatusNotFound}, "the township": {near, http.StatusOK, http.StatusCreated},
			"the wall": {d.hub.Wall(t), http.StatusOK, http.StatusForbidden},
		} {
			if status, _, body := c.as.Exchange(t, http.MethodGet, path, http.Header{}, ""); status != c.reads || status == http.StatusOK && body != dot(t, 3) {
				t.Errorf("%s reads it with %d", name, status)
			}
			if status, body := upload(t, c.as, id, "of "+name, "", dot(t, 5)); status != c.sends {
				t.Errorf("%s sends one with %d %v", name, status, body)
			}
		}
		_, header, _ := officer.Exchange(t, http.MethodGet, path, http.Header{}, "")
		if header.Get("Content-Type") != "image/png" || !strings.Contains(header.Get("Content-Security-Policy"), "sandbox") || header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("it comes with %v", header)
		}

		for field, c := range map[string][4]string{
			"Idempotency-Key": {id, "", "", dot(t, 1)}, "incident": {"x", "k", "", dot(t, 1)}, "task": {other, "k", "task=" + task, dot(t, 1)},
			"keepPlace": {id, "k", "keepPlace=perhaps", dot(t, 1)}, "body": {id, "k", "", "<svg/>"}, "caption": {id, "k", "caption=" + strings.Repeat("x", 161), dot(t, 1)},
		} {
			status, body := upload(t, officer, c[0], c[1], c[2], c[3])
			if told, ok := body["error"].(map[string]any); !ok || told["field"] != field || status/100 != 4 {
				t.Errorf("%s: %d %v", field, status, body)
			}
		}
		if status, _ := upload(t, officer, id, "k", "", strings.Repeat("x", 10<<20+1)); status != http.StatusRequestEntityTooLarge {
			t.Errorf("more than 10 MiB: %d", status)
		}

		var data struct {
			Incident struct {
				Photos []struct {
					ID, Caption string
					Task        *struct{ ID string }
					Latitude    *float64
				}
				Tasks []struct{ Photos []struct{ ID string } }
			}
		}
		if errs := officer.Query(t, &data, `query($id:ID!){incident(id:$id){photos{id caption latitude task{id}} tasks{photos{id}}}}`, map[string]any{"id": id}); errs != nil {
			t.Fatal(errs)
		}
		if p := data.Incident.Photos; len(p) != 2 || p[0].Caption != "北门" || p[0].Task == nil || len(data.Incident.Tasks[0].Photos) != 1 {
			t.Errorf("kept are %+v", data.Incident)
		}

		withdraw := func(reason string) []problem {
			_, problems := act[incidentID](d, "DUTY_OFFICER", "withdrawPhoto", `photo{id}`, map[string]any{"photo": kept["id"], "reason": reason})
			return problems
		}
		if got := withdraw(" "); len(got) != 1 || got[0].Field != "input.reason" {
			t.Errorf("withdrawn without a reason: %+v", got)
		}
		if got := withdraw("shows a victim"); len(got) != 0 {
			t.Errorf("%+v", got)
		}
		if got := withdraw("again"); len(got) != 1 || got[0].Field != "input.photo" {
			t.Errorf("withdrawn twice: %+v", got)
		}
		if status, _, _ := officer.Exchange(t, http.MethodGet, path, http.Header{}, ""); status != http.StatusGone {
			t.Errorf("withdrawn it is read with %d", status)
		}
		must[incidentID](d, "DUTY_OFFICER", "rejectIncident", `incident{id}`, map[string]any{"incident": other, "reason": "steam"})
		if status, body := upload(t, officer, other, "late", "", dot(t, 1)); status != http.StatusUnprocessableEntity {
			t.Errorf("a picture of what has ended: %d %v", status, body)
		}
	})
}
