package web

import (
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"commandhub/server/access"
)

// requestLimit is the size of a sign-in or enrolment, in bytes; a browser's
// answer about a passkey may be longer.
const (
	requestLimit = 4 << 10
	passkeyLimit = 32 << 10
)

// saved runs a handler within a session that is saved after it.
func (w *Web) saved(h http.HandlerFunc) http.Handler { return w.sessions.LoadAndSave(h) }

func read(rw http.ResponseWriter, r *http.Request, into any) bool {
	return readUpTo(requestLimit, rw, r, into)
}

func readUpTo(limit int64, rw http.ResponseWriter, r *http.Request, into any) bool {
	decoder := json.NewDecoder(http.MaxBytesReader(rw, r.Body, limit))
	if err := decoder.Decode(into); err != nil {
		fail(rw, http.StatusBadRequest, "INVALID", "the body must be a JSON object of at most "+strconv.FormatInt(limit>>10, 10)+" KiB", "")
		return false
	}
	return true
}

// door tells how one may sign in here, and how far this session has come: 200
// {oidc, passkeys, second}. Passkeys is the address at which they work, empty for
// none; second are the factors one of which the sign-in waits for.
func (w *Web) door(rw http.ResponseWriter, r *http.Request) {
	var second []access.Factor
	if p := w.pending(r); w.opt.Access.Waits(p) {
		second = p.Second
	}
	answer(rw, http.StatusOK, map[string]any{
		"oidc": w.opt.OIDC != nil, "passkeys": w.opt.Access.PasskeyAddress(), "second": second,
	})
}

// signIn takes {username, password}; 204 with a cookie, 202 {second} where a
// second step is needed, 401, or 429 after too many failures.
func (w *Web) signIn(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Username, Password string }
	if !read(rw, r, &in) {
		return
	}
	p, err := w.opt.Access.Authenticate(r.Context(), w.origin(r, in.Username), in.Username, in.Password)
	if err == nil {
		err = w.admit(rw, r, p)
	}
	switch {
	case err != nil:
		w.refuse(rw, r, err)
	case len(p.Second) > 0:
		answer(rw, http.StatusAccepted, map[string]any{"second": p.Second})
	default:
		rw.WriteHeader(http.StatusNoContent)
	}
}

// secondTOTP takes {code}; 204, 401 or 429.
func (w *Web) secondTOTP(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Code string }
	if !read(rw, r, &in) {
		return
	}
	p := w.pending(r)
	w.second(rw, r, p, w.opt.Access.FinishTOTP(r.Context(), w.origin(r, p.Name), p, in.Code))
}

// secondPasskeyBegin gives what navigator.credentials.get takes.
func (w *Web) secondPasskeyBegin(rw http.ResponseWriter, r *http.Request) {
	options, ceremony, err := w.opt.Access.BeginPasskey(r.Context(), w.pending(r))
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	w.sessions.Put(r.Context(), ceremonyKey, ceremony)
	answer(rw, http.StatusOK, options)
}

// secondPasskeyFinish takes {credential}, what the browser answered; 204, 401 or 429.
func (w *Web) secondPasskeyFinish(rw http.ResponseWriter, r *http.Request) {
	var in struct{ Credential json.RawMessage }
	if !readUpTo(passkeyLimit, rw, r, &in) {
		return
	}
	p := w.pending(r)
	ceremony := w.sessions.PopBytes(r.Context(), ceremonyKey)
	w.second(rw, r, p, w.opt.Access.FinishPasskey(r.Context(), w.origin(r, p.Name), p, ceremony, in.Credential))
}

// second answers a second step.
func (w *Web) second(rw http.ResponseWriter, r *http.Request, p access.Pending, err error) {
	if err == nil {
		err = w.begin(rw, r, p.Person, p.Name)
	}
	if err != nil {
		w.refuse(rw, r, err)
		return
	}
	rw.WriteHeader(http.StatusNoContent)
}

// admit begins a session, or one that waits for its second step, which is nobody's.
func (w *Web) admit(rw http.ResponseWriter, r *http.Request, p access.Pending) error {
	if len(p.Second) == 0 {
		return w.begin(rw, r, p.Person, p.Name)
	}
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := w.renew(r); err != nil {
		return err
	}
	w.sessions.Put(r.Context(), pendingKey, text)
	return nil
}

// pending is the sign-in of this session that waits for its second step, or none.
func (w *Web) pending(r *http.Request) access.Pending {
	var p access.Pending
	_ = json.Unmarshal(w.sessions.GetBytes(r.Context(), pendingKey), &p)
	return p
}

// renew gives the session a new token and forgets what it held.
func (w *Web) renew(r *http.Request) error {
	for _, key := range w.sessions.Keys(r.Context()) {
		w.sessions.Remove(r.Context(), key)
	}
	return w.sessions.RenewToken(r.Context())
}

// begin starts a person's session under a new token.
func (w *Web) begin(rw http.ResponseWriter, r *http.Request, person int, name string) error {
	if err := w.renew(r); err != nil {
		return err
	}
	address, err := peer(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	w.sessions.Put(ctx, userKey, person)
	w.sessions.Put(ctx, addressKey, address)
	w.sessions.Put(ctx, agentKey, shortened(r.UserAgent(), longestAgent))
	http.SetCookie(rw, &http.Cookie{
		Name: knownCookie, Value: w.seal([]byte(name), knownCookie), Path: "/api/v1/session", MaxAge: int(knownLife.Seconds()),
		HttpOnly: true, Secure: w.opt.Secure, SameSite: http.SameSiteStrictMode,
	})
	return nil
}

// knownLife is how long a browser is known as one that a person signed in with.
const knownLife = 90 * 24 * time.Hour

// origin is where a request comes from, and whether by a browser that the named
// person signed in with before.
func (w *Web) origin(r *http.Request, name string) access.Origin {
	address, _ := peer(r) // empty: only the account counts
	from := access.Origin{Address: address}
	if c, err := r.Cookie(knownCookie); err == nil {
		known, err := w.unseal(c.Value, knownCookie)
		from.Known = err == nil && string(known) == name
	}
	return from
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

// signOut ends the session, and at once the sockets that were opened with it. With
// ?phone=true the browser forgets the credential of a phone too; the credential itself
// stays good until an administrator revokes it.
func (w *Web) signOut(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("phone") == "true" {
		http.SetCookie(rw, &http.Cookie{
			Name: fieldCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: w.opt.Secure, SameSite: http.SameSiteLaxMode,
		})
	}
	person := w.sessions.GetInt(r.Context(), userKey)
	err := w.sessions.Destroy(r.Context())
	if err == nil && person != 0 {
		err = w.opt.Access.SignedOut(r.Context(), person)
	}
	if err != nil {
		w.unavailable(rw, r, "sign out", err)
		return
	}
	rw.WriteHeader(http.StatusNoContent)
}

// refuse answers what was refused at the door or to one's own account.
func (w *Web) refuse(rw http.ResponseWriter, r *http.Request, err error) {
	var invalid *access.Invalid
	var locked *access.Locked
	switch {
	case errors.As(err, &locked):
		rw.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(locked.For.Seconds()))))
		fail(rw, http.StatusTooManyRequests, "RATE_LIMITED", locked.Error(), "")
	case errors.Is(err, access.ErrSignIn):
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", access.ErrSignIn.Error(), "")
	case errors.Is(err, access.ErrFactor):
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", access.ErrFactor.Error(), "code")
	case errors.Is(err, access.ErrPending):
		fail(rw, http.StatusConflict, "CONFLICT", access.ErrPending.Error(), "")
	case errors.Is(err, access.ErrNoPasskeys):
		fail(rw, http.StatusConflict, "CONFLICT", access.ErrNoPasskeys.Error(), "")
	case errors.Is(err, access.ErrCode):
		fail(rw, http.StatusForbidden, "FORBIDDEN", access.ErrCode.Error(), "code")
	case errors.As(err, &invalid):
		fail(rw, http.StatusBadRequest, "INVALID", invalid.Message, invalid.Field)
	default:
		w.unavailable(rw, r, r.Method+" "+r.URL.Path, err)
	}
}

func (w *Web) unavailable(rw http.ResponseWriter, r *http.Request, what string, err error) {
	w.opt.Log.ErrorContext(r.Context(), what, "error", err)
	fail(rw, http.StatusServiceUnavailable, "UNAVAILABLE", "this cannot be done at the moment; try again", "")
}
