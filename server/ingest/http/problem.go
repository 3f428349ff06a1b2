package http

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"
)

// The codes of errors, as everywhere in the hub's interfaces.
const (
	codeInvalid         = "INVALID"
	codeUnauthenticated = "UNAUTHENTICATED"
	codeRateLimited     = "RATE_LIMITED"
	codeUnavailable     = "UNAVAILABLE"
)

// problem is an answer that is an error.
type problem struct {
	status               int
	code, message, field string
}

func (p *problem) write(w http.ResponseWriter) { fail(w, p.status, p.code, p.message, p.field) }

func fail(w http.ResponseWriter, status int, code, message, field string) {
	type wire struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Field   string `json:"field,omitempty"`
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]wire{"error": {code, message, field}}) // the reader may have gone
}

func unauthenticated(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Basic realm="devices", charset="UTF-8"`)
	fail(w, http.StatusUnauthorized, codeUnauthenticated, "the credential is not accepted", "")
}

// again tells to come again after a time, in whole seconds, at least one.
func again(w http.ResponseWriter, status int, code, message string, after time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(after.Seconds())))))
	fail(w, status, code, message, "")
}
