package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/servertest/oidc"
	"commandhub/server/store/storetest"
	"commandhub/server/web"
)

var registered = oidc.Registered{ID: "hub", Secret: "a secret of the client", RedirectURL: origin + web.CallbackPath}

// provider is the county's sign-in service, which signs in a person of a name.
func provider(t *testing.T, subject, userName string) *oidc.Provider {
	t.Helper()
	return oidc.Start(t, registered, oidc.User{Subject: subject, Claims: map[string]any{"preferred_username": userName, "employee": "k-77"}}, nil)
}

func withOIDC(p *oidc.Provider, o app.Options) app.Options {
	o.PublicURL = origin
	o.OIDC = app.OIDC{Issuer: p.URL, ClientID: registered.ID, ClientSecret: registered.Secret}
	return o
}

// leave is where a browser is sent when it begins to sign in at the service.
func leave(t *testing.T, c *servertest.Client) string {
	t.Helper()
	status, header, body := c.Exchange(t, http.MethodGet, "/api/v1/session/oidc/begin", http.Header{}, "")
	if status != http.StatusFound {
		t.Fatalf("begin: %d %v %s", status, header, body)
	}
	return header.Get("Location")
}

// comeBack is where a browser ends up that the service sent back.
func comeBack(t *testing.T, c *servertest.Client, query url.Values) string {
	t.Helper()
	status, header, body := c.Exchange(t, http.MethodGet, web.CallbackPath+"?"+query.Encode(), http.Header{}, "")
	if status != http.StatusSeeOther {
		t.Fatalf("callback: %d %v %s", status, header, body)
	}
	return header.Get("Location")
}

func viaService(t *testing.T, p *oidc.Provider, c *servertest.Client) string {
	t.Helper()
	return comeBack(t, c, p.SignIn(t, leave(t, c)))
}

func TestSigningInWithTheCountysService(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		p := provider(t, "0001", "anna")
		hub := servertest.Start(t, withOIDC(p, app.Options{Database: address}))
		audit := auditor(t, hub)
		if status, body := hub.Stranger().Send(t, http.MethodGet, "/api/v1/session", "", ""); status != http.StatusOK || !strings.Contains(body, `"oidc":true`) {
			t.Errorf("the door: %d %s", status, body)
		}
		c := hub.Stranger()
		if to := viaService(t, p, c); to != "/signin?name=anna&refused=stranger" || kindOf(t, c) != "NOBODY" {
			t.Errorf("somebody without an account ends at %s", to)
		}
		hub.Person(t, "anna", app.NewPerson{Role: "DUTY_OFFICER"})
		for range 2 { // found by name, then by subject
			c := hub.Stranger()
			if to := viaService(t, p, c); to != "/console" || kindOf(t, c) != "PERSON" {
				t.Errorf("somebody with an account ends at %s", to)
			}
		}
		if _, status, _ := signIn(t, hub, "anna", password); status != http.StatusNoContent {
			t.Errorf("by the password: %d", status)
		}
		trail := actions(t, audit)
		if strings.Count(trail, "user.oidc-linked") != 1 || strings.Count(trail, `user.signed-in {"how":"oidc"}`) != 2 || !strings.Contains(trail, `{"name":"anna","step":"oidc"}`) {
			t.Errorf("the audit trail:\n%s", trail)
		}
	})
}

func TestAnAccountBelongsToTheSubjectThatItWasFirstOf(t *testing.T) {
	data := t.TempDir()
	first := provider(t, "0001", "anna")
	hub := servertest.Start(t, withOIDC(first, app.Options{Data: data}))
	hub.Person(t, "anna", app.NewPerson{})
	if to := viaService(t, first, hub.Stranger()); to != "/console" {
		t.Fatal(to)
	}
	another := provider(t, "0002", "anna") // of another issuer too
	other := servertest.Start(t, withOIDC(another, app.Options{Data: data}))
	c := other.Stranger()
	if to := viaService(t, another, c); to != "/signin?name=anna&refused=stranger" || kindOf(t, c) != "NOBODY" {
		t.Errorf("another subject of the same name ends at %s", to)
	}
}

func TestTheUserNameIsOfTheClaimThatIsSet(t *testing.T) {
	p := provider(t, "0001", "anna")
	o := withOIDC(p, app.Options{})
	o.OIDC.UserNameClaim = "employee"
	hub := servertest.Start(t, o)
	hub.Person(t, "k-77", app.NewPerson{})
	if to := viaService(t, p, hub.Stranger()); to != "/console" {
		t.Error(to)
	}
}

func TestAServiceThatMisbehavesLetsNobodyIn(t *testing.T) {
	p := provider(t, "0001", "anna")
	hub := servertest.Start(t, withOIDC(p, app.Options{}))
	hub.Person(t, "anna", app.NewPerson{})
	for fault, word := range map[oidc.Fault]string{
		oidc.Denies: "service", oidc.OtherState: "mismatch", oidc.OtherNonce: "service", oidc.OtherAudience: "service",
		oidc.OtherIssuer: "service", oidc.BadSignature: "service", oidc.Unsigned: "service", oidc.NoUserName: "service",
	} {
		p.Misbehave(fault)
		c := hub.Stranger()
		if to := viaService(t, p, c); to != "/signin?refused="+word || kindOf(t, c) != "NOBODY" {
			t.Errorf("%s: %s", fault, to)
		}
	}
}

func TestAnAnswerOfTheServiceIsGoodOnceInTheBrowserThatBegan(t *testing.T) {
	p := provider(t, "0001", "anna")
	hub := servertest.Start(t, withOIDC(p, app.Options{}))
	hub.Person(t, "anna", app.NewPerson{})
	c := hub.Stranger()
	answer := p.SignIn(t, leave(t, c))
	thief := hub.Stranger()
	if to := comeBack(t, thief, answer); to != "/signin?refused=mismatch" || kindOf(t, thief) != "NOBODY" {
		t.Errorf("in another browser: %s", to)
	}
	leave(t, thief)
	if to := comeBack(t, thief, answer); to != "/signin?refused=mismatch" {
		t.Errorf("in another browser that began too: %s", to)
	}
	if to := comeBack(t, c, answer); to != "/console" {
		t.Errorf("in the browser that began: %s", to)
	}
	if to := comeBack(t, c, answer); to != "/signin?refused=mismatch" {
		t.Errorf("again: %s", to)
	}
}

func TestTheServiceDoesNotReplaceASecondFactor(t *testing.T) {
	p := provider(t, "0001", "anna")
	hub := servertest.Start(t, withOIDC(p, app.Options{}))
	secret := setUpTOTP(t, hub.Person(t, "anna", app.NewPerson{}), time.Now())
	c := hub.Stranger()
	if to := viaService(t, p, c); to != "/signin" || kindOf(t, c) != "NOBODY" {
		t.Fatalf("before the second step: %s", to)
	}
	wants(t, c, "/api/v1/session/totp", map[string]string{"code": codeAt(t, secret, time.Now().Add(30*time.Second))}, http.StatusNoContent, "")
	if kind := kindOf(t, c); kind != "PERSON" {
		t.Error(kind)
	}
}

func TestAHubRunsWhileTheServiceIsAwayOrThereIsNone(t *testing.T) {
	p := provider(t, "0001", "anna")
	p.Misbehave(oidc.Away)
	c := servertest.Start(t, withOIDC(p, app.Options{})).Stranger()
	_, header, _ := c.Exchange(t, http.MethodGet, "/api/v1/session/oidc/begin", http.Header{}, "")
	if to := header.Get("Location"); to != "/signin?refused=away" {
		t.Errorf("away: %s", to)
	}
	none := servertest.Start(t, app.Options{}).Stranger()
	for _, path := range []string{"/api/v1/session/oidc/begin", web.CallbackPath} {
		if status, body := none.Send(t, http.MethodGet, path, "", ""); status != http.StatusNotFound {
			t.Errorf("without a service, %s: %d %s", path, status, body)
		}
	}
}
