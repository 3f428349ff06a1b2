package app_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"
	"github.com/pquerna/otp/totp"

	"commandhub/server/app"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// setUpTOTP gives a signed-in person one-time codes, and returns their secret.
// The code of now is used up by it.
func setUpTOTP(t *testing.T, c *servertest.Client, now time.Time) string {
	t.Helper()
	var made struct{ Secret, URI string }
	body := wants(t, c, "/api/v1/account/totp/begin", map[string]string{"current": password}, http.StatusOK, "otpauth://totp/")
	if err := json.Unmarshal([]byte(body), &made); err != nil {
		t.Fatal(err)
	}
	wants(t, c, "/api/v1/account/totp/confirm", map[string]string{"code": "000000"}, http.StatusBadRequest, `"field":"code"`)
	wants(t, c, "/api/v1/account/totp/confirm", map[string]string{"code": codeAt(t, made.Secret, now)}, http.StatusNoContent, "")
	return made.Secret
}

func codeAt(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestSigningInWithAOneTimeCode(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		clock := clockwork.NewFakeClockAt(time.Now().Truncate(30 * time.Second).Add(10 * time.Second))
		hub := servertest.Start(t, app.Options{Database: address, Clock: clock})
		audit := auditor(t, hub)
		secret := setUpTOTP(t, hub.Person(t, "anna", app.NewPerson{Role: "DUTY_OFFICER"}), clock.Now())
		first := func() *servertest.Client {
			t.Helper()
			c, status, body := signIn(t, hub, "anna", password)
			if status != http.StatusAccepted || !strings.Contains(body, `"second":["totp"]`) {
				t.Fatalf("the first step: %d %s", status, body)
			}
			return c
		}
		second := func(c *servertest.Client, code string, status int) {
			t.Helper()
			wants(t, c, "/api/v1/session/totp", map[string]string{"code": code}, status, "")
		}
		c := first()
		if kind := kindOf(t, c); kind != "NOBODY" {
			t.Errorf("after the first step alone: %s", kind)
		}
		if status, body := c.Send(t, http.MethodGet, "/api/v1/session", "", ""); status != http.StatusOK || !strings.Contains(body, `"second":["totp"]`) {
			t.Errorf("the door: %d %s", status, body)
		}
		second(c, codeAt(t, secret, clock.Now()), http.StatusUnauthorized) // it confirmed the set-up
		second(c, codeAt(t, secret, clock.Now().Add(time.Minute)), http.StatusUnauthorized)
		second(c, codeAt(t, secret, clock.Now().Add(30*time.Second)), http.StatusNoContent) // one step ahead
		if kind := kindOf(t, c); kind != "PERSON" {
			t.Errorf("after both steps: %s", kind)
		}
		clock.Advance(30 * time.Second)
		second(first(), codeAt(t, secret, clock.Now()), http.StatusUnauthorized) // used a step ago
		clock.Advance(90 * time.Second)
		second(first(), codeAt(t, secret, clock.Now().Add(-time.Minute)), http.StatusUnauthorized)
		late := first()
		second(late, codeAt(t, secret, clock.Now().Add(-30*time.Second)), http.StatusNoContent) // one step behind
		second(late, codeAt(t, secret, clock.Now()), http.StatusConflict)                       // nothing waits any more
		trail := actions(t, audit)
		for _, row := range []string{"user.totp-added", `user.signed-in {"how":"password+totp"}`, `{"name":"anna","step":"totp"}`} {
			if !strings.Contains(trail, row) {
				t.Errorf("the audit trail lacks %s:\n%s", row, trail)
			}
		}
		if strings.Contains(trail, secret) {
			t.Error("the secret is in the audit trail")
		}
	})
}

func TestASecondStepWaitsForFiveMinutes(t *testing.T) {
	clock := clockwork.NewFakeClockAt(time.Now())
	hub := servertest.Start(t, app.Options{Clock: clock})
	secret := setUpTOTP(t, hub.Person(t, "anna", app.NewPerson{}), clock.Now())
	c, _, _ := signIn(t, hub, "anna", password)
	late, _, _ := signIn(t, hub, "anna", password)
	clock.Advance(5*time.Minute - time.Second)
	wants(t, c, "/api/v1/session/totp", map[string]string{"code": codeAt(t, secret, clock.Now())}, http.StatusNoContent, "")
	clock.Advance(time.Second)
	wants(t, late, "/api/v1/session/totp", map[string]string{"code": codeAt(t, secret, clock.Now().Add(30*time.Second))}, http.StatusConflict, "begin again")
	wants(t, hub.Stranger(), "/api/v1/session/totp", map[string]string{"code": "123456"}, http.StatusConflict, "begin again")
}

func TestWrongCodesLockTheAccountAndAPasswordBuysNoMore(t *testing.T) {
	clock := clockwork.NewFakeClockAt(time.Now())
	hub := servertest.Start(t, app.Options{Clock: clock})
	secret := setUpTOTP(t, hub.Person(t, "anna", app.NewPerson{}), clock.Now())
	clock.Advance(15 * time.Minute)
	for i := range 5 {
		c, status, body := signIn(t, hub, "anna", password)
		if status != http.StatusAccepted {
			t.Fatalf("try %d: %d %s", i+1, status, body)
		}
		wants(t, c, "/api/v1/session/totp", map[string]string{"code": "00000x"}, http.StatusUnauthorized, "UNAUTHENTICATED")
	}
	c, status, _ := signIn(t, hub, "anna", password)
	if status != http.StatusTooManyRequests {
		t.Errorf("the password after five wrong codes: %d", status)
	}
	wants(t, c, "/api/v1/session/totp", map[string]string{"code": codeAt(t, secret, clock.Now())}, http.StatusConflict, "")
}

func TestOneTimeCodesAreRemovedWithThePasswordOnly(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	c := hub.Person(t, "anna", app.NewPerson{})
	wants(t, c, "/api/v1/account/totp/confirm", map[string]string{"code": "123456"}, http.StatusConflict, "begin again")
	wants(t, c, "/api/v1/account/totp/begin", map[string]string{"current": "Wrong-horse-7"}, http.StatusBadRequest, `"field":"current"`)
	setUpTOTP(t, c, time.Now())
	wants(t, c, "/api/v1/account/totp/begin", map[string]string{"current": password}, http.StatusBadRequest, "already")
	wants(t, c, "/api/v1/account/totp/remove", map[string]string{"current": "Wrong-horse-7"}, http.StatusBadRequest, `"field":"current"`)
	wants(t, c, "/api/v1/account/totp/remove", map[string]string{"current": password}, http.StatusNoContent, "")
	wants(t, c, "/api/v1/account/totp/remove", map[string]string{"current": password}, http.StatusBadRequest, "no one-time codes")
	if _, status, _ := signIn(t, hub, "anna", password); status != http.StatusNoContent {
		t.Errorf("afterwards: %d", status)
	}
}

const origin = "http://localhost:8080"

func TestAPasskeyIsASecondFactor(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address, PublicURL: origin})
		audit := auditor(t, hub)
		c := hub.Person(t, "anna", app.NewPerson{})
		key := servertest.NewAuthenticator(t, origin)
		begin := map[string]string{"current": password, "name": "blue key"}
		wants(t, c, "/api/v1/account/passkeys/begin", map[string]string{"current": password}, http.StatusBadRequest, `"field":"name"`)
		made := key.Create(t, wants(t, c, "/api/v1/account/passkeys/begin", begin, http.StatusOK, "challenge"))
		wants(t, c, "/api/v1/account/passkeys/finish", made, http.StatusNoContent, "")
		wants(t, c, "/api/v1/account/passkeys/finish", made, http.StatusConflict, "begin again")

		in, status, body := signIn(t, hub, "anna", password)
		if status != http.StatusAccepted || !strings.Contains(body, `"second":["passkey"]`) {
			t.Fatalf("%d %s", status, body)
		}
		ask := func() string {
			t.Helper()
			return wants(t, in, "/api/v1/session/passkey/begin", struct{}{}, http.StatusOK, "challenge")
		}
		finish := func(answer any, status int) {
			t.Helper()
			wants(t, in, "/api/v1/session/passkey/finish", answer, status, "")
		}
		finish(servertest.NewAuthenticator(t, origin).Get(t, ask()), http.StatusUnauthorized)
		elsewhere := *key
		elsewhere.Origin = "http://localhost:9090"
		finish(elsewhere.Get(t, ask()), http.StatusUnauthorized)
		answer := key.Get(t, ask())
		ask()
		finish(answer, http.StatusUnauthorized) // to another challenge
		finish(key.Get(t, `{"publicKey":{"challenge":"AAAA"}}`), http.StatusConflict)
		finish(key.Get(t, ask()), http.StatusNoContent)
		if kind := kindOf(t, in); kind != "PERSON" {
			t.Errorf("after both steps: %s", kind)
		}
		trail := actions(t, audit)
		for _, row := range []string{`user.passkey-added {"name":"blue key"}`, `user.signed-in {"how":"password+passkey"}`, `"step":"passkey"`} {
			if !strings.Contains(trail, row) {
				t.Errorf("the audit trail lacks %s:\n%s", row, trail)
			}
		}
		var own struct{ Passkeys []struct{ ID string } }
		_, body = c.Send(t, http.MethodGet, "/api/v1/account", "", "")
		if err := json.Unmarshal([]byte(body), &own); err != nil || len(own.Passkeys) != 1 {
			t.Fatalf("%s %v", body, err)
		}
		remove := map[string]string{"current": password, "id": own.Passkeys[0].ID}
		wants(t, audit, "/api/v1/account/passkeys/remove", remove, http.StatusBadRequest, "no such passkey of yours")
		wants(t, c, "/api/v1/account/passkeys/remove", remove, http.StatusNoContent, "")
		if _, status, _ := signIn(t, hub, "anna", password); status != http.StatusNoContent {
			t.Errorf("after its removal: %d", status)
		}
	})
}

func TestACopiedPasskeyIsNoticed(t *testing.T) {
	hub := servertest.Start(t, app.Options{PublicURL: origin})
	c := hub.Person(t, "anna", app.NewPerson{})
	key := servertest.NewAuthenticator(t, origin)
	made := key.Create(t, wants(t, c, "/api/v1/account/passkeys/begin", map[string]string{"current": password, "name": "k"}, http.StatusOK, ""))
	wants(t, c, "/api/v1/account/passkeys/finish", made, http.StatusNoContent, "")
	copied := *key
	for i, k := range []*servertest.Authenticator{key, &copied} {
		in, _, _ := signIn(t, hub, "anna", password)
		options := wants(t, in, "/api/v1/session/passkey/begin", struct{}{}, http.StatusOK, "")
		wants(t, in, "/api/v1/session/passkey/finish", k.Get(t, options), []int{http.StatusNoContent, http.StatusUnauthorized}[i], "")
	}
}

func TestPasskeysAreRefusedWithTheReasonWhereBrowsersKeepNone(t *testing.T) {
	hub := servertest.Start(t, app.Options{}) // http at an IP address
	c := hub.Person(t, "anna", app.NewPerson{})
	wants(t, c, "/api/v1/account/passkeys/begin", map[string]string{"current": password, "name": "k"}, http.StatusConflict, "host name and TLS")
	if status, body := c.Send(t, http.MethodGet, "/api/v1/account", "", ""); status != http.StatusOK || !strings.Contains(body, `"passkeyAddress":""`) {
		t.Errorf("%d %s", status, body)
	}
}

func TestWhereASecondFactorIsDemandedOnlySettingOneUpIsOpen(t *testing.T) {
	hub := servertest.Start(t, app.Options{SecondFactor: "administrators"})
	admin := hub.Person(t, "anna", app.NewPerson{Role: "SYSTEM_ADMINISTRATOR"})
	officer := hub.Person(t, "bert", app.NewPerson{Role: "DUTY_OFFICER"})
	state := func(c *servertest.Client) (scopes []string, missing bool) {
		t.Helper()
		var data struct {
			Viewer struct {
				Scopes              []string
				SecondFactorMissing bool
			}
		}
		if errs := c.Query(t, &data, `{viewer{scopes secondFactorMissing}}`, nil); errs != nil {
			t.Fatal(errs)
		}
		return data.Viewer.Scopes, data.Viewer.SecondFactorMissing
	}
	if scopes, missing := state(admin); !missing || strings.Join(scopes, " ") != "public own:write" {
		t.Errorf("an administrator without one: %v %v", scopes, missing)
	}
	denied(t, admin, `{walls{id}}`, "FORBIDDEN", "account:read")
	if scopes, missing := state(officer); missing || len(scopes) < 3 {
		t.Errorf("an officer, of whom none is demanded: %v %v", scopes, missing)
	}
	setUpTOTP(t, admin, time.Now())
	if scopes, missing := state(admin); missing || len(scopes) < 3 {
		t.Errorf("an administrator with one: %v %v", scopes, missing)
	}
	wants(t, admin, "/api/v1/account/totp/remove", map[string]string{"current": password}, http.StatusNoContent, "")
	if _, missing := state(admin); !missing {
		t.Error("removed again, nothing is missing")
	}
}

func TestWhoLacksADemandedFactorHandsNoPostOn(t *testing.T) {
	hub := servertest.Start(t, app.Options{SecondFactor: "all"})
	c := hub.Person(t, "anna", app.NewPerson{Role: "DUTY_OFFICER"})
	hub.Person(t, "bert", app.NewPerson{})
	var data struct {
		Viewer   struct{ Posts []struct{ ID string } }
		Delegate struct{ UserErrors []struct{ Message string } }
	}
	c.Query(t, &data, `{viewer{posts{id}}}`, nil)
	c.Query(t, &data, `mutation($id:ID!,$until:DateTime!){delegate(input:{appointment:$id,to:"bert",until:$until,reason:"leave",idempotencyKey:"k"}){userErrors{message}}}`,
		map[string]any{"id": data.Viewer.Posts[0].ID, "until": time.Now().Add(time.Hour)})
	if len(data.Delegate.UserErrors) != 1 || !strings.Contains(data.Delegate.UserErrors[0].Message, "second factor") {
		t.Errorf("%+v", data.Delegate)
	}
}

func TestAnUnknownDemandIsRefusedAtTheStart(t *testing.T) {
	_, err := app.Open(t.Context(), app.Options{Data: t.TempDir(), Profile: servertest.TestCounty(), SecondFactor: "some"})
	if err == nil || !strings.Contains(err.Error(), "optional, administrators or all") {
		t.Error(err)
	}
}
