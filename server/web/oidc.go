package web

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"commandhub/server/access"
	"commandhub/server/oidc"
)

// oidcPath is where the county's sign-in service sends people back to.
const oidcPath = "/api/v1/session/oidc"

// CallbackPath is to be registered at the sign-in service, after the hub's
// public address.
const CallbackPath = oidcPath + "/callback"

// oidcLife is how long the browser keeps a sign-in that was begun there.
const oidcLife = 10 * time.Minute

// oidcBegin sends the browser to the county's sign-in service. What comes back
// is matched with a cookie of its own: the session's is not sent on the way back
// from another site.
func (w *Web) oidcBegin(rw http.ResponseWriter, r *http.Request) {
	if w.opt.OIDC == nil {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "this hub knows no sign-in service of the county", "")
		return
	}
	address, pending, err := w.opt.OIDC.Begin(r.Context())
	if err != nil {
		w.oidcRefuse(rw, r, err)
		return
	}
	text, err := json.Marshal(pending)
	if err != nil {
		w.oidcRefuse(rw, r, err)
		return
	}
	w.keepPending(rw, w.seal(text, oidcCookie), int(oidcLife.Seconds()))
	rw.Header().Set("Cache-Control", "no-store")
	http.Redirect(rw, r, address, http.StatusFound)
}

func (w *Web) keepPending(rw http.ResponseWriter, value string, seconds int) {
	http.SetCookie(rw, &http.Cookie{
		Name: oidcCookie, Value: value, Path: oidcPath, MaxAge: seconds,
		HttpOnly: true, Secure: w.opt.Secure, SameSite: http.SameSiteLaxMode,
	})
}

// oidcCallback takes the browser back: to the console, to the second step, or to
// the sign-in page with a word for why not.
func (w *Web) oidcCallback(rw http.ResponseWriter, r *http.Request) {
	if w.opt.OIDC == nil {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "this hub knows no sign-in service of the county", "")
		return
	}
	var pending oidc.Pending
	if c, err := r.Cookie(oidcCookie); err == nil {
		if text, err := w.unseal(c.Value, oidcCookie); err == nil {
			_ = json.Unmarshal(text, &pending) // what cannot be read belongs to none
		}
	}
	w.keepPending(rw, "", -1) // good once
	who, err := w.opt.OIDC.Finish(r.Context(), pending, r.URL.Query())
	if err != nil {
		w.oidcRefuse(rw, r, err)
		return
	}
	p, err := w.opt.Access.AuthenticateIdentity(r.Context(), who)
	if err == nil {
		err = w.admit(rw, r, p)
	}
	if err != nil {
		w.oidcRefuse(rw, r, err)
		return
	}
	to := "/console"
	if len(p.Second) > 0 {
		to = "/signin"
	}
	rw.Header().Set("Cache-Control", "no-store")
	http.Redirect(rw, r, to, http.StatusSeeOther)
}

// oidcRefuse sends the browser to the sign-in page, which says why in the
// reader's language; what the service said stays in the log.
func (w *Web) oidcRefuse(rw http.ResponseWriter, r *http.Request, err error) {
	var stranger *access.Stranger
	query := url.Values{}
	switch {
	case errors.As(err, &stranger):
		query.Set("refused", "stranger")
		query.Set("name", stranger.Name)
	case errors.Is(err, oidc.ErrUnavailable):
		query.Set("refused", "away")
	case errors.Is(err, oidc.ErrMismatch):
		query.Set("refused", "mismatch")
	default:
		query.Set("refused", "service")
	}
	w.opt.Log.WarnContext(r.Context(), "sign-in by the county's service", "error", err)
	rw.Header().Set("Cache-Control", "no-store")
	http.Redirect(rw, r, "/signin?"+query.Encode(), http.StatusSeeOther)
}

// seal and unseal keep what a browser holds for the hub and must not read or make.
func (w *Web) seal(text []byte, as string) string {
	return base64.RawURLEncoding.EncodeToString(w.opt.Sealer.SealFor(as, text))
}

func (w *Web) unseal(value, as string) ([]byte, error) {
	sealed, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil {
		return nil, err
	}
	return w.opt.Sealer.OpenFor(as, sealed)
}
