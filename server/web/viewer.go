package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"commandhub/server/access"
	"commandhub/server/partner"
	"commandhub/server/socket"
	"commandhub/server/viewer"
)

// What a session keeps: its user's id, where it began and by which browser; or a
// sign-in that waits for its second step; and what is to be confirmed.
const (
	userKey     = "user"
	addressKey  = "address"
	agentKey    = "agent"
	pendingKey  = "pending"
	ceremonyKey = "passkey"
	totpKey     = "totp"
)

// viewer puts in the context who is asking. A socket's session is only read.
func (w *Web) viewer(next http.Handler) http.Handler {
	identified := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		who, err := w.identify(r)
		if errors.Is(err, partner.ErrKey) {
			rw.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
			fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", partner.ErrKey.Error(), "")
			return
		}
		if err != nil {
			w.opt.Log.ErrorContext(r.Context(), "who is asking", "error", err)
			fail(rw, http.StatusServiceUnavailable, "UNAVAILABLE", "the database does not answer; try again", "")
			return
		}
		next.ServeHTTP(rw, r.WithContext(viewer.NewContext(r.Context(), who)))
	})
	saved := w.sessions.LoadAndSave(identified)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
			saved.ServeHTTP(rw, r)
			return
		}
		token := ""
		if c, err := r.Cookie(sessionCookie); err == nil {
			token = c.Value
		}
		ctx, err := w.sessions.Load(unused(r.Context()), token)
		if err != nil {
			w.sessions.ErrorFunc(rw, r, err)
			return
		}
		identified.ServeHTTP(rw, r.WithContext(ctx))
	})
}

// identify is the party that a request speaks for: a program by its bearer, else
// a person by their session, a display or a phone by its cookie. A bearer that is
// not good is refused and not taken for nobody: its owner must learn of it.
func (w *Web) identify(r *http.Request) (viewer.Viewer, error) {
	ctx := r.Context()
	if scheme, bearer, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		return w.opt.Partners.Authenticate(ctx, strings.TrimSpace(bearer))
	}
	if id := w.sessions.GetInt(ctx, userKey); id != 0 {
		who, err := w.opt.Access.Person(ctx, id)
		if !errors.Is(err, access.ErrUnknown) {
			who.Session = hashed(w.sessions.Token(ctx))
			return who, err
		}
	}
	who, err := byCookie(r, wallCookie, w.opt.Access.Wall)
	if errors.Is(err, access.ErrUnknown) {
		who, err = byCookie(r, fieldCookie, w.opt.Access.FieldDevice)
	}
	if errors.Is(err, access.ErrUnknown) {
		return viewer.Viewer{Kind: viewer.Nobody}, nil
	}
	return who, err
}

// byCookie is whose credential a cookie holds, or ErrUnknown.
func byCookie(r *http.Request, name string, find func(context.Context, string) (viewer.Viewer, error)) (viewer.Viewer, error) {
	c, err := r.Cookie(name)
	if err != nil {
		return viewer.Viewer{}, access.ErrUnknown
	}
	return find(r.Context(), c.Value)
}

// Init admits a socket: as who its request was, or by the bearer in the payload
// of connection_init, {"authorization": "Bearer …"}, for clients that cannot set
// headers.
func (w *Web) Init(ctx context.Context, payload map[string]any) (context.Context, error) {
	for name, value := range payload {
		text, _ := value.(string)
		scheme, bearer, ok := strings.Cut(text, " ")
		if !strings.EqualFold(name, "authorization") || !ok || !strings.EqualFold(scheme, "Bearer") {
			continue
		}
		who, err := w.opt.Partners.Authenticate(ctx, strings.TrimSpace(bearer))
		switch {
		case errors.Is(err, partner.ErrKey):
			return nil, err
		case err != nil:
			return nil, errors.Join(socket.ErrUnavailable, err)
		}
		return viewer.NewContext(ctx, who), nil
	}
	return ctx, nil
}

// Recheck tells whether the context's viewer may still be here, with the rights
// that it came with: sessions end, credentials are taken and appointments change
// while a socket is open.
func (w *Web) Recheck(ctx context.Context) error {
	who := viewer.From(ctx)
	if who.Kind == viewer.Person && who.Session != "" {
		kept, found, err := w.kept.FindCtx(unused(ctx), who.Session)
		if err != nil {
			return socket.ErrUnavailable // the database is away: what it allowed still holds
		}
		if !found || contentOf(kept).user != who.ID {
			return errors.New("the session has ended")
		}
	}
	now, err := w.now(ctx, who)
	switch {
	case errors.Is(err, access.ErrUnknown), errors.Is(err, partner.ErrKey):
		return errors.New("the credential was taken")
	case err != nil:
		return socket.ErrUnavailable
	case now.Key() != who.Key():
		return errors.New("the rights have changed")
	}
	return nil
}

func (w *Web) now(ctx context.Context, who viewer.Viewer) (viewer.Viewer, error) {
	if who.Kind == viewer.Client {
		return w.opt.Partners.Now(ctx, who)
	}
	return w.opt.Access.Now(ctx, who)
}
