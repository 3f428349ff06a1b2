package oidc_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"commandhub/server/oidc"
	provider "commandhub/server/servertest/oidc"
)

const callback = "https://hub.lan/api/v1/session/oidc"

var hub = provider.Registered{ID: "hub", Secret: "a secret of the client", RedirectURL: callback}

var duty = provider.User{Subject: "0001", Claims: map[string]any{
	"preferred_username": "duty", "name": "Duty Officer", "employee": "E-7",
}}

// begin makes a provider, and a client of it that may be changed.
func begin(t *testing.T, change func(*oidc.Options)) (*provider.Provider, *oidc.Client) {
	t.Helper()
	p := provider.Start(t, hub, duty, nil)
	o := oidc.Options{Issuer: p.URL, ClientID: hub.ID, ClientSecret: hub.Secret, RedirectURL: callback}
	if change != nil {
		change(&o)
	}
	c, err := oidc.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return p, c
}

// signIn goes the whole way.
func signIn(t *testing.T, p *provider.Provider, c *oidc.Client) (oidc.Identity, error) {
	t.Helper()
	address, pending, err := c.Begin(t.Context())
	if err != nil {
		return oidc.Identity{}, err
	}
	return c.Finish(t.Context(), pending, p.SignIn(t, address))
}

func TestAPersonSignsInWithTheProvider(t *testing.T) {
	p, c := begin(t, nil)
	for range 2 {
		who, err := signIn(t, p, c)
		if want := (oidc.Identity{Issuer: p.URL, Subject: "0001", UserName: "duty", DisplayName: "Duty Officer"}); err != nil || who != want {
			t.Errorf("%+v %v", who, err)
		}
	}
	if n := p.Discoveries(); n != 1 {
		t.Errorf("discovered %d times", n)
	}
}

func TestTheUserNameIsOfTheClaimThatIsSet(t *testing.T) {
	p, c := begin(t, func(o *oidc.Options) { o.UserNameClaim = "employee" })
	if who, err := signIn(t, p, c); err != nil || who.UserName != "E-7" {
		t.Errorf("%+v %v", who, err)
	}
}

func TestAProviderThatMisbehavesLetsNobodyIn(t *testing.T) {
	p, c := begin(t, nil)
	for _, m := range []struct {
		fault provider.Fault
		want  error
		says  string
	}{
		{provider.Denies, oidc.ErrRefused, "access_denied"},
		{provider.OtherState, oidc.ErrMismatch, "state"},
		{provider.OtherNonce, oidc.ErrUnbelieved, "nonce"},
		{provider.OtherAudience, oidc.ErrUnbelieved, "audience"},
		{provider.OtherIssuer, oidc.ErrUnbelieved, "different provider"},
		{provider.TwoAudiences, oidc.ErrUnbelieved, "another client"},
		{provider.Expired, oidc.ErrUnbelieved, "expired"},
		{provider.BadSignature, oidc.ErrUnbelieved, "signature"},
		{provider.Unsigned, oidc.ErrUnbelieved, "none"},
		{provider.NoToken, oidc.ErrUnbelieved, "no ID token"},
		{provider.NoUserName, oidc.ErrUnbelieved, "preferred_username"},
	} {
		p.Misbehave(m.fault)
		who, err := signIn(t, p, c)
		if !errors.Is(err, m.want) || !strings.Contains(err.Error(), m.says) || who != (oidc.Identity{}) {
			t.Errorf("%s: %+v %v", m.fault, who, err)
		}
	}
	p.Misbehave(provider.None)
	if _, err := signIn(t, p, c); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestAnAnswerIsGoodOnceForWhoBeganInTime(t *testing.T) {
	now := time.Now()
	p, c := begin(t, func(o *oidc.Options) { o.Now = func() time.Time { return now } })
	address, pending, err := c.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := c.Begin(t.Context())
	if err != nil || other == pending {
		t.Fatal("two sign-ins share their secrets", err)
	}
	answer := p.SignIn(t, address)
	changed := func(name string, values ...string) url.Values {
		q := url.Values{}
		for k, v := range answer {
			q[k] = v
		}
		q[name] = values
		return q
	}
	verifier := pending
	verifier.Verifier = other.Verifier
	for _, m := range []struct {
		what    string
		pending oidc.Pending
		query   url.Values
		want    error
	}{
		{"another's sign-in", other, answer, oidc.ErrMismatch},
		{"none begun", oidc.Pending{}, url.Values{}, oidc.ErrMismatch},
		{"without a state", pending, changed("state"), oidc.ErrMismatch},
		{"without a code", pending, changed("code"), oidc.ErrMismatch},
		{"of another issuer", pending, changed("iss", "https://another.example"), oidc.ErrMismatch},
		{"a made-up code", pending, changed("code", "made up"), oidc.ErrRefused},
		{"another's verifier", verifier, p.SignIn(t, address), oidc.ErrRefused},
	} {
		if _, err := c.Finish(t.Context(), m.pending, m.query); !errors.Is(err, m.want) {
			t.Errorf("%s: %v", m.what, err)
		}
	}
	now = now.Add(10*time.Minute + time.Second)
	if _, err := c.Finish(t.Context(), pending, answer); !errors.Is(err, oidc.ErrMismatch) {
		t.Errorf("too late: %v", err)
	}
	now = pending.Begun.Add(4 * time.Minute) // the token is good for five
	if _, err := c.Finish(t.Context(), pending, answer); err != nil {
		t.Errorf("in time: %v", err)
	}
	if _, err := c.Finish(t.Context(), pending, answer); !errors.Is(err, oidc.ErrRefused) {
		t.Errorf("again: %v", err)
	}
}

func TestAHubStartsWhileTheProviderIsAway(t *testing.T) {
	now := time.Now()
	p, c := begin(t, func(o *oidc.Options) { o.Now = func() time.Time { return now } })
	p.Misbehave(provider.Away)
	for range 3 {
		if _, _, err := c.Begin(t.Context()); !errors.Is(err, oidc.ErrUnavailable) {
			t.Errorf("away: %v", err)
		}
	}
	p.Misbehave(provider.None)
	now = now.Add(4 * time.Second)
	if _, _, err := c.Begin(t.Context()); !errors.Is(err, oidc.ErrUnavailable) {
		t.Errorf("asked again at once: %v", err)
	}
	now = now.Add(2 * time.Second)
	if _, err := signIn(t, p, c); err != nil {
		t.Errorf("back: %v", err)
	}
	address, pending, err := c.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	answer := p.SignIn(t, address)
	p.Misbehave(provider.Away)
	if _, err := c.Finish(t.Context(), pending, answer); !errors.Is(err, oidc.ErrUnavailable) {
		t.Errorf("away in between: %v", err)
	}
}

func TestAWrongSecretIsRefusedAndNotTold(t *testing.T) {
	p, c := begin(t, func(o *oidc.Options) { o.ClientSecret = "another secret" })
	_, err := signIn(t, p, c)
	if !errors.Is(err, oidc.ErrRefused) || !strings.Contains(err.Error(), "invalid_client") || strings.Contains(err.Error(), "another secret") {
		t.Error(err)
	}
}

func TestAnotherIssuerThanTheOneSetIsNotAsked(t *testing.T) {
	p, c := begin(t, func(o *oidc.Options) { o.Issuer += "/" })
	if _, _, err := c.Begin(t.Context()); !errors.Is(err, oidc.ErrUnavailable) || !strings.Contains(err.Error(), p.URL) {
		t.Error(err)
	}
}

func TestAWrongSetUpNamesItsField(t *testing.T) {
	for _, m := range []struct{ issuer, client, redirect, says string }{
		{"https://sign-in.lan/county", "hub", callback, ""},
		{"http://127.0.0.1:9000", "hub", "http://localhost:8080/cb", ""},
		{"", "hub", callback, "issuer"},
		{"sign-in.lan", "hub", callback, "issuer"},
		{"http://sign-in.lan", "hub", callback, "issuer"},
		{"ftp://127.0.0.1", "hub", callback, "issuer"},
		{"https://sign-in.lan?a=b", "hub", callback, "issuer"},
		{"https://sign-in.lan#a", "hub", callback, "issuer"},
		{"https://sign-in.lan", "", callback, "client id"},
		{"https://sign-in.lan", "hub", "", "redirect url"},
		{"https://sign-in.lan", "hub", "http://hub.lan/cb", "redirect url"},
	} {
		_, err := oidc.New(oidc.Options{Issuer: m.issuer, ClientID: m.client, RedirectURL: m.redirect})
		if m.says == "" && err != nil || m.says != "" && (err == nil || !strings.HasPrefix(err.Error(), m.says)) {
			t.Errorf("%+v: %v", m, err)
		}
	}
}
