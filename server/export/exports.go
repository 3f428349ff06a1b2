package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// Options of the exports.
type Options struct {
	Store         *store.Store
	Timeline      *timeline.Timeline
	Clock         clockwork.Clock
	Location      *time.Location         // of the county
	County        func() Name            // as its profile in force calls it
	Kinds         func() map[string]Name // of accidents, by code
	Zh, En        Words
	Installations Installations
	Exercise      func() bool
}

// Exports makes files.
type Exports struct {
	opt     Options
	running chan struct{}
}

// atOnce is how many files are made at once: a workbook of the most rows takes some
// 100 MB of temporary files and a core.
const atOnce = 2

// ErrBusy is that so many files are being made that another has to wait.
var ErrBusy = errors.New("other files are being made; try again in some seconds")

// New makes the use cases.
func New(o Options) *Exports { return &Exports{o, make(chan struct{}, atOnce)} }

// Read reads what is asked for: the list, its form, and the parameters columns (keys,
// separated by commas), lang (zh or en), and the list's filters. It fails with Unfit
// where a parameter is wrong, and with policy.Denied where the list is not open to the
// context's viewer.
func (e *Exports) Read(ctx context.Context, table *Table, format Format, q url.Values) (*Request, error) {
	r := &Request{Table: table, Format: format}
	english := false
	switch q.Get("lang") {
	case "", "zh":
	case "en":
		english = true
	default:
		return nil, &Unfit{"lang", "zh or en is needed"}
	}
	var asked []string
	if text := q.Get("columns"); text != "" {
		asked = strings.Split(text, ",")
	}
	var err error
	if r.Columns, r.Withheld, err = table.open(ctx, asked); err != nil {
		return nil, err
	}
	if r.Filter, err = readFilter(q, table); err != nil {
		return nil, err
	}
	r.Filter.English = english
	return r, nil
}

// Write makes the file. One that holds personal data has its row in the timeline
// before anything of it is written.
func (e *Exports) Write(ctx context.Context, out io.Writer, r *Request) error {
	select {
	case e.running <- struct{}{}:
		defer func() { <-e.running }()
	default:
		return ErrBusy
	}
	if err := e.record(ctx, r); err != nil {
		return err
	}
	called := e.opt.County()
	b := &book{
		Request: r, words: e.words(r), county: r.Filter.named(called.Name, called.NameEn), by: viewer.From(ctx).Name,
		at: e.opt.Clock.Now(), exercise: e.opt.Exercise(),
		source: &Source{Client: e.opt.Store.Client, Zone: e.opt.Location, Now: e.opt.Clock.Now, Kinds: e.opt.Kinds(), Rules: e.opt.Installations},
	}
	if r.Format == XLSX {
		return writeXLSX(ctx, out, b)
	}
	return writeCSV(ctx, out, b)
}

func (e *Exports) words(r *Request) *Words {
	if r.Filter.English {
		return &e.opt.En
	}
	return &e.opt.Zh
}

func (e *Exports) record(ctx context.Context, r *Request) error {
	if !r.personal() {
		return nil
	}
	keys := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		keys[i] = c.Key
	}
	return e.opt.Timeline.Do(ctx, func(context.Context, *ent.Tx) (timeline.Entry, error) {
		return timeline.Entry{Action: "export.made", SubjectType: "Access", After: map[string]any{
			"table": r.Table.Name, "format": r.Format, "columns": keys, "filters": r.Filter.names(),
		}}, nil
	})
}

// FileName of a request's file: the county, the list and the time; plain is the same
// without other letters than ASCII's.
func (e *Exports) FileName(r *Request) (full, plain string) {
	w := e.words(r)
	at := e.opt.Clock.Now().In(e.opt.Location).Format("20060102-1504")
	called := e.opt.County()
	county := r.Filter.named(called.Name, called.NameEn)
	if e.opt.Exercise() {
		county += "-" + w.About["exercise"]
	}
	name := strings.NewReplacer(" ", "_", "/", "_").Replace(county + "-" + w.Table[r.Table.Name])
	return fmt.Sprintf("%s-%s.%s", name, at, r.Format), fmt.Sprintf("%s-%s.%s", r.Table.Name, at, r.Format)
}
