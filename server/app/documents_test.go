package app_test

import (
	"strings"
	"testing"

	"commandhub/frontend"
	"commandhub/server/app"
	"commandhub/server/document"
	"commandhub/server/servertest"
)

// builtDocuments are those of the application in this build.
func builtDocuments(t *testing.T) map[string]string {
	t.Helper()
	trusted, err := document.ReadTrusted(frontend.Dist())
	if err != nil {
		t.Fatal(err)
	}
	if len(trusted) == 0 {
		t.Skip("the application is not built")
	}
	return trusted
}

func named(hash string) map[string]any {
	return map[string]any{"extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}}
}

func TestAStrangerAndAWallRunTheApplicationsDocumentsOnly(t *testing.T) {
	trusted := builtDocuments(t)
	hub := servertest.Start(t, app.Options{TrustedDocuments: true})
	operator := hub.Operator(t)
	var hash string
	for h, text := range trusted {
		if strings.HasPrefix(text, "query Hub ") {
			hash = h
		}
	}
	for who, c := range map[string]*servertest.Client{"a stranger": hub.Stranger(), "a wall": hub.Wall(t)} {
		if _, _, a := ask(t, c, named(hash), ""); len(a.Errors) != 0 || !strings.Contains(string(a.Data), "countyCode") {
			t.Errorf("%s by hash: %+v", who, a)
		}
		if _, _, a := ask(t, c, map[string]any{"documentId": "sha256:" + hash}, ""); len(a.Errors) != 0 {
			t.Errorf("%s by documentId: %+v", who, a)
		}
		if _, _, a := ask(t, c, named(strings.Repeat("0", 64)), ""); len(a.Errors) != 1 || a.Errors[0].Message != "PersistedQueryNotFound" {
			t.Errorf("%s by another hash: %+v", who, a)
		}
		status, _, a := ask(t, c, query(`{hub{version}}`), "application/graphql-response+json")
		if status != 403 || len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "FORBIDDEN" {
			t.Errorf("%s with a document of its own: %d %+v", who, status, a)
		}
		if errs := c.Subscribe(t, `subscription{hubStatus{sequence}}`, nil).Refused(); len(errs) != 1 || errs[0].Extensions["code"] != "FORBIDDEN" {
			t.Errorf("%s on a socket: %+v", who, errs)
		}
	}
	if errs := operator.Query(t, nil, `{hub{version}}`, nil); errs != nil {
		t.Errorf("an operator with a document of its own: %+v", errs)
	}
}

func TestASocketTakesTheApplicationsDocumentsByHash(t *testing.T) {
	trusted := builtDocuments(t)
	hub := servertest.Start(t, app.Options{TrustedDocuments: true})
	for hash, text := range trusted {
		if !strings.HasPrefix(text, "subscription HubStatus ") {
			continue
		}
		for how, request := range map[string]map[string]any{
			"extensions": named(hash), "documentId": {"documentId": hash}, "both": {"query": text, "documentId": hash},
		} {
			var item struct{ HubStatus struct{ ServerTime string } }
			if hub.Stranger().Begin(t, request).Next(&item); item.HubStatus.ServerTime == "" {
				t.Errorf("%s: %+v", how, item)
			}
		}
		return
	}
	t.Error("there is no such document")
}

func TestAPartnerMaySendAHashOnceTheTextWasSent(t *testing.T) {
	operator := servertest.Start(t, app.Options{}).Operator(t)
	const text, wrong = `{hub{countyCode}}`, `{hub{nothing}}`
	_, _, a := ask(t, operator, named(document.Hash(text)), "")
	if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "PERSISTED_QUERY_NOT_FOUND" || a.Extensions.Cost.Remaining < a.Extensions.Cost.Limit-1 {
		t.Errorf("at first: %+v", a)
	}
	for _, it := range []string{text, wrong} {
		both := named(document.Hash(it))
		both["query"] = it
		ask(t, operator, both, "")
	}
	if _, _, a := ask(t, operator, named(document.Hash(text)), ""); len(a.Errors) != 0 {
		t.Errorf("then: %+v", a)
	}
	if _, _, a := ask(t, operator, named(document.Hash(wrong)), ""); len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "PERSISTED_QUERY_NOT_FOUND" {
		t.Errorf("what did not pass was kept: %+v", a)
	}
}

// A screen that reads all that it has anew every five seconds, which it does
// while there is no answer, spends less than its quota.
func TestNoDocumentOfTheApplicationStarvesItsViewer(t *testing.T) {
	trusted := builtDocuments(t)
	hub := servertest.Start(t, app.Options{})
	operator := hub.Operator(t)
	hub.Person(t, "lead", app.NewPerson{Role: "FIELD_LEADER"})
	// By the scope that the operator lacks: who holds it.
	others := map[any]*servertest.Client{
		"client:read": hub.Person(t, "analyst", app.NewPerson{Role: "BUREAU_ANALYST", Organisation: "TRADE"}),
		"push:write":  hub.Phone(t, operator, "lead"),
	}
	var ids struct {
		Station struct{ Tanks []struct{ ID string } }
	}
	operator.Query(t, &ids, `{station(code:"HX-1"){tanks{id}}}`, nil)
	variables := map[string]any{
		"code": "HX-1", "days": 14, "tank": ids.Station.Tanks[0].ID, "quantity": "VOLUME", "buckets": 1000, "first": 50, "id": "1",
		"from": "2026-03-01T00:00:00Z", "to": "2026-03-02T00:00:00Z", "since": "2026-03-01T00:00:00Z",
		"now": "2026-03-01T00:00:00Z", "until": "2026-03-15T00:00:00Z", "open": true, "phone": true, "text": "HX", "snapshot": "{}", "signature": "00",
		"kinds": []string{"INCIDENT", "REPORT", "TASK", "STATION", "TANK", "DEVICE", "ORGANISATION", "PERSON", "PROGRAM", "DISPLAY", "PHONE"},
	}
	const everyFiveSeconds = 12
	asked := 0
	for hash, text := range trusted {
		if !strings.HasPrefix(text, "query ") {
			continue
		}
		asked++
		body := named(hash)
		body["variables"] = variables
		_, _, a := ask(t, operator, body, "")
		if len(a.Errors) == 1 {
			if other := others[a.Errors[0].Extensions["scope"]]; other != nil {
				_, _, a = ask(t, other, body, "")
			}
		}
		if len(a.Errors) != 0 || a.Extensions.Cost.Requested == 0 {
			t.Errorf("%s: %+v", text, a.Errors)
			continue
		}
		if spent := a.Extensions.Cost.Requested * everyFiveSeconds; spent > a.Extensions.Cost.Limit {
			t.Errorf("%s costs %d a minute", text, spent)
		}
	}
	if asked < 5 {
		t.Errorf("only %d documents were asked", asked)
	}
}
