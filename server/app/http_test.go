package app_test

import (
	"net/http"
	"strings"
	"testing"

	"commandhub/server/app"
	"commandhub/server/servertest"
)

func TestTheContractTakesOneJSONObjectByPOST(t *testing.T) {
	c := servertest.Start(t, app.Options{}).Stranger()
	const good, kind = `{"query":"{__typename}"}`, "application/json"
	of := func(n int) string { return good + strings.Repeat(" ", n-len(good)) }
	for what, r := range map[string]struct {
		method string
		kinds  []string
		body   string
		status int
	}{
		"JSON":                    {http.MethodPost, []string{kind}, good, 200},
		"JSON in utf-8":           {http.MethodPost, []string{kind + "; charset=UTF-8"}, good, 200},
		"256 KiB":                 {http.MethodPost, []string{kind}, of(256 << 10), 200},
		"more than 256 KiB":       {http.MethodPost, []string{kind}, of(256<<10 + 1), 413},
		"GET":                     {http.MethodGet, nil, "", 405},
		"PUT":                     {http.MethodPut, []string{kind}, good, 405},
		"no type":                 {http.MethodPost, nil, good, 415},
		"two types":               {http.MethodPost, []string{kind, kind}, good, 415},
		"another charset":         {http.MethodPost, []string{kind + "; charset=gb18030"}, good, 415},
		"text":                    {http.MethodPost, []string{"text/plain"}, good, 415},
		"a form":                  {http.MethodPost, []string{"application/x-www-form-urlencoded"}, "query={__typename}", 415},
		"a multipart form":        {http.MethodPost, []string{"multipart/form-data; boundary=x"}, good, 415},
		"a document":              {http.MethodPost, []string{"application/graphql"}, "{__typename}", 415},
		"a batch":                 {http.MethodPost, []string{kind}, "[" + good + "," + good + "]", 400},
		"something after it":      {http.MethodPost, []string{kind}, good + good, 400},
		"half of it":              {http.MethodPost, []string{kind}, good[:10], 400},
		"nothing":                 {http.MethodPost, []string{kind}, "", 400},
		"a string":                {http.MethodPost, []string{kind}, `"{__typename}"`, 400},
		"no query":                {http.MethodPost, []string{kind}, `{}`, 400},
		"variables that are none": {http.MethodPost, []string{kind}, `{"query":"{__typename}","variables":[1]}`, 400},
		"what is not utf-8":       {http.MethodPost, []string{kind}, "{\"query\":\"{__typename}#\xff\"}", 400},
		"a subscription":          {http.MethodPost, []string{kind}, `{"query":"subscription{hubStatus{sequence}}"}`, 400},
	} {
		header := http.Header{}
		for _, k := range r.kinds {
			header.Add("Content-Type", k)
		}
		status, _, body := c.Exchange(t, r.method, "/graphql", header, r.body)
		if status != r.status || r.status != 200 && (!strings.Contains(body, `"code":"INVALID"`) || strings.Contains(body, `"data"`)) {
			t.Errorf("%s: %d %s", what, status, body)
		}
	}
}

func TestAnAnswerIsOfTheTypeThatIsAccepted(t *testing.T) {
	c := servertest.Start(t, app.Options{}).Stranger()
	const older, newer = "application/json", "application/graphql-response+json"
	for accept, want := range map[string]struct {
		kind           string
		good, bad, own int // status of an answer, of a wrong document, of what is not open
	}{
		"":                               {older, 200, 200, 200},
		"*/*":                            {older, 200, 200, 200},
		"application/*":                  {older, 200, 200, 200},
		older:                            {older, 200, 200, 200},
		newer:                            {newer, 200, 400, 200},
		newer + ", " + older + ";q=0.9":  {newer, 200, 400, 200},
		newer + ";q=0.1, " + older:       {older, 200, 200, 200},
		"text/html, " + newer + ";q=0.5": {newer, 200, 400, 200},
		"text/html":                      {older, 406, 406, 406},
		older + ";q=0":                   {older, 406, 406, 406},
	} {
		for text, status := range map[string]int{`{__typename}`: want.good, `{nothing}`: want.bad, `{walls{id}}`: want.own} {
			answered, h, a := ask(t, c, query(text), accept)
			if got := h.Get("Content-Type"); answered != status || got != want.kind+"; charset=utf-8" {
				t.Errorf("%q: %s: %d %s %+v", accept, text, answered, got, a)
			}
		}
	}
}
