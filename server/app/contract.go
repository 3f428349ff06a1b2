package app

import (
	"net/http"

	"commandhub/frontend"
	"commandhub/graph"
	"commandhub/server/document"
	"commandhub/server/web"
)

// contract is the contract's handler, with the documents of the application
// that is in the build.
func (a *App) contract(resolver *graph.Resolver) (http.Handler, error) {
	trusted, err := document.ReadTrusted(frontend.Dist())
	if err != nil {
		return nil, err
	}
	if a.opt.TrustedDocuments && len(trusted) == 0 {
		a.log.Warn("no application is in this build: displays and strangers may run documents of their own")
	}
	return web.GraphQL(web.Contract{
		Resolver: resolver, Sockets: a.sockets, Trusted: trusted, TrustedOnly: a.opt.TrustedDocuments,
		Quota: a.opt.Quota, Clock: a.opt.Clock, Log: a.log,
	})
}
