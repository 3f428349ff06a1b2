package http_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"commandhub/server/ingest"
	door "commandhub/server/ingest/http"
	"commandhub/server/ingest/ingesttest"
	"commandhub/server/writer"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type answer struct {
	Results []ingest.Answer
	Error   struct{ Code, Message, Field string }
}

func serve(t *testing.T, h *ingesttest.Hub) string {
	t.Helper()
	server := httptest.NewServer(&door.Handler{Door: h.Door, Clock: h.Clock, CommitTimeout: 5 * time.Second})
	t.Cleanup(server.Close)
	return server.URL
}

// send posts a body as a device, with headers in pairs.
func send(t *testing.T, url, user, secret string, body io.Reader, headers ...string) (*http.Response, answer) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if user != "" {
		r.SetBasicAuth(user, secret)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	defer http.DefaultClient.CloseIdleConnections()
	var a answer
	if err := json.NewDecoder(response.Body).Decode(&a); err != nil {
		t.Fatalf("%s: %v", response.Status, err)
	}
	return response, a
}

func packed(t *testing.T, body []byte) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestEachBatchOfARequestHasItsOwnResult(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	url, s := serve(t, h), h.Stations[0]
	body := "[" + strings.Join([]string{
		ingesttest.Batch("b", 1, "1", "20000.5"),
		ingesttest.Batch("b", 2, "1", "-3"),
		ingesttest.Batch("b", 3, "99", "100"),
		ingesttest.Batch("b", 4, "FLEET00001/1", "100"),
		`{"boot":"b","seq":"five"}`,
	}, ",") + "]"
	for _, form := range []string{"plain", "gzip"} {
		reader, headers := io.Reader(strings.NewReader(body)), []string{}
		if form == "gzip" {
			reader, headers = packed(t, []byte(body)), []string{"Content-Encoding", "gzip"}
		}
		response, a := send(t, url, s.User, s.Secret, reader, headers...)
		if response.StatusCode != 200 || len(a.Results) != 5 {
			t.Fatalf("%s: %d %+v", form, response.StatusCode, a)
		}
		want := []struct {
			status ingest.Status
			reason string
		}{{ingest.Stored, ""}, {ingest.Quarantines, "NEGATIVE"}, {ingest.Quarantines, "UNKNOWN_SENSOR"},
			{ingest.Quarantines, "FOREIGN_SENSOR"}, {ingest.Quarantines, "MALFORMED"}}
		for i, w := range want {
			got := a.Results[i]
			if form == "gzip" && i < 4 { // sent again
				w.status = ingest.Duplicate
			}
			if got.Status != w.status {
				t.Errorf("%s, batch %d is %s, not %s", form, i+1, got.Status, w.status)
			}
			if w.reason != "" && (len(got.Quarantined) != 1 || string(got.Quarantined[0].Reason) != w.reason) {
				t.Errorf("%s, batch %d: %+v, not %s", form, i+1, got.Quarantined, w.reason)
			}
		}
	}
	if n := h.Readings(t, s); n != 1 {
		t.Errorf("%d readings are stored", n)
	}
}

func TestWhatIsNotARequestSaysWhy(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	url, s := serve(t, h), h.Stations[0]
	good := ingesttest.Batch("b", 1, "1", "1")
	for name, c := range map[string]struct {
		user, secret string
		body         io.Reader
		headers      []string
		status       int
		code, field  string
	}{
		"no credential":     {"", "", strings.NewReader(good), nil, 401, "UNAUTHENTICATED", ""},
		"unknown user":      {"nobody", s.Secret, strings.NewReader(good), nil, 401, "UNAUTHENTICATED", ""},
		"wrong secret":      {s.User, "x", strings.NewReader(good), nil, 401, "UNAUTHENTICATED", ""},
		"another's secret":  {s.User, h.Stations[1].Secret, strings.NewReader(good), nil, 401, "UNAUTHENTICATED", ""},
		"empty":             {s.User, s.Secret, strings.NewReader(""), nil, 400, "INVALID", ""},
		"garbage":           {s.User, s.Secret, strings.NewReader("hello"), nil, 400, "INVALID", ""},
		"cut":               {s.User, s.Secret, strings.NewReader(good[:20]), nil, 400, "INVALID", ""},
		"not a number":      {s.User, s.Secret, strings.NewReader(ingesttest.Batch("b", 1, "1", "NaN")), nil, 400, "INVALID", ""},
		"empty array":       {s.User, s.Secret, strings.NewReader("[]"), nil, 400, "INVALID", ""},
		"too many":          {s.User, s.Secret, strings.NewReader("[" + strings.Repeat("{},", 100) + "{}]"), nil, 400, "INVALID", ""},
		"a number in array": {s.User, s.Secret, strings.NewReader("[{},7]"), nil, 400, "INVALID", "[1]"},
		"wrong type":        {s.User, s.Secret, strings.NewReader(good), []string{"Content-Type", "text/plain"}, 415, "INVALID", "Content-Type"},
		"unknown encoding":  {s.User, s.Secret, strings.NewReader(good), []string{"Content-Encoding", "br"}, 415, "INVALID", "Content-Encoding"},
		"not gzip":          {s.User, s.Secret, strings.NewReader(good), []string{"Content-Encoding", "gzip"}, 400, "INVALID", ""},
		"too large":         {s.User, s.Secret, strings.NewReader(strings.Repeat(" ", door.MaxBody+1)), nil, 413, "INVALID", ""},
		"gzip bomb":         {s.User, s.Secret, packed(t, make([]byte, 8<<20)), []string{"Content-Encoding", "gzip"}, 413, "INVALID", ""},
	} {
		t.Run(name, func(t *testing.T) {
			response, a := send(t, url, c.user, c.secret, c.body, c.headers...)
			if response.StatusCode != c.status || a.Error.Code != c.code || a.Error.Field != c.field || a.Error.Message == "" {
				t.Errorf("%d %+v", response.StatusCode, a.Error)
			}
		})
	}
	if n := h.Readings(t, s); n != 0 {
		t.Errorf("%d readings are stored", n)
	}
}

func TestOtherMethodsAreNotAllowed(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, door.Path, nil)
	r.SetBasicAuth(h.Stations[0].User, h.Stations[0].Secret)
	(&door.Handler{Door: h.Door, Clock: h.Clock}).ServeHTTP(w, r)
	if w.Code != 405 || w.Header().Get("Allow") != "POST" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestABatchThatIsTooLargeIsKeptInQuarantine(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	s := h.Stations[0]
	large := `{"boot":"b","seq":1,"x":"` + strings.Repeat("x", 70_000) + `"}`
	response, a := send(t, serve(t, h), s.User, s.Secret, strings.NewReader(large))
	if response.StatusCode != 200 || len(a.Results) != 1 || a.Results[0].Status != ingest.Quarantines {
		t.Fatalf("%d %+v", response.StatusCode, a)
	}
	if got := h.Quarantined(t, s); len(got) != 1 || got[0] != "TOO_LARGE" {
		t.Errorf("in quarantine: %v", got)
	}
}

func TestTheAnswerComesAfterTheCommit(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	url, s := serve(t, h), h.Stations[0]
	h.Gate.Close()
	answered := make(chan int, 1)
	go func() {
		response, _ := send(t, url, s.User, s.Secret, strings.NewReader(ingesttest.Batch("b", 1, "1", "5")))
		answered <- response.StatusCode
	}()
	h.Gate.Await(t, 1)
	select {
	case status := <-answered:
		t.Fatalf("answered with %d before the commit", status)
	case <-time.After(100 * time.Millisecond):
	}
	h.Gate.Open()
	if status := <-answered; status != 200 || h.Readings(t, s) != 1 {
		t.Errorf("%d, %d readings", status, h.Readings(t, s))
	}
}

func TestWhileTheDatabaseIsAwayADeviceIsToldToComeAgain(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	url, s := serve(t, h), h.Stations[0]
	body := ingesttest.Batch("b", 1, "1", "5")
	for _, cause := range []error{writer.ErrUnavailable, writer.ErrBusy} {
		h.Gate.Break(cause)
		response, a := send(t, url, s.User, s.Secret, strings.NewReader(body))
		if response.StatusCode != 503 || response.Header.Get("Retry-After") != "5" || a.Error.Code != "UNAVAILABLE" {
			t.Errorf("%d %v %+v", response.StatusCode, response.Header, a)
		}
	}
	h.Gate.Break(nil)
	if response, a := send(t, url, s.User, s.Secret, strings.NewReader(body)); response.StatusCode != 200 {
		t.Errorf("%d %+v", response.StatusCode, a)
	}
}

func TestADeviceThatSendsTooMuchIsToldWhenToComeAgainAndOthersAreNot(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{BatchesPerSecond: 0.1, BatchBurst: 2, BytesPerSecond: 1e6, ByteBurst: 1e6})
	url, s := serve(t, h), h.Stations[0]
	for seq := 1; seq <= 3; seq++ {
		response, a := send(t, url, s.User, s.Secret, strings.NewReader(ingesttest.Batch("b", seq, "1", "5")))
		switch {
		case seq < 3 && response.StatusCode != 200:
			t.Errorf("batch %d: %d %+v", seq, response.StatusCode, a)
		case seq == 3 && (response.StatusCode != 429 || a.Error.Code != "RATE_LIMITED" || response.Header.Get("Retry-After") != "10"):
			t.Errorf("the flood: %d %v %+v", response.StatusCode, response.Header, a)
		}
	}
	other := h.Stations[1]
	if response, _ := send(t, url, other.User, other.Secret, strings.NewReader(ingesttest.Batch("b", 1, "1", "5"))); response.StatusCode != 200 {
		t.Errorf("another device: %d", response.StatusCode)
	}
}

func TestARevokedCredentialIsRefused(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	url, s := serve(t, h), h.Stations[0]
	h.Revoke(t, s)
	if response, _ := send(t, url, s.User, s.Secret, strings.NewReader(ingesttest.Batch("b", 1, "1", "5"))); response.StatusCode != 401 {
		t.Errorf("%d", response.StatusCode)
	}
}

func TestABodyThatStopsComingHoldsNothing(t *testing.T) {
	h := ingesttest.New(t, ingest.Limits{})
	url, s := serve(t, h), h.Stations[0]
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, door.Path, nil)
	r.SetBasicAuth(s.User, s.Secret)
	fmt.Fprintf(connection, "POST %s HTTP/1.1\r\nHost: hub\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"boot\"",
		door.Path, r.Header.Get("Authorization"))
	// The device goes; the server of the test would not close with a handler left.
	connection.Close()
	if n := h.Readings(t, s); n != 0 {
		t.Errorf("%d readings are stored", n)
	}
}
