package web

import (
	"net/http"

	"commandhub/schema"
	"commandhub/server/viewer"
)

// handOut gives a text of the contract to people who have signed in and to
// programs with a key.
func handOut(contentType, fileName, text string) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		if kind := viewer.From(r.Context()).Kind; kind != viewer.Person && kind != viewer.Client {
			fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", "the contract is for people who have signed in and for programs with a key", "")
			return
		}
		h := rw.Header()
		h.Set("Content-Type", contentType)
		h.Set("Content-Disposition", `inline; filename="`+fileName+`"`)
		h.Set("Cache-Control", "private, no-cache")
		_, _ = rw.Write([]byte(text))
	}
}

// contract is the SDL with descriptions and scopes; its changelog is beside it.
func (w *Web) contract(mux *http.ServeMux) {
	mux.Handle("GET /api/v1/schema.graphql", w.viewer(handOut("text/plain; charset=utf-8", "command-hub.graphql", schema.SDL())))
	mux.Handle("GET /api/v1/changelog", w.viewer(handOut("text/markdown; charset=utf-8", "command-hub-changelog.md", schema.Changelog)))
}
