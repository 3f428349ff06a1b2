package web

import (
	"encoding/json"
	"net/http"
	"time"

	"commandhub/server/access"
	"commandhub/server/viewer"
)

// account is a person's own account, for whoever holds own:write. Every change
// takes the present password as "current"; a wrong one counts as a failure to
// sign in.
func (w *Web) account(mux *http.ServeMux) {
	own := func(path string, h http.HandlerFunc) { mux.Handle(path, w.viewer(signedIn(h))) }
	own("GET /api/v1/account", w.ownAccount)
	own("POST /api/v1/account/password", w.changePassword)
	own("POST /api/v1/account/totp/begin", w.beginTOTP)
	own("POST /api/v1/account/totp/confirm", w.confirmTOTP)
	own("POST /api/v1/account/totp/remove", w.removeTOTP)
	own("POST /api/v1/account/passkeys/begin", w.beginNewPasskey)
	own("POST /api/v1/account/passkeys/finish", w.finishNewPasskey)
	own("POST /api/v1/account/passkeys/remove", w.removePasskey)
}

// signedIn lets people through, and nobody else: programs, displays and phones
// have no account.
func signedIn(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch who := viewer.From(r.Context()); {
		case who.Kind == viewer.Nobody:
			fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", "sign in first", "")
		case who.Kind != viewer.Person || !who.May(viewer.OwnWrite):
			fail(rw, http.StatusForbidden, "FORBIDDEN", "only people have an account of their own", "")
		default:
			next(rw, r)
		}
	})
}

// ownAccount gives {name, displayName, password, totp, passkeys, passkeyAddress, factorMissing}.
func (w *Web) ownAccount(rw http.ResponseWriter, r *http.Request) {
	own, err := w.opt.Access.Own(r.Context())
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	type key struct {
		ID        int        `json:"id,string"`
		Name      string     `json:"name"`
		CreatedAt time.Time  `json:"createdAt"`
		UsedAt    *time.Time `json:"usedAt"`
	}
	keys := []key{}
	for _, k := range own.Passkeys {
		keys = append(keys, key{k.ID, k.Name, k.CreatedAt, k.UsedAt})
	}
	answer(rw, http.StatusOK, map[string]any{
		"name": own.User.Name, "displayName": own.User.DisplayName, "password": own.User.PasswordHash != "",
		"totp": own.TOTP, "passkeys": keys, "passkeyAddress": w.opt.Access.PasskeyAddress(),
		"factorMissing": viewer.From(r.Context()).FactorMissing,
	})
}

// done answers 204, or why not.
func (w *Web) done(rw http.ResponseWriter, r *http.Request, err error) {
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	rw.WriteHeader(http.StatusNoContent)
}

// here is where a change of one's own account comes from.
func here(r *http.Request) access.Origin {
	address, _ := peer(r)
	return access.Origin{Address: address}
}

// changePassword takes {current, password}.
func (w *Web) changePassword(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Current, Password string }
	if !read(rw, r, &in) {
		return
	}
	err := w.opt.Access.ChangePassword(r.Context(), here(r), in.Current, in.Password)
	if err == nil {
		err = w.sessions.RenewToken(r.Context())
	}
	w.done(rw, r, err)
}

// beginTOTP takes {current}; 200 {secret, uri}, shown this once.
func (w *Web) beginTOTP(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Current string }
	if !read(rw, r, &in) {
		return
	}
	made, err := w.opt.Access.BeginTOTP(r.Context(), here(r), in.Current)
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	w.sessions.Put(r.Context(), totpKey, made.Sealed)
	answer(rw, http.StatusOK, map[string]string{"secret": made.Secret, "uri": made.URI})
}

// confirmTOTP takes {code}, the first of the new secret.
func (w *Web) confirmTOTP(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Code string }
	if !read(rw, r, &in) {
		return
	}
	err := w.opt.Access.ConfirmTOTP(r.Context(), w.sessions.GetBytes(r.Context(), totpKey), in.Code)
	if err == nil {
		w.sessions.Remove(r.Context(), totpKey)
	}
	w.done(rw, r, err)
}

// removeTOTP takes {current}.
func (w *Web) removeTOTP(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Current string }
	if read(rw, r, &in) {
		w.done(rw, r, w.opt.Access.RemoveTOTP(r.Context(), here(r), in.Current))
	}
}

// beginNewPasskey takes {current, name}; 200 with what navigator.credentials.create takes.
func (w *Web) beginNewPasskey(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Current, Name string }
	if !read(rw, r, &in) {
		return
	}
	options, ceremony, err := w.opt.Access.BeginNewPasskey(r.Context(), here(r), in.Current, in.Name)
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	w.sessions.Put(r.Context(), ceremonyKey, ceremony)
	answer(rw, http.StatusOK, options)
}

// finishNewPasskey takes {credential}, what the browser answered.
func (w *Web) finishNewPasskey(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Credential json.RawMessage }
	if readUpTo(passkeyLimit, rw, r, &in) {
		w.done(rw, r, w.opt.Access.FinishNewPasskey(r.Context(), w.sessions.PopBytes(r.Context(), ceremonyKey), in.Credential))
	}
}

// removePasskey takes {current, id}.
func (w *Web) removePasskey(rw http.ResponseWriter, r *http.Request) {
	var in struct {
		Current string
		ID      int `json:"id,string"`
	}
	if read(rw, r, &in) {
		w.done(rw, r, w.opt.Access.RemovePasskey(r.Context(), here(r), in.Current, in.ID))
	}
}
