// Package oidc is a local OpenID provider for tests: it signs one user in at
// once, and misbehaves when told to.
package oidc

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"golang.org/x/oauth2"
)

// Fault is one way to misbehave.
type Fault string

// The faults. None is to behave.
const (
	None          Fault = ""
	Away          Fault = "away"           // answers nothing but 503
	Denies        Fault = "denies"         // the person or the provider said no
	OtherState    Fault = "other state"    // the answer is to somebody else
	OtherNonce    Fault = "other nonce"    // the token is of another sign-in
	OtherAudience Fault = "other audience" // the token is for another client
	OtherIssuer   Fault = "other issuer"   // the token is of another provider
	TwoAudiences  Fault = "two audiences"  // and not said for which
	Expired       Fault = "expired"
	BadSignature  Fault = "bad signature" // by a key that is not published
	Unsigned      Fault = "unsigned"      // the algorithm "none"
	NoToken       Fault = "no token"
	NoUserName    Fault = "no user name"
)

// Registered is the client that the provider knows.
type Registered struct{ ID, Secret, RedirectURL string }

// User signs in, with the claims of a token beside what the protocol needs.
type User struct {
	Subject string
	Claims  map[string]any
}

// Provider is the provider; its URL is the issuer.
type Provider struct {
	URL    string
	client Registered
	user   User
	now    func() time.Time

	mu    sync.Mutex
	fault Fault
	asked int                  // for discovery
	codes map[string]authorize // good once
}

// authorize is what a code was given for.
type authorize struct{ nonce, challenge string }

const keyID = "key-1"

var keys = sync.OnceValue(func() (pair [2]*rsa.PrivateKey) { // published and not
	for i := range pair {
		pair[i], _ = rsa.GenerateKey(rand.Reader, 2048)
	}
	return pair
})

// Start runs a provider until the test ends. Now is nil for the real time.
func Start(t testing.TB, c Registered, u User, now func() time.Time) *Provider {
	t.Helper()
	if now == nil {
		now = time.Now
	}
	p := &Provider{client: c, user: u, now: now, codes: map[string]authorize{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.discovery)
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	mux.HandleFunc("GET /keys", p.keys)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.has(Away) {
			http.Error(w, "away", http.StatusServiceUnavailable)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	p.URL = server.URL
	return p
}

// Misbehave sets the one fault from now on.
func (p *Provider) Misbehave(f Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault = f
}

// Discoveries is how often the provider was asked who it is.
func (p *Provider) Discoveries() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked
}

// SignIn does what a browser does that is sent to the address, and returns the
// query with which it is sent back.
func (p *Provider) SignIn(t testing.TB, address string) url.Values {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(request) // follows nothing
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	back, err := response.Location()
	if err != nil || !strings.HasPrefix(back.String(), p.client.RedirectURL+"?") {
		t.Fatalf("%s: %s, %v, %v", address, response.Status, back, err)
	}
	return back.Query()
}

func (p *Provider) has(f Fault) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fault == f
}

func (p *Provider) discovery(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	p.asked++
	p.mu.Unlock()
	answer(w, http.StatusOK, map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token",
		"jwks_uri": p.URL + "/keys", "response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"},
		"id_token_signing_alg_values_supported": []string{"RS256"}, "code_challenge_methods_supported": []string{"S256"},
		"authorization_response_iss_parameter_supported": true,
	})
}

// authorize refuses in place what must not be sent on (RFC 6749, 4.1.2.1).
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("client_id") != p.client.ID || q.Get("redirect_uri") != p.client.RedirectURL || q.Get("response_type") != "code" ||
		!slices.Contains(strings.Fields(q.Get("scope")), "openid") || q.Get("state") == "" || q.Get("nonce") == "" ||
		q.Get("code_challenge_method") != "S256" || q.Get("code_challenge") == "" {
		http.Error(w, "invalid_request", http.StatusBadRequest)
		return
	}
	back := url.Values{"state": {q.Get("state")}, "iss": {p.URL}}
	if p.has(OtherState) {
		back.Set("state", "another")
	}
	if p.has(Denies) {
		back.Set("error", "access_denied")
	} else {
		code := rand.Text()
		p.mu.Lock()
		p.codes[code] = authorize{q.Get("nonce"), q.Get("code_challenge")}
		p.mu.Unlock()
		back.Set("code", code)
	}
	http.Redirect(w, r, p.client.RedirectURL+"?"+back.Encode(), http.StatusFound)
}

func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	if id != p.client.ID || secret != p.client.Secret {
		answer(w, http.StatusUnauthorized, map[string]any{"error": "invalid_client"})
		return
	}
	code := r.PostFormValue("code")
	p.mu.Lock()
	given, ok := p.codes[code]
	delete(p.codes, code)
	p.mu.Unlock()
	if !ok || r.PostFormValue("grant_type") != "authorization_code" || r.PostFormValue("redirect_uri") != p.client.RedirectURL ||
		oauth2.S256ChallengeFromVerifier(r.PostFormValue("code_verifier")) != given.challenge {
		answer(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
		return
	}
	body := map[string]any{"access_token": rand.Text(), "token_type": "Bearer", "expires_in": 300}
	if !p.has(NoToken) {
		signed, err := p.sign(p.claims(given.nonce))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		body["id_token"] = signed
	}
	answer(w, http.StatusOK, body)
}

func (p *Provider) claims(nonce string) map[string]any {
	now := p.now()
	claims := map[string]any{
		"iss": p.URL, "sub": p.user.Subject, "aud": p.client.ID, "nonce": nonce,
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(),
	}
	for name, value := range p.user.Claims {
		claims[name] = value
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch p.fault {
	case OtherNonce:
		claims["nonce"] = "another"
	case OtherAudience:
		claims["aud"] = "another"
	case OtherIssuer:
		claims["iss"] = "https://another.example"
	case TwoAudiences:
		claims["aud"] = []string{p.client.ID, "another"}
	case Expired:
		claims["exp"] = now.Add(-time.Second).Unix()
	case NoUserName:
		delete(claims, "preferred_username")
	}
	return claims
}

func (p *Provider) sign(claims map[string]any) (string, error) {
	key := keys()[0]
	switch {
	case p.has(BadSignature):
		key = keys()[1]
	case p.has(Unsigned):
		body, err := json.Marshal(claims)
		encode := base64.RawURLEncoding.EncodeToString
		return encode([]byte(`{"alg":"none"}`)) + "." + encode(body) + ".", err
	}
	signer, err := jose.NewSigner(jose.SigningKey{
		Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: keyID},
	}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return "", err
	}
	return jwt.Signed(signer).Claims(claims).Serialize()
}

func (p *Provider) keys(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{
		{Key: keys()[0].Public(), KeyID: keyID, Algorithm: string(jose.RS256), Use: "sig"},
	}})
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}
