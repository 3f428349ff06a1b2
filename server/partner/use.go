package partner

import (
	"context"
	"sync"
	"time"

	"entgo.io/ent/dialect/sql"

	"commandhub/ent"
	"commandhub/ent/apiclient"
	"commandhub/ent/apiuse"
	"commandhub/server/viewer"
)

// MostDays is the longest period of use that is told at once.
const MostDays = 31

// Use is what a client used on one day.
type Use struct {
	Day                       string // ISO date of the county's calendar
	Requests, Points, Refused int64
}

// Meter counts what clients use and writes it to the database now and then.
type Meter struct {
	partners *Partners
	zone     *time.Location

	mu      sync.Mutex
	pending map[meterKey]*Use
}

type meterKey struct {
	client int
	day    string
}

// NewMeter makes a meter; Flush writes what it counted.
func NewMeter(p *Partners, zone *time.Location) *Meter {
	return &Meter{partners: p, zone: zone, pending: map[meterKey]*Use{}}
}

// Count notes an operation of the context's viewer, if that is a client.
func (m *Meter) Count(who viewer.Viewer, points int, refused bool) {
	if who.Kind != viewer.Client {
		return
	}
	key := meterKey{who.ID, m.partners.Clock.Now().In(m.zone).Format(time.DateOnly)}
	m.mu.Lock()
	defer m.mu.Unlock()
	use := m.pending[key]
	if use == nil {
		use = &Use{Day: key.day}
		m.pending[key] = use
	}
	use.Requests++
	use.Points += int64(points)
	if refused {
		use.Refused++
	}
}

// Flush adds what was counted to the database. What it cannot write it keeps.
func (m *Meter) Flush(ctx context.Context) error {
	m.mu.Lock()
	pending := m.pending
	m.pending = map[meterKey]*Use{}
	m.mu.Unlock()
	if len(pending) == 0 {
		return nil
	}
	err := m.partners.Store.WithTx(ctx, func(tx *ent.Tx) error {
		for key, u := range pending {
			if err := add(asHub(ctx), tx, key, u); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		for key, u := range pending {
			if now := m.pending[key]; now != nil {
				now.Requests, now.Points, now.Refused = now.Requests+u.Requests, now.Points+u.Points, now.Refused+u.Refused
			} else {
				m.pending[key] = u
			}
		}
	}
	return err
}

func add(ctx context.Context, tx *ent.Tx, key meterKey, u *Use) error {
	return tx.ApiUse.Create().SetAPIClientID(key.client).SetDay(key.day).
		SetRequests(u.Requests).SetPoints(u.Points).SetRefused(u.Refused).
		OnConflict(sql.ConflictColumns(apiuse.FieldAPIClientID, apiuse.FieldDay)).
		Update(func(s *ent.ApiUseUpsert) {
			s.AddRequests(u.Requests)
			s.AddPoints(u.Points)
			s.AddRefused(u.Refused)
		}).Exec(ctx)
}

// UseOf is what a client that the context's viewer keeps used on the last days,
// today included, newest first. Days without use are left out.
func (p *Partners) UseOf(ctx context.Context, client, days int, today time.Time) ([]*Use, error) {
	if days < 1 || days > MostDays {
		return nil, invalid("days", "1 to 31 days are told at once")
	}
	if _, err := p.Store.Client.ApiClient.Query().Where(apiclient.ID(client)).OnlyID(ctx); err != nil {
		return nil, err
	}
	rows, err := p.Store.Client.ApiUse.Query().
		Where(apiuse.APIClientID(client), apiuse.DayGTE(today.AddDate(0, 0, 1-days).Format(time.DateOnly))).
		Order(ent.Desc(apiuse.FieldDay)).All(asHub(ctx))
	if err != nil {
		return nil, err
	}
	out := make([]*Use, len(rows))
	for i, r := range rows {
		out[i] = &Use{r.Day, r.Requests, r.Points, r.Refused}
	}
	return out, nil
}
