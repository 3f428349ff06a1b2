package oidc

import (
	"context"
	"fmt"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// discovered asks the provider who it is until that has worked once, but not
// again at once after a failure: many may want to sign in while it is away.
func (c *Client) discovered(ctx context.Context) (*oauth2.Config, *oidc.IDTokenVerifier, error) {
	provider, err := c.discover(ctx)
	if err != nil {
		return nil, nil, err
	}
	config := &oauth2.Config{
		ClientID: c.opt.ClientID, ClientSecret: c.opt.ClientSecret, RedirectURL: c.opt.RedirectURL,
		Endpoint: provider.Endpoint(), Scopes: append([]string{oidc.ScopeOpenID}, c.opt.Scopes...),
	}
	return config, provider.Verifier(&oidc.Config{ClientID: c.opt.ClientID, Now: c.opt.Now}), nil
}

func (c *Client) discover(ctx context.Context) (*oidc.Provider, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.provider != nil {
		return c.provider, nil
	}
	if c.failed != nil && c.opt.Now().Sub(c.tried) < retryAfter {
		return nil, c.failed
	}
	// One caller that goes away must not fail the others.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerWithin)
	defer cancel()
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, c.opt.Client), c.opt.Issuer)
	c.tried = c.opt.Now()
	if err != nil {
		c.failed = fmt.Errorf("%w: %w", ErrUnavailable, err)
		return nil, c.failed
	}
	c.provider, c.failed = provider, nil
	return provider, nil
}
