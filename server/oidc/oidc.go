// Package oidc lets people sign in with an OpenID provider: the authorization
// code flow with PKCE (RFC 7636), state and nonce (OpenID Connect Core 1.0, 3.1).
package oidc

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// What may go wrong beside a wrong set-up; the wrapped text is for the log.
var (
	ErrUnavailable = errors.New("the sign-in service does not answer")
	ErrRefused     = errors.New("the sign-in service refused")
	ErrMismatch    = errors.New("the answer does not belong to a sign-in begun here")
	ErrUnbelieved  = errors.New("what the sign-in service says cannot be believed")
)

// Options of a client. Issuer, ClientID and RedirectURL are needed.
type Options struct {
	Issuer        string // URL, exactly as the provider writes it
	ClientID      string
	ClientSecret  string // empty for a public client
	RedirectURL   string
	UserNameClaim string   // default preferred_username
	Scopes        []string // beside openid; default profile

	Client *http.Client     // default one of its own, which waits 10 s
	Now    func() time.Time // default time.Now
}

// Identity is who signed in. Issuer and Subject together name a person for
// good; the names may change.
type Identity struct {
	Issuer, Subject       string
	UserName, DisplayName string
}

// Pending is a sign-in that was begun. Keep it with the browser's session, away
// from everybody else, and use it once.
type Pending struct {
	State, Nonce, Verifier string
	Begun                  time.Time
}

const (
	pendingLife  = 10 * time.Minute // to sign in at the provider
	answerWithin = 10 * time.Second
	retryAfter   = 5 * time.Second // a failed discovery stands so long
)

// Client is this hub as the provider's client.
type Client struct {
	opt Options

	mu       sync.Mutex
	provider *oidc.Provider // nil until it was discovered
	failed   error
	tried    time.Time
}

// New checks the options. It does not ask the provider yet, so that a hub
// starts while the provider is away.
func New(o Options) (*Client, error) {
	if err := checkURL("issuer", o.Issuer); err != nil {
		return nil, err
	}
	if o.ClientID == "" {
		return nil, errors.New("client id is empty; the one that the provider gave is needed")
	}
	if err := checkURL("redirect url", o.RedirectURL); err != nil {
		return nil, err
	}
	if o.UserNameClaim == "" {
		o.UserNameClaim = "preferred_username"
	}
	if o.Scopes == nil {
		o.Scopes = []string{"profile"}
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: answerWithin}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Client{opt: o}, nil
}

func checkURL(field, text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("%s %q is no address; one like https://sign-in.lan/county is right", field, text)
	}
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	if u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return fmt.Errorf("%s %q must begin with https:// (http:// on loopback only)", field, text)
	}
	return nil
}

// Begin returns where to send the browser, and what Finish needs. It fails with
// ErrUnavailable while the provider was never reached.
func (c *Client) Begin(ctx context.Context) (string, Pending, error) {
	config, _, err := c.discovered(ctx)
	if err != nil {
		return "", Pending{}, err
	}
	p := Pending{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Begun: c.opt.Now()}
	return config.AuthCodeURL(p.State, oidc.Nonce(p.Nonce), oauth2.S256ChallengeOption(p.Verifier)), p, nil
}

// Finish takes the query with which the provider sent the browser back.
func (c *Client) Finish(ctx context.Context, p Pending, query url.Values) (Identity, error) {
	if err := c.belongs(p, query); err != nil {
		return Identity{}, err
	}
	if refusal := query.Get("error"); refusal != "" {
		return Identity{}, fmt.Errorf("%w: %.100q", ErrRefused, refusal)
	}
	if query.Get("code") == "" {
		return Identity{}, fmt.Errorf("%w: the code is missing", ErrMismatch)
	}
	config, verifier, err := c.discovered(ctx)
	if err != nil {
		return Identity{}, err
	}
	ctx = oidc.ClientContext(ctx, c.opt.Client)
	token, err := config.Exchange(ctx, query.Get("code"), oauth2.VerifierOption(p.Verifier))
	if err != nil {
		return Identity{}, exchangeFailure(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return Identity{}, fmt.Errorf("%w: there is no ID token", ErrUnbelieved)
	}
	id, err := verifier.Verify(ctx, raw)
	if err != nil {
		return Identity{}, fmt.Errorf("%w: %w", ErrUnbelieved, err)
	}
	if !same(id.Nonce, p.Nonce) {
		return Identity{}, fmt.Errorf("%w: the nonce is another", ErrUnbelieved)
	}
	return c.identity(id)
}

// belongs checks that the answer is to what this browser began, a short while
// ago, and of this provider (RFC 9207).
func (c *Client) belongs(p Pending, query url.Values) error {
	switch age := c.opt.Now().Sub(p.Begun); {
	case p.State == "" || p.Nonce == "" || p.Verifier == "":
		return fmt.Errorf("%w: none was begun", ErrMismatch)
	case !same(query.Get("state"), p.State):
		return fmt.Errorf("%w: the state is another", ErrMismatch)
	case age > pendingLife:
		return fmt.Errorf("%w: it was begun %s ago", ErrMismatch, age.Round(time.Second))
	case query.Has("iss") && query.Get("iss") != c.opt.Issuer:
		return fmt.Errorf("%w: it is of another issuer", ErrMismatch)
	}
	return nil
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// exchangeFailure tells a refusal from an outage, without the body, which may
// hold secrets.
func exchangeFailure(err error) error {
	var answer *oauth2.RetrieveError
	if errors.As(err, &answer) && answer.Response.StatusCode < http.StatusInternalServerError {
		return fmt.Errorf("%w: %s %.100q", ErrRefused, answer.Response.Status, answer.ErrorCode)
	}
	if errors.As(err, &answer) {
		return fmt.Errorf("%w: %s", ErrUnavailable, answer.Response.Status)
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// identity reads the claims of a verified token.
func (c *Client) identity(id *oidc.IDToken) (Identity, error) {
	var claims map[string]any
	if err := id.Claims(&claims); err != nil {
		return Identity{}, fmt.Errorf("%w: %w", ErrUnbelieved, err)
	}
	text := func(claim string) string { s, _ := claims[claim].(string); return s }
	// Core 1.0, 3.1.3.7, 4 and 5: for whom it is when there are several.
	if azp := text("azp"); azp != "" && azp != c.opt.ClientID || azp == "" && len(id.Audience) > 1 {
		return Identity{}, fmt.Errorf("%w: it is for another client", ErrUnbelieved)
	}
	who := Identity{Issuer: id.Issuer, Subject: id.Subject, UserName: text(c.opt.UserNameClaim), DisplayName: text("name")}
	if who.Subject == "" {
		return Identity{}, fmt.Errorf("%w: the claim sub is missing", ErrUnbelieved)
	}
	if who.UserName == "" {
		return Identity{}, fmt.Errorf("%w: the claim %s is missing", ErrUnbelieved, c.opt.UserNameClaim)
	}
	if who.DisplayName == "" {
		who.DisplayName = who.UserName
	}
	return who, nil
}
