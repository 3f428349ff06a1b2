package app

import (
	"context"
	"net/http"
	"time"

	"commandhub/frontend"
	"commandhub/graph"
	"commandhub/server/document"
	"commandhub/server/limit"
	"commandhub/server/web"
)

// contract is the contract's handler, with the documents of the application
// that is in the build, and what charges to its quotas.
func (a *App) contract(resolver *graph.Resolver) (http.Handler, *limit.Limiter, error) {
	trusted, err := document.ReadTrusted(frontend.Dist())
	if err != nil {
		return nil, nil, err
	}
	if a.opt.TrustedDocuments && len(trusted) == 0 {
		a.log.Warn("no application is in this build: displays and strangers may run documents of their own")
	}
	return web.GraphQL(web.Contract{
		Resolver: resolver, Sockets: a.sockets, Trusted: trusted, TrustedOnly: a.opt.TrustedDocuments,
		Quota: a.opt.Quota, Count: a.use.Count, Clock: a.opt.Clock, Log: a.log,
	})
}

// useEvery is how old what is told of a program's use may be.
const useEvery = 5 * time.Second

// countUse writes down what programs use, until the context ends; what cannot be
// written now is written later, and what is left at the end by Stop.
func (a *App) countUse(ctx context.Context) {
	for {
		select {
		case <-a.opt.Clock.After(useEvery):
		case <-ctx.Done():
			return
		}
		if err := a.use.Flush(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("what programs used is not written down for now", "error", err)
		}
	}
}
