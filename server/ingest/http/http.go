// Package http is the door for devices that speak HTTP.
//
//	POST /api/v1/telemetry
//	Authorization: Basic …            the device's credential
//	Content-Type: application/json
//	Content-Encoding: gzip            if it is
//
// The body is one batch, or an array of at most MaxBatches. The answer comes
// after the commit of them all, with one result for each, in order:
//
//	200 {"results":[{"boot":"b7f3c0","seq":1042,"status":"stored","stored":9,
//	     "quarantined":[{"field":"tanks[2].volumeL","reason":"NEGATIVE","detail":"…"}]}]}
//
// A status is stored, duplicate or quarantined. All else is
//
//	{"error":{"code":"INVALID","message":"…","field":"…"}}
//
// with 400 INVALID for a body that is not JSON batches, 401 UNAUTHENTICATED, 405
// and 415 INVALID, 413 INVALID for a body that is too large, 429 RATE_LIMITED and
// 503 UNAVAILABLE, both with Retry-After in seconds. After a 503 some batches
// may be stored: send them all again, each is stored once.
package http

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/ingest"
	"commandhub/server/station"
	"commandhub/server/telemetry"
)

// Path is where the handler belongs.
const Path = "/api/v1/telemetry"

// Limits of one request.
const (
	MaxBatches = 100
	MaxBody    = 1 << 20 // bytes, unpacked
	bodyWithin = 15 * time.Second
)

// Handler is the door.
type Handler struct {
	Door  *ingest.Door
	Clock clockwork.Clock
	// CommitTimeout is how long a request waits for its commits; 0 is 30 s.
	CommitTimeout time.Duration
}

const retryUnavailable = 5 * time.Second

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	id, secret, ok := r.BasicAuth()
	if !ok {
		unauthenticated(w)
		return
	}
	device, err := h.Door.Authenticate(ingest.HTTP, id, secret)
	if err != nil {
		unauthenticated(w)
		return
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		fail(w, http.StatusMethodNotAllowed, codeInvalid, "use POST", "")
		return
	}
	body, problem := read(w, r)
	if problem != nil {
		problem.write(w)
		return
	}
	batches, problem := split(body)
	if problem != nil {
		problem.write(w)
		return
	}
	if wait, ok := h.Door.Allow(ingest.HTTP, device.ID, len(batches), len(body)); !ok {
		again(w, http.StatusTooManyRequests, codeRateLimited, "the device sends more than it may", wait)
		return
	}
	h.store(w, r, device, batches)
}

// store waits for all batches of a request, and answers.
func (h *Handler) store(w http.ResponseWriter, r *http.Request, device *station.Device, batches []json.RawMessage) {
	type result struct {
		at     int
		answer ingest.Answer
		err    error
	}
	results := make(chan result, len(batches)) // never blocks the writer
	now := h.Clock.Now()
	for i, payload := range batches {
		h.Door.Accept(ingest.HTTP, device, payload, now, func(a ingest.Answer, err error) {
			results <- result{i, a, err}
		})
	}
	patience := h.CommitTimeout
	if patience == 0 {
		patience = 30 * time.Second
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	answers := make([]ingest.Answer, len(batches))
	for range batches {
		select {
		case one := <-results:
			switch {
			case errors.Is(one.err, ingest.ErrRefused):
				unauthenticated(w)
				return
			case one.err != nil:
				again(w, http.StatusServiceUnavailable, codeUnavailable, "not stored now: send it all again", retryUnavailable)
				return
			}
			answers[one.at] = one.answer
		case <-timer.C:
			again(w, http.StatusServiceUnavailable, codeUnavailable, "not stored in time: send it all again", retryUnavailable)
			return
		case <-r.Context().Done():
			return // nobody to answer
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string][]ingest.Answer{"results": answers}) // the reader may have gone
}

// read is the unpacked body, of at most MaxBody bytes however it was packed.
func read(w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return nil, &problem{http.StatusUnsupportedMediaType, codeInvalid, "send application/json", "Content-Type"}
	}
	// Not every writer can; then the server's own time-outs hold.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyWithin))
	var source io.Reader = http.MaxBytesReader(w, r.Body, MaxBody)
	switch encoding := r.Header.Get("Content-Encoding"); encoding {
	case "", "identity":
	case "gzip":
		unpacked, err := gzip.NewReader(source)
		if err != nil {
			return nil, bodyProblem(err)
		}
		defer unpacked.Close()
		source = unpacked
	default:
		return nil, &problem{http.StatusUnsupportedMediaType, codeInvalid, "send it plain or with gzip", "Content-Encoding"}
	}
	var body bytes.Buffer
	n, err := io.Copy(&body, io.LimitReader(source, MaxBody+1))
	if err != nil {
		return nil, bodyProblem(err)
	}
	if n > MaxBody {
		return nil, tooLarge
	}
	return body.Bytes(), nil
}

var tooLarge = &problem{
	http.StatusRequestEntityTooLarge, codeInvalid, fmt.Sprintf("at most %d bytes, unpacked; %d in one batch", MaxBody, telemetry.MaxPayload), "",
}

// bodyProblem is what is wrong when a body cannot be read to its end.
func bodyProblem(err error) *problem {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return tooLarge
	}
	return &problem{http.StatusBadRequest, codeInvalid, "the body ends early, comes too slowly, or is not gzip as announced", ""}
}

// split is the batches of a body: its only one, or those of an array.
func split(body []byte) ([]json.RawMessage, *problem) {
	invalid := func(message, field string) *problem {
		return &problem{http.StatusBadRequest, codeInvalid, message, field}
	}
	body = bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(body) == 0:
		return nil, invalid("the body is empty; send a batch or an array of batches", "")
	case body[0] == '{':
		var batch json.RawMessage
		if err := json.Unmarshal(body, &batch); err != nil {
			return nil, invalid("the body is not valid JSON: "+err.Error(), "")
		}
		return []json.RawMessage{batch}, nil
	case body[0] != '[':
		return nil, invalid("send a batch, as a JSON object, or an array of batches", "")
	}
	var batches []json.RawMessage
	if err := json.Unmarshal(body, &batches); err != nil {
		return nil, invalid("the body is not valid JSON: "+err.Error(), "")
	}
	if len(batches) == 0 || len(batches) > MaxBatches {
		return nil, invalid(fmt.Sprintf("%d batches; send 1 to %d at a time", len(batches), MaxBatches), "")
	}
	for i, b := range batches {
		if b[0] != '{' {
			return nil, invalid("a batch is a JSON object", "["+strconv.Itoa(i)+"]")
		}
	}
	return batches, nil
}
