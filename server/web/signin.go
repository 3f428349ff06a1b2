package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/server/access"
	"commandhub/server/viewer"
)

// requestLimit is the size of a sign-in or enrolment, in bytes.
const requestLimit = 4 << 10

// credentialLife is how long a browser keeps a display's or a phone's cookie; it
// does not expire for idleness and is revoked by name.
const credentialLife = 10 * 365 * 24 * time.Hour

// saved runs a handler within a session that is saved after it.
func (w *Web) saved(h http.HandlerFunc) http.Handler { return w.sessions.LoadAndSave(h) }

func read(rw http.ResponseWriter, r *http.Request, into any) bool {
	decoder := json.NewDecoder(http.MaxBytesReader(rw, r.Body, requestLimit))
	if err := decoder.Decode(into); err != nil {
		fail(rw, http.StatusBadRequest, "INVALID", "the body must be a JSON object of at most 4 KiB", "")
		return false
	}
	return true
}

// signIn takes {username, password}; 204 with a cookie, or 401.
func (w *Web) signIn(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Username, Password string }
	if !read(rw, r, &in) {
		return
	}
	who, err := w.opt.Access.Authenticate(r.Context(), in.Username, in.Password)
	if errors.Is(err, access.ErrSignIn) {
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", access.ErrSignIn.Error(), "")
		return
	}
	if err == nil {
		err = w.begin(r, who)
	}
	if err != nil {
		w.unavailable(rw, r, "sign in", err)
		return
	}
	rw.WriteHeader(http.StatusNoContent)
}

// begin starts a session under a new token.
func (w *Web) begin(r *http.Request, who viewer.Viewer) error {
	ctx := r.Context()
	if err := w.sessions.RenewToken(ctx); err != nil {
		return err
	}
	address, err := peer(r)
	if err != nil {
		return err
	}
	w.sessions.Put(ctx, userKey, who.ID)
	w.sessions.Put(ctx, addressKey, address)
	w.sessions.Put(ctx, agentKey, shortened(r.UserAgent(), longestAgent))
	return nil
}

// longestAgent is how much is kept of what a browser says of itself, in bytes.
const longestAgent = 200

// shortened cuts a text to at most so many bytes of whole characters.
func shortened(s string, most int) string {
	s = strings.ToValidUTF8(s, "")
	for len(s) > most {
		_, last := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-last]
	}
	return s
}

func (w *Web) signOut(rw http.ResponseWriter, r *http.Request) {
	if err := w.sessions.Destroy(r.Context()); err != nil {
		w.unavailable(rw, r, "sign out", err)
		return
	}
	rw.WriteHeader(http.StatusNoContent)
}

// inspect takes {code}; tells what it is for, without using it up.
func (w *Web) inspect(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Code string }
	if !read(rw, r, &in) {
		return
	}
	if row, ok := w.enrolment(rw, r, in.Code); ok {
		answer(rw, http.StatusOK, map[string]any{"kind": row.Kind, "name": row.Name})
	}
}

// enrolment is what a code is for; where it is not good, that is answered.
func (w *Web) enrolment(rw http.ResponseWriter, r *http.Request, code string) (row *ent.Enrolment, ok bool) {
	row, err := w.opt.Access.Inspect(r.Context(), code)
	if err != nil {
		w.refuse(rw, r, err)
	}
	return row, err == nil
}

// enrol takes {code} of a display or a phone, {code, password} of a person who
// lost theirs, or {code, username, displayName, password} of a new person; 200 {kind, name} with a cookie.
func (w *Web) enrol(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Code, Username, DisplayName, Password string }
	if !read(rw, r, &in) {
		return
	}
	row, ok := w.enrolment(rw, r, in.Code)
	if !ok {
		return
	}
	name := row.Name
	var who viewer.Viewer
	var token string
	var err error
	switch row.Kind {
	case enrolment.KindWALL:
		if token, _, err = w.opt.Access.EnrolWall(r.Context(), in.Code); err == nil {
			w.keep(rw, wallCookie, token)
		}
	case enrolment.KindFIELD_DEVICE:
		if token, _, err = w.opt.Access.EnrolFieldDevice(r.Context(), in.Code); err == nil {
			w.keep(rw, fieldCookie, token)
		}
	case enrolment.KindRECOVERY:
		if who, err = w.opt.Access.Recover(r.Context(), in.Code, in.Password); err == nil {
			name = who.Name
			err = w.begin(r, who)
		}
	case enrolment.KindPERSON:
		name = in.Username
		who, err = w.opt.Access.EnrolPerson(r.Context(), access.NewPerson{
			Code: in.Code, UserName: in.Username, DisplayName: in.DisplayName, Password: in.Password,
		})
		if err == nil {
			err = w.begin(r, who)
		}
	}
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	answer(rw, http.StatusOK, map[string]any{"kind": row.Kind, "name": name})
}

// keep gives a browser the credential of a display or a phone.
func (w *Web) keep(rw http.ResponseWriter, name, token string) {
	http.SetCookie(rw, &http.Cookie{
		Name: name, Value: token, Path: "/", MaxAge: int(credentialLife.Seconds()),
		HttpOnly: true, Secure: w.opt.Secure, SameSite: http.SameSiteLaxMode,
	})
}

// refuse answers a code that is not good or an input that can be mended.
func (w *Web) refuse(rw http.ResponseWriter, r *http.Request, err error) {
	var invalid *access.Invalid
	switch {
	case errors.Is(err, access.ErrCode):
		fail(rw, http.StatusForbidden, "FORBIDDEN", access.ErrCode.Error(), "code")
	case errors.As(err, &invalid):
		fail(rw, http.StatusBadRequest, "INVALID", invalid.Message, invalid.Field)
	default:
		w.unavailable(rw, r, "enrol", err)
	}
}

func (w *Web) unavailable(rw http.ResponseWriter, r *http.Request, what string, err error) {
	w.opt.Log.ErrorContext(r.Context(), what, "error", err)
	fail(rw, http.StatusServiceUnavailable, "UNAVAILABLE", "this cannot be done at the moment; try again", "")
}
