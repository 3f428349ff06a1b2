package web

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"commandhub/ent"
	"commandhub/server/incident"
	"commandhub/server/picture"
	"commandhub/server/policy"
	"commandhub/server/viewer"
)

const (
	// photoPolicy lets nothing run in a picture that is opened by itself.
	photoPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
	mostKey     = 100 // bytes of an idempotency key
)

// addPhoto takes POST /api/v1/incidents/{id}/photos?task=&report=&caption=&takenAt=&
// keepPlace=true&latitude=&longitude=: the picture is the body, and Idempotency-Key is
// needed. It answers 201 with the picture
// as it is told of.
func (w *Web) addPhoto(rw http.ResponseWriter, r *http.Request) {
	in, field := uploaded(r)
	if field != "" {
		fail(rw, http.StatusBadRequest, "INVALID", "it is missing or of another form than it should be", field)
		return
	}
	if !mayUse(rw, r, viewer.TaskWrite) {
		return
	}
	data, whole := received(rw, r, picture.MostBytes)
	if !whole {
		return
	}
	in.Data = data
	row, err := w.opt.Incidents.AddPhoto(r.Context(), in)
	if err != nil {
		w.refusePhoto(rw, r, err)
		return
	}
	answer(rw, http.StatusCreated, map[string]any{
		"id": strconv.Itoa(row.ID), "path": incident.PhotoPath(row.ID), "type": row.Type, "bytes": row.Bytes,
		"widthPx": row.WidthPx, "heightPx": row.HeightPx, "sha256": row.Sha256,
	})
}

// uploaded reads what is said beside the picture, or names what is wrong.
func uploaded(r *http.Request) (in incident.NewPhoto, field string) {
	var err error
	if in.Incident, err = strconv.Atoi(r.PathValue("id")); err != nil {
		return in, "incident"
	}
	query := r.URL.Query()
	if task := query.Get("task"); task != "" {
		id, err := strconv.Atoi(task)
		if err != nil {
			return in, "task"
		}
		in.Task = &id
	}
	if keep := query.Get("keepPlace"); keep != "" {
		if in.KeepPlace, err = strconv.ParseBool(keep); err != nil {
			return in, "keepPlace"
		}
	}
	if at := query.Get("takenAt"); at != "" {
		t, err := time.Parse(time.RFC3339, at)
		if err != nil {
			return in, "takenAt"
		}
		in.TakenAt = &t
	}
	for name, to := range map[string]**float64{"latitude": &in.Latitude, "longitude": &in.Longitude} {
		if text := query.Get(name); text != "" {
			degrees, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return in, name
			}
			*to = &degrees
		}
	}
	if in.Report = query.Get("report"); len(in.Report) > mostKey {
		return in, "report"
	}
	in.Caption, in.IdempotencyKey = query.Get("caption"), r.Header.Get("Idempotency-Key")
	if n := len(in.IdempotencyKey); n < 1 || n > mostKey {
		return in, "Idempotency-Key"
	}
	return in, ""
}

// photo gives GET /api/v1/photos/{id}: the picture's bytes, to whom may see its
// incident.
func (w *Web) photo(rw http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "there is no such picture, or it is not open to you", "")
		return
	}
	row, data, err := w.opt.Incidents.Photo(r.Context(), id)
	if err != nil {
		w.refusePhoto(rw, r, err)
		return
	}
	h := rw.Header()
	h.Set("Content-Security-Policy", photoPolicy)
	h.Set("Content-Type", picture.MediaType(string(row.Type)))
	h.Set("Cache-Control", "private, no-cache") // asked for anew each time: it may be withdrawn
	h.Set("Content-Disposition", "inline")
	h.Set("Etag", `"`+row.Sha256+`"`)
	if r.Header.Get("If-None-Match") == h.Get("Etag") {
		rw.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = rw.Write(data)
}

func (w *Web) refusePhoto(rw http.ResponseWriter, r *http.Request, err error) {
	var (
		refused *incident.Refused
		denied  *policy.Denied
	)
	switch {
	case errors.As(err, &refused):
		failFor(rw, http.StatusUnprocessableEntity, refused.Why, refused.Field)
	case errors.Is(err, incident.ErrWithdrawn):
		fail(rw, http.StatusGone, "NOT_FOUND", err.Error(), "")
	case errors.As(err, &denied), ent.IsNotFound(err):
		fail(rw, http.StatusNotFound, "NOT_FOUND", "there is no such thing, or it is not open to you", "")
	default:
		rw.Header().Set("Retry-After", "5")
		w.unavailable(rw, r, "picture", err)
	}
}
