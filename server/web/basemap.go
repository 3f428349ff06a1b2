package web

import (
	"context"
	"errors"
	"net/http"

	"commandhub/server/basemap"
	"commandhub/server/viewer"
)

type fetch func(ctx context.Context, z, x, y string) (image []byte, contentType string, err error)

// tiles gives tiles of the basemap to who may see the map: a service's key is spent
// on no stranger.
func (w *Web) tiles(of fetch) http.Handler {
	return w.viewer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if mayMap(rw, r) {
			w.tile(rw, r, of)
		}
	}))
}

func (w *Web) tile(rw http.ResponseWriter, r *http.Request, of fetch) {
	image, kind, err := of(r.Context(), r.PathValue("z"), r.PathValue("x"), r.PathValue("y"))
	switch {
	case errors.Is(err, basemap.ErrNone):
		fail(rw, http.StatusNotFound, "NOT_FOUND", err.Error(), "")
	case err != nil:
		w.opt.Log.WarnContext(r.Context(), "basemap", "error", err)
		fail(rw, http.StatusBadGateway, "UNAVAILABLE", "the basemap does not answer", "")
	default:
		rw.Header().Set("Content-Type", kind)
		rw.Header().Set("Cache-Control", "private, max-age=86400")
		_, _ = rw.Write(image)
	}
}

// archive gives parts of the file of tiles, as the browser asks for ranges of it.
func (w *Web) archive(rw http.ResponseWriter, r *http.Request) {
	if !mayMap(rw, r) {
		return
	}
	if w.opt.Basemap.Archive() == "" {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "this hub has no file of tiles", "")
		return
	}
	rw.Header().Set("Content-Type", "application/octet-stream")
	http.ServeFile(rw, r, w.opt.Basemap.Archive())
}

func mayMap(rw http.ResponseWriter, r *http.Request) bool {
	if viewer.From(r.Context()).May(viewer.StationRead) {
		return true
	}
	fail(rw, http.StatusForbidden, "FORBIDDEN", "the scope station:read is needed", "")
	return false
}
