package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/server/access"
	"commandhub/server/viewer"
)

// requestLimit is the size of a sign-in or enrolment, in bytes.
const requestLimit = 4 << 10

// wallLife is how long a browser keeps a display's cookie; it does not expire
// for idleness and is revoked by name.
const wallLife = 10 * 365 * 24 * time.Hour

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
	who, err := w.opt.Access.SignIn(r.Context(), in.Username, in.Password)
	if errors.Is(err, access.ErrSignIn) {
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", access.ErrSignIn.Error(), "")
		return
	}
	if err == nil {
		err = w.begin(r.Context(), who)
	}
	if err != nil {
		w.unavailable(rw, r, "sign in", err)
		return
	}
	rw.WriteHeader(http.StatusNoContent)
}

// begin starts a session under a new token.
func (w *Web) begin(ctx context.Context, who viewer.Viewer) error {
	if err := w.sessions.RenewToken(ctx); err != nil {
		return err
	}
	w.sessions.Put(ctx, userKey, who.ID)
	return nil
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

// enrol takes {code} of a display, or {code, username, displayName, password}
// of an operator; 200 {kind, name} with a cookie.
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
	var err error
	if row.Kind == enrolment.KindWALL {
		err = w.enrolWall(rw, r, in.Code)
	} else {
		name = in.Username
		var who viewer.Viewer
		who, err = w.opt.Access.EnrolOperator(r.Context(), access.NewOperator{
			Code: in.Code, UserName: in.Username, DisplayName: in.DisplayName, Password: in.Password,
		})
		if err == nil {
			err = w.begin(r.Context(), who)
		}
	}
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	answer(rw, http.StatusOK, map[string]any{"kind": row.Kind, "name": name})
}

func (w *Web) enrolWall(rw http.ResponseWriter, r *http.Request, code string) error {
	token, _, err := w.opt.Access.EnrolWall(r.Context(), code)
	if err == nil {
		http.SetCookie(rw, &http.Cookie{
			Name: wallCookie, Value: token, Path: "/", MaxAge: int(wallLife.Seconds()),
			HttpOnly: true, Secure: w.opt.Secure, SameSite: http.SameSiteLaxMode,
		})
	}
	return err
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
