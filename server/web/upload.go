package web

import (
	"errors"
	"io"
	"net/http"
	"time"

	"commandhub/server/policy"
	"commandhub/server/reason"
	"commandhub/server/viewer"
)

// uploadWithin is how long a file may take to arrive: 10 MiB at 90 kB/s.
const uploadWithin = 2 * time.Minute

// mayUse tells whether the viewer holds a scope, and else answers 401 or 403.
func mayUse(rw http.ResponseWriter, r *http.Request, scope viewer.Scope) bool {
	switch who := viewer.From(r.Context()); {
	case who.Kind == viewer.Nobody:
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", "sign in first", "")
	case !who.May(scope):
		fail(rw, http.StatusForbidden, "FORBIDDEN", (&policy.Denied{Scope: scope}).Error(), "")
	default:
		return true
	}
	return false
}

// Why a file is not received.
var (
	tooLarge = reason.New("upload.TOO_LARGE", "the file is too large: at most {{most}} bytes are taken")
	notWhole = reason.New("upload.NOT_WHOLE", "the file did not arrive whole: send it again")
)

// received reads the body as a file of up to most bytes, and else answers 413 or 400.
func received(rw http.ResponseWriter, r *http.Request, most int64) ([]byte, bool) {
	_ = http.NewResponseController(rw).SetReadDeadline(time.Now().Add(uploadWithin))
	data, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, most))
	if err == nil {
		return data, true
	}
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		failFor(rw, http.StatusRequestEntityTooLarge, tooLarge.With(most), "body")
	} else {
		failFor(rw, http.StatusBadRequest, notWhole.With(), "body")
	}
	return nil, false
}
