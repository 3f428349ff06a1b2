package app

import (
	"errors"
	"fmt"

	"commandhub/server/oidc"
	"commandhub/server/web"
)

// OIDC is a sign-in service of the county, by OpenID Connect.
type OIDC struct {
	Issuer, ClientID, ClientSecret string // both or none of the first two; no secret for a public client
	UserNameClaim                  string // default preferred_username
}

// signInService prepares all of signing in that depends on the public address:
// passkeys, and the county's service, which is nil where there is none.
func (a *App) signInService() (*oidc.Client, error) {
	if err := a.access.UsePasskeys(a.publicURL()); err != nil {
		return nil, err
	}
	o := a.opt.OIDC
	if o.Issuer == "" && o.ClientID == "" {
		return nil, nil
	}
	if o.Issuer == "" || o.ClientID == "" {
		return nil, errors.New("oidc-issuer and oidc-client-id: give both or none")
	}
	client, err := oidc.New(oidc.Options{
		Issuer: o.Issuer, ClientID: o.ClientID, ClientSecret: o.ClientSecret, UserNameClaim: o.UserNameClaim,
		RedirectURL: a.publicURL() + web.CallbackPath, Now: a.opt.Clock.Now,
	})
	if err != nil {
		return nil, fmt.Errorf("oidc: %w", err)
	}
	return client, nil
}
