package web

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"commandhub/server/profile"
	"commandhub/server/viewer"
)

// profileURL gives the county's profile as a ZIP file, and takes another. Both need
// profile:write.
const profileURL = "/api/v1/profile.zip"

// profile gives GET /api/v1/profile.zip: the files of the profile in force.
func (w *Web) profile(rw http.ResponseWriter, r *http.Request) {
	if !mayUse(rw, r, viewer.ProfileWrite) {
		return
	}
	data, of, err := w.opt.Profiles.Archive(r.Context())
	if err != nil {
		w.unavailable(rw, r, "profile", err)
		return
	}
	h := rw.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{
		"filename": fmt.Sprintf("profile-%s-%s.zip", of.County.Code, of.Digest[:12]),
	}))
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = rw.Write(data)
}

// uploadProfile takes POST /api/v1/profile.zip: the body is the profile's folder as a
// ZIP file of up to profile.MostArchive bytes. Nothing of the county changes. It
// answers 201 with the id of the upload, to be previewed and imported by the contract,
// and its digest; or 422 with all problems, each with its file, line, field, reason, values
// and message as the contract has them.
func (w *Web) uploadProfile(rw http.ResponseWriter, r *http.Request) {
	if !mayUse(rw, r, viewer.ProfileWrite) {
		return
	}
	data, whole := received(rw, r, profile.MostArchive)
	if !whole {
		return
	}
	row, err := w.opt.Profiles.Upload(r.Context(), data)
	var problems profile.Problems
	switch {
	case errors.As(err, &problems):
		told := make([]map[string]any, len(problems))
		for i, p := range problems {
			told[i] = map[string]any{"file": p.File, "line": p.Line, "field": p.Field, "reason": p.Reason(), "values": p.Values(), "message": p.Message()}
		}
		answer(rw, http.StatusUnprocessableEntity, map[string]any{
			"error":    map[string]string{"code": "INVALID", "message": fmt.Sprintf("the profile has %d problems; nothing was changed", len(problems)), "field": "body"},
			"problems": told,
		})
	case err != nil:
		rw.Header().Set("Retry-After", "5")
		w.unavailable(rw, r, "profile", err)
	default:
		answer(rw, http.StatusCreated, map[string]any{"id": strconv.Itoa(row.ID), "digest": row.Digest})
	}
}
