package web

import (
	"errors"
	"net/http"
	"time"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/server/access"
	"commandhub/server/viewer"
)

// credentialLife is how long a browser keeps a display's or a phone's cookie; it
// does not expire for idleness and is revoked by name.
const credentialLife = 10 * 365 * 24 * time.Hour

// inspect takes {code}; 200 {kind, name, person} tells what it is for, without
// using it up. Person is the user name of whom a phone or a recovery is for.
func (w *Web) inspect(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Code string }
	if !read(rw, r, &in) {
		return
	}
	if row, ok := w.enrolment(rw, r, in.Code); ok {
		person := ""
		if row.Edges.User != nil {
			person = row.Edges.User.Name
		}
		answer(rw, http.StatusOK, map[string]any{"kind": row.Kind, "name": row.Name, "person": person})
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
			err = w.begin(rw, r, who.ID, who.Name)
		}
	case enrolment.KindPERSON:
		name = in.Username
		who, err = w.opt.Access.EnrolPerson(r.Context(), access.NewPerson{
			Code: in.Code, UserName: in.Username, DisplayName: in.DisplayName, Password: in.Password,
		})
		if err == nil {
			err = w.begin(rw, r, who.ID, who.Name)
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

// beginDisplay gives a display that wants to be let in {secret, code, expiresInSeconds,
// intervalSeconds}: the code is to be shown, the secret kept.
func (w *Web) beginDisplay(rw http.ResponseWriter, _ *http.Request) {
	waiting := w.opt.Access.BeginDisplay()
	answer(rw, http.StatusOK, map[string]any{
		"secret": waiting.Secret, "code": waiting.Code,
		"expiresInSeconds": access.DisplayCodeLife.Seconds(), "intervalSeconds": access.DisplayPoll.Seconds(),
	})
}

// pollDisplay takes {secret}; 200 {name} with a cookie once an administrator has let
// the display in, 202 until then, 410 when its code is no longer good.
func (w *Web) pollDisplay(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Secret string }
	if !read(rw, r, &in) {
		return
	}
	token, row, err := w.opt.Access.EnrolShown(r.Context(), in.Secret)
	switch {
	case errors.Is(err, access.ErrWaiting):
		answer(rw, http.StatusAccepted, map[string]any{"waiting": true})
	case errors.Is(err, access.ErrShownTooLong):
		fail(rw, http.StatusGone, "NOT_FOUND", err.Error(), "secret")
	case err != nil:
		w.refuse(rw, r, err)
	default:
		w.keep(rw, wallCookie, token)
		answer(rw, http.StatusOK, map[string]any{"name": row.Name})
	}
}
