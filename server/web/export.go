package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"commandhub/server/export"
	"commandhub/server/limit"
	"commandhub/server/policy"
	"commandhub/server/viewer"
)

const (
	// exportPoints are what a file costs of the viewer's points: 24 of them a minute.
	exportPoints = 5_000
	// exportWithin is how long a file may take to be made and fetched.
	exportWithin = 5 * time.Minute
)

// mediaTypes of files.
var mediaTypes = map[export.Format]string{
	export.CSV:  "text/csv; charset=utf-8; header=present",
	export.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// export gives GET /api/v1/exports/{table}.{csv|xlsx}: a list of the desk as a file,
// to whom the list is open, with what is open to them of it. Parameters are columns,
// lang, and the list's filters.
func (w *Web) export(rw http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	if viewer.From(ctx).Kind == viewer.Nobody {
		fail(rw, http.StatusUnauthorized, "UNAUTHENTICATED", "sign in first", "")
		return
	}
	name, format, _ := strings.Cut(r.PathValue("file"), ".")
	table := export.Find(name)
	if _, known := mediaTypes[export.Format(format)]; table == nil || !known {
		fail(rw, http.StatusNotFound, "NOT_FOUND", "there is no such list, or no such form of it", "")
		return
	}
	request, err := w.opt.Exports.Read(ctx, table, export.Format(format), r.URL.Query())
	if err != nil {
		w.refuseExport(rw, r, err)
		return
	}
	if err := w.opt.Limiter.Charge(ctx, exportPoints); err != nil {
		w.refuseExport(rw, r, err)
		return
	}
	_ = http.NewResponseController(rw).SetWriteDeadline(time.Now().Add(exportWithin))
	full, plain := w.opt.Exports.FileName(request)
	h := rw.Header()
	out := &begun{to: rw, begin: func() {
		h.Set("Content-Type", mediaTypes[request.Format])
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename=%q; filename*=UTF-8''%s`, plain, url.PathEscape(full)))
	}}
	if err := w.opt.Exports.Write(ctx, out, request); err != nil {
		if out.begin != nil {
			w.refuseExport(rw, r, err)
			return
		}
		w.opt.Log.WarnContext(ctx, "an export was cut off", "table", name, "error", err)
		panic(http.ErrAbortHandler) // or half a file would be taken for the whole
	}
}

// begun sets the headers of an answer once its first byte is there.
type begun struct {
	to    io.Writer
	begin func() // nil once it has begun
}

func (b *begun) Write(p []byte) (int, error) {
	if b.begin != nil {
		b.begin()
		b.begin = nil
	}
	return b.to.Write(p)
}

func (w *Web) refuseExport(rw http.ResponseWriter, r *http.Request, err error) {
	var (
		unfit     *export.Unfit
		denied    *policy.Denied
		exhausted *limit.Exhausted
	)
	switch {
	case errors.As(err, &unfit):
		w.opt.Refusals.NoteExport(r.Context(), r.PathValue("file"), "", unfit.Field)
		fail(rw, http.StatusBadRequest, "INVALID", unfit.Message, unfit.Field)
	case errors.As(err, &denied):
		w.opt.Refusals.NoteExport(r.Context(), r.PathValue("file"), denied.Scope, "")
		fail(rw, http.StatusForbidden, "FORBIDDEN", denied.Error(), "")
	case errors.As(err, &exhausted):
		rw.Header().Set("Retry-After", strconv.Itoa(exhausted.Seconds()))
		fail(rw, http.StatusTooManyRequests, "RATE_LIMITED", exhausted.Error(), "")
	case errors.Is(err, export.ErrBusy):
		rw.Header().Set("Retry-After", "5")
		fail(rw, http.StatusServiceUnavailable, "UNAVAILABLE", err.Error(), "")
	default:
		rw.Header().Set("Retry-After", "5")
		w.unavailable(rw, r, "export", err)
	}
}
