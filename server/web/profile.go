package web

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"commandhub/server/policy"
	"commandhub/server/profile"
	"commandhub/server/viewer"
)

// profileURL gives the county's profile as a ZIP file, and takes another. Both need
// profile:write.
const profileURL = "/api/v1/profile.zip"

// profile gives GET /api/v1/profile.zip: the files of the profile in force.
func (w *Web) profile(rw http.ResponseWriter, r *http.Request) {
	if !mayProfile(rw, r) {
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
// and its digest; or 422 with all problems, each with its file, line and field.
func (w *Web) uploadProfile(rw http.ResponseWriter, r *http.Request) {
	if !mayProfile(rw, r) {
		return
	}
	_ = http.NewResponseController(rw).SetReadDeadline(time.Now().Add(uploadWithin))
	data, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, profile.MostArchive))
	if err != nil {
		var over *http.MaxBytesError
		if errors.As(err, &over) {
			fail(rw, http.StatusRequestEntityTooLarge, "INVALID", fmt.Sprintf("the ZIP file of a profile may have at most %d bytes", profile.MostArchive), "body")
			return
		}
		fail(rw, http.StatusBadRequest, "INVALID", "the ZIP file did not arrive whole", "body")
		return
	}
	row, err := w.opt.Profiles.Upload(r.Context(), data)
	var problems profile.Problems
	switch {
	case errors.As(err, &problems):
		told := make([]map[string]any, len(problems))
		for i, p := range problems {
			told[i] = map[string]any{"file": p.File, "line": p.Line, "field": p.Field, "message": p.Message}
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

func mayProfile(rw http.ResponseWriter, r *http.Request) bool {
	switch who := viewer.From(r.Context()); {
	case who.Kind == viewer.Nobody:
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", "sign in first", "")
	case !who.May(viewer.ProfileWrite):
		fail(rw, http.StatusForbidden, "FORBIDDEN", (&policy.Denied{Scope: viewer.ProfileWrite}).Error(), "")
	default:
		return true
	}
	return false
}
