// Package web is the hub's http: the contract, sign-in and enrolment, what
// devices post, health and metrics, and the single-page application.
package web

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/go-chi/httprate"
	"github.com/jonboulle/clockwork"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"commandhub/server/access"
	"commandhub/server/basemap"
	"commandhub/server/county"
	"commandhub/server/export"
	"commandhub/server/incident"
	"commandhub/server/limit"
	"commandhub/server/oidc"
	"commandhub/server/partner"
	"commandhub/server/reason"
	"commandhub/server/secret"
	"commandhub/server/store"
)

// Options of the web.
type Options struct {
	Store     *store.Store
	Access    *access.Access
	Partners  *partner.Partners
	Incidents *incident.Incidents
	Exports   *export.Exports
	Refusals  *access.Refusals
	Limiter   *limit.Limiter // of the contract's quotas
	Receipts  *Receipts      // of notices' gateways; nil without
	OIDC      *oidc.Client   // the county's sign-in service; nil without
	Sealer    *secret.Sealer // of cookies
	Clock     clockwork.Clock
	GraphQL   http.Handler // also takes websockets
	Telemetry http.Handler // what devices post
	Profiles  *county.Profiles
	Outline   func() []byte // the county's outline as GeoJSON
	Basemap   *basemap.Basemap
	SPA       fs.FS
	Secure    bool // cookies are for TLS only
	// Ready fails, with a sentence for the operator, while the hub cannot work.
	Ready func(ctx context.Context) error
	// Authority is the PEM of the hub's own certificate authority; nil without.
	Authority func() []byte
	Gatherer  prometheus.Gatherer
	Log       *slog.Logger
}

// Web serves.
type Web struct {
	opt      Options
	sessions *scs.SessionManager
	kept     sessionStore
}

// Sessions end after so long without a request, and after so long at all.
const (
	sessionIdle = 30 * time.Minute
	sessionLife = 12 * time.Hour
)

// Cookies of people, displays and phones.
const (
	sessionCookie = "hub_session"
	wallCookie    = "hub_wall"
	fieldCookie   = "hub_field"
	knownCookie   = "hub_known" // a browser that somebody signed in with, sealed
	oidcCookie    = "hub_oidc"  // a sign-in at the county's service, sealed
)

// New makes the web. Its Handler serves; Sweep deletes what has expired.
func New(o Options) *Web {
	w := &Web{opt: o, kept: sessionStore{o.Store, o.Clock}, sessions: scs.New()}
	w.sessions.Store = w.kept
	w.sessions.HashTokenInStore = true
	w.sessions.Lifetime = sessionLife // the store sees to idleness
	w.sessions.Cookie.Name, w.sessions.Cookie.Secure = sessionCookie, o.Secure
	w.sessions.Cookie.HttpOnly, w.sessions.Cookie.SameSite = true, http.SameSiteStrictMode
	w.sessions.ErrorFunc = func(rw http.ResponseWriter, r *http.Request, err error) {
		o.Log.ErrorContext(r.Context(), "session", "error", err)
		fail(rw, http.StatusServiceUnavailable, "UNAVAILABLE", "the database does not answer; try again", "")
	}
	return w
}

// Handler is everything under one address.
func (w *Web) Handler() http.Handler {
	mux := http.NewServeMux()
	slow := httprate.LimitBy(20, time.Minute, peer) // guesses at passwords and codes
	mux.Handle("/graphql", w.viewer(w.opt.GraphQL))
	mux.Handle("GET /api/v1/session", w.saved(w.door))
	mux.Handle("POST /api/v1/session", slow(w.saved(w.signIn)))
	mux.Handle("POST /api/v1/session/totp", w.saved(w.secondTOTP)) // after a first step; locks hold
	mux.Handle("POST /api/v1/session/passkey/begin", w.saved(w.secondPasskeyBegin))
	mux.Handle("POST /api/v1/session/passkey/finish", w.saved(w.secondPasskeyFinish))
	mux.Handle("GET /api/v1/session/oidc/begin", slow(http.HandlerFunc(w.oidcBegin)))
	mux.Handle("GET /api/v1/session/oidc/callback", slow(w.saved(w.oidcCallback)))
	mux.Handle("DELETE /api/v1/session", w.saved(w.signOut))
	mux.Handle("POST /api/v1/enrol", slow(w.saved(w.enrol)))
	mux.Handle("POST /api/v1/enrol/display", slow(http.HandlerFunc(w.beginDisplay)))
	mux.Handle("POST /api/v1/enrol/display/poll", httprate.LimitBy(60, time.Minute, peer)(http.HandlerFunc(w.pollDisplay)))
	mux.Handle("POST /api/v1/enrol/inspect", slow(http.HandlerFunc(w.inspect)))
	mux.Handle("POST /api/v1/oauth/token", slow(http.HandlerFunc(w.token)))
	mux.HandleFunc("POST /api/v1/notices/receipts", w.receive)
	mux.Handle("POST /api/v1/incidents/{id}/photos", w.viewer(http.HandlerFunc(w.addPhoto)))
	mux.Handle("GET /api/v1/photos/{id}", w.viewer(http.HandlerFunc(w.photo)))
	mux.Handle("GET "+profileURL, w.viewer(http.HandlerFunc(w.profile)))
	mux.Handle("POST "+profileURL, w.viewer(http.HandlerFunc(w.uploadProfile)))
	mux.Handle("GET /api/v1/exports/{file}", w.viewer(http.HandlerFunc(w.export)))
	w.account(mux)
	mux.Handle("/api/v1/telemetry", w.opt.Telemetry)
	mux.HandleFunc("GET /api/v1/map/outline.geojson", w.outline)
	mux.Handle("GET "+basemap.TilesURL, w.tiles(w.opt.Basemap.Tile))
	mux.Handle("GET "+basemap.LabelsURL, w.tiles(w.opt.Basemap.Label))
	mux.Handle("GET "+basemap.ArchiveURL, w.viewer(http.HandlerFunc(w.archive)))
	mux.HandleFunc("GET /api/v1/ca.pem", w.authority)
	w.contract(mux)
	mux.HandleFunc("/api/", func(rw http.ResponseWriter, _ *http.Request) {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "there is no such interface", "")
	})
	mux.HandleFunc("GET /healthz", func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", w.ready)
	mux.Handle("GET /metrics", loopbackOnly(promhttp.HandlerFor(w.opt.Gatherer, promhttp.HandlerOpts{})))
	mux.Handle("/", spa(w.opt.SPA))
	return secured(http.NewCrossOriginProtection().Handler(mux), w.opt.Secure)
}

// peer is the address that a request came from, of IPv6 its /64; behind a proxy
// it is the proxy's, and all share one limit.
func peer(r *http.Request) (string, error) {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return httprate.CanonicalizeIP(host), err
}

// Sweep deletes expired sessions, and failures that count no more, now and then
// until the context ends.
func (w *Web) Sweep(ctx context.Context) {
	for {
		if err := errors.Join(w.kept.sweep(ctx), w.opt.Access.Sweep(ctx)); err != nil && ctx.Err() == nil {
			w.opt.Log.WarnContext(ctx, "expired sessions and old failures stay for now", "error", err)
		}
		select {
		case <-time.After(time.Hour):
		case <-ctx.Done():
			return
		}
	}
}

func (w *Web) outline(rw http.ResponseWriter, _ *http.Request) {
	rw.Header().Set("Content-Type", "application/geo+json")
	rw.Header().Set("Cache-Control", "max-age=3600")
	_, _ = rw.Write(w.opt.Outline())
}

// authority is what phones install: the type makes them offer it, and the name
// is one that Windows knows.
func (w *Web) authority(rw http.ResponseWriter, _ *http.Request) {
	text := w.opt.Authority()
	if text == nil {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "this hub's certificate is not of an authority of its own: there is nothing to install, or ask who runs it", "")
		return
	}
	rw.Header().Set("Content-Type", "application/x-x509-ca-cert")
	rw.Header().Set("Content-Disposition", `inline; filename="command-hub-ca.crt"`)
	rw.Header().Set("Cache-Control", "no-cache")
	_, _ = rw.Write(text)
}

func (w *Web) ready(rw http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := w.opt.Ready(ctx); err != nil {
		fail(rw, http.StatusServiceUnavailable, "UNAVAILABLE", err.Error(), "")
		return
	}
	_, _ = rw.Write([]byte("ready\n"))
}

// fail answers with an error in the one form of the REST interfaces.
func fail(rw http.ResponseWriter, status int, code, message, field string) {
	body := map[string]string{"code": code, "message": message}
	if field != "" {
		body["field"] = field
	}
	answer(rw, status, map[string]any{"error": body})
}

// failFor says the reason too, for a screen in another language.
func failFor(rw http.ResponseWriter, status int, why reason.Reason, field string) {
	answer(rw, status, map[string]any{"error": map[string]any{
		"code": "INVALID", "message": why.Error(), "field": field, "reason": why.Code, "values": why.Values,
	}})
}

func answer(rw http.ResponseWriter, status int, v any) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.Header().Set("Cache-Control", "no-store")
	rw.WriteHeader(status)
	_ = json.NewEncoder(rw).Encode(v)
}

// policy of content: nothing from elsewhere; inline styles only, which the
// libraries for charts and forms inject.
const contentPolicy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; " +
	"worker-src 'self' blob:; connect-src 'self'; font-src 'self' data:; object-src 'none'; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

func secured(next http.Handler, tls bool) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if tls {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(rw, r)
	})
}

// loopbackOnly keeps what is for the operator of the machine on the machine.
func loopbackOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.RemoteAddr)
		if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
			fail(rw, http.StatusForbidden, "FORBIDDEN", "metrics are read on the hub's own machine", "")
			return
		}
		next.ServeHTTP(rw, r)
	})
}
