package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"commandhub/server/access"
	"commandhub/server/viewer"
)

// userKey is where a session keeps its user's id.
const userKey = "user"

// viewer puts in the context who is asking: the operator whose session the
// cookie names, else the display, else nobody. A socket's session is only read.
func (w *Web) viewer(next http.Handler) http.Handler {
	identified := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		who, err := w.identify(r)
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
		ctx, err := w.sessions.Load(r.Context(), token)
		if err != nil {
			w.sessions.ErrorFunc(rw, r, err)
			return
		}
		identified.ServeHTTP(rw, r.WithContext(ctx))
	})
}

func (w *Web) identify(r *http.Request) (viewer.Viewer, error) {
	ctx := r.Context()
	if id := w.sessions.GetInt(ctx, userKey); id != 0 {
		who, err := w.opt.Access.Operator(ctx, id)
		if !errors.Is(err, access.ErrUnknown) {
			who.Session = w.sessions.Token(ctx)
			return who, err
		}
	}
	if c, err := r.Cookie(wallCookie); err == nil {
		who, err := w.opt.Access.Wall(ctx, c.Value)
		if !errors.Is(err, access.ErrUnknown) {
			return who, err
		}
	}
	return viewer.Viewer{Kind: viewer.Nobody}, nil
}

// Recheck tells whether the context's viewer may still be here: sessions end
// and credentials are taken while a socket is open.
func (w *Web) Recheck(ctx context.Context) error {
	who := viewer.From(ctx)
	switch who.Kind {
	case viewer.Operator:
		ctx, err := w.sessions.Load(context.WithoutCancel(ctx), who.Session)
		if err != nil {
			return nil // the database is away: what it allowed still holds
		}
		if w.sessions.GetInt(ctx, userKey) != who.ID {
			return errors.New("the session has ended")
		}
	case viewer.Wall:
		if err := w.opt.Access.WallIsGood(ctx, who.ID); errors.Is(err, access.ErrUnknown) {
			return errors.New("the display's credential was taken")
		}
	}
	return nil
}
