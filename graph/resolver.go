// Package graph answers the contract: resolvers translate arguments and make
// one call. What a field needs stands in the SDL and is enforced in scope.go.
package graph

import (
	"context"

	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/graph/model"
	"commandhub/server/access"
	"commandhub/server/alarm"
	"commandhub/server/contact"
	"commandhub/server/county"
	"commandhub/server/duty"
	"commandhub/server/exercise"
	"commandhub/server/incident"
	"commandhub/server/installation"
	"commandhub/server/live"
	"commandhub/server/notice"
	"commandhub/server/partner"
	"commandhub/server/push"
	"commandhub/server/quarantine"
	"commandhub/server/station"
	"commandhub/server/stock"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
	"commandhub/server/weather"
	"commandhub/server/webhook"
)

// Resolver is what the resolvers call.
type Resolver struct {
	Store         *store.Store
	Registry      *station.Registry
	Live          *live.Live
	Stock         *stock.Books
	Timeline      *timeline.Timeline
	Credentials   *station.Credentials
	Access        *access.Access
	Refusals      *access.Refusals
	Partners      *partner.Partners
	Webhooks      *webhook.Webhooks
	Exercise      *exercise.Mode
	Incidents     *incident.Incidents
	Rooms         *duty.Rooms
	Contacts      *contact.Contacts
	Installations *installation.Installations
	Reviews       *quarantine.Reviews
	Profiles      *county.Profiles
	Notices       *notice.Notices
	Alarms        *alarm.Board
	Weather       *weather.Weather
	Pushes        *push.Pushes
	Clock         clockwork.Clock
	County        func() County // as it is in force
	// EnrolmentLink is the link that carries a one-time code.
	EnrolmentLink func(code string) string
}

// County is what the profile says of the county as a whole.
type County struct {
	Version, Code, Name, NameEn, TimeZone string
	Map                                   *model.CountyMap
}

func (r *Resolver) hub() *model.Hub {
	c := r.County()
	return &model.Hub{
		Version: c.Version, CountyCode: c.Code, CountyName: c.Name, CountyNameEn: c.NameEn,
		TimeZone: c.TimeZone, Map: c.Map, Exercise: r.Live.Exercise(),
		ServerTime: r.Clock.Now().UTC(), Storage: *r.Live.Storage(), StaleAfterIntervals: r.Live.StaleAfterIntervals(),
		WeatherSource: r.Weather.Source(),
	}
}

func stationEvent(e station.Event) model.StationEvent {
	if e.Delivery != nil {
		return e.Delivery
	}
	return e.DeviceEvent
}

// place is the sequence of a cursor of a stream, nil where none was given.
func place(c *ent.Cursor) *int64 {
	if c == nil {
		return nil
	}
	n := int64(c.ID)
	return &n
}

// selection applies a filter to the stations as they are now.
func (r *Resolver) selection(ctx context.Context, f *station.Filter) (station.Selection, error) {
	return r.Registry.Now().Select(ctx, viewer.StationRead, f)
}

func (r *Resolver) stationEvents(ctx context.Context, f *station.Filter, after *ent.Cursor, first int) ([]station.Event, error) {
	sel, err := r.Registry.Now().Select(ctx, viewer.EventRead, f)
	if err != nil {
		return nil, err
	}
	if err := within("first", first, 1, station.EventsPage); err != nil {
		return nil, err
	}
	if after == nil {
		return station.LatestEvents(ctx, r.Store, sel, first)
	}
	return station.EventsAfter(ctx, r.Store, sel, *place(after), first)
}
