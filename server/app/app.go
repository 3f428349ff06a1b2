package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"golang.org/x/sync/errgroup"

	"commandhub/frontend"
	"commandhub/graph"
	"commandhub/server/access"
	"commandhub/server/alarm"
	"commandhub/server/basemap"
	"commandhub/server/certificate"
	"commandhub/server/contact"
	"commandhub/server/county"
	"commandhub/server/duty"
	"commandhub/server/exercise"
	"commandhub/server/incident"
	"commandhub/server/live"
	"commandhub/server/notice"
	"commandhub/server/partner"
	"commandhub/server/push"
	"commandhub/server/quarantine"
	"commandhub/server/secret"
	"commandhub/server/socket"
	"commandhub/server/station"
	"commandhub/server/stock"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
	"commandhub/server/watch"
	"commandhub/server/weather"
	"commandhub/server/web"
	"commandhub/server/webhook"
	"commandhub/server/writer"
)

// App is one hub. Open gives its use cases; Start lets the world in.
type App struct {
	opt      Options
	log      *slog.Logger
	metrics  *prometheus.Registry
	tls      *tls.Config // nil without
	store    *store.Store
	timeline *timeline.Timeline
	registry *station.Registry
	live     *live.Live
	writer   *writer.Writer
	doors    *doors
	sockets  *socket.Server
	web      *web.Web
	profiles *county.Profiles
	county   atomic.Pointer[countyFacts] // of the profile in force

	access      *access.Access
	refusals    *access.Refusals
	partners    *partner.Partners
	webhooks    *webhook.Webhooks
	use         *partner.Meter
	credentials *station.Credentials
	exercise    *exercise.Mode
	incidents   *incident.Incidents
	contacts    *contact.Contacts
	notices     *notice.Notices
	alarms      *alarm.Board
	gateways    *notice.Gateways
	pushes      *push.Pushes
	topics      *secret.Signer // of pushes
	cookies     *secret.Sealer
	signer      *secret.Signer // of what is handed over
	basemap     *basemap.Basemap
	weather     *weather.Weather
	certificate *certificate.Source // nil without TLS

	listener net.Listener
	server   *http.Server
	work     *errgroup.Group // in the background, until stop
	stop     context.CancelFunc
}

// Open opens the database, brings it to this version, applies the profile and
// makes the use cases. Nobody is let in yet. Close it.
func Open(ctx context.Context, o Options) (*App, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.Data, 0o700); err != nil {
		return nil, err
	}
	a := &App{opt: o, log: o.Log, metrics: prometheus.NewRegistry()}
	a.metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if err := a.openTLS(); err != nil {
		return nil, err
	}
	if a.store, err = store.Open(ctx, o.Database); err != nil {
		return nil, err
	}
	if err := a.open(ctx); err != nil {
		return nil, errors.Join(err, a.store.Close())
	}
	return a, nil
}

func (a *App) open(ctx context.Context) error {
	versions, err := a.store.Migrate(ctx)
	if err != nil {
		return err
	}
	a.log.Info("database", "address", store.Redact(a.opt.Database), "migrations", versions)
	key, err := timelineKey(a.opt.Data)
	if err != nil {
		return err
	}
	a.cookies, a.signer = secret.NewSealer(key, "cookies"), secret.NewSigner(key, "hand-overs")
	demanded, err := access.ReadDemand(a.opt.SecondFactor)
	if err != nil {
		return err
	}
	if a.timeline, err = timeline.New(a.store, a.opt.Clock, key); err != nil {
		return err
	}
	if err := a.loadCounty(ctx); err != nil {
		return err
	}
	a.contacts = &contact.Contacts{Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock}
	a.registry = station.NewRegistry(a.store)
	if err := a.registry.Reload(ctx); err != nil {
		return err
	}
	a.access = access.New(a.store, a.timeline, a.opt.Clock)
	a.access.Displays = secret.NewSigner(key, "displays")
	if a.basemap, err = basemap.Parse(a.opt.Basemap, a.opt.BasemapKey, a.opt.BasemapAttribution); err != nil {
		return err
	}
	of := a.opt.Weather
	of.Clock, of.Log, of.Registerer = a.opt.Clock, a.log, a.metrics
	if a.weather, err = weather.New(of); err != nil {
		return err
	}
	a.access.Sealer, a.access.Demanded = secret.NewSealer(key, "second factors"), demanded
	a.partners = &partner.Partners{
		Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock, Withdrawn: func(viewer.Kind, int) {},
	}
	if a.webhooks, err = a.openWebhooks(key); err != nil {
		return err
	}
	if err := a.openNotices(); err != nil {
		return err
	}
	if err := a.openPush(ctx, key); err != nil {
		return err
	}
	a.credentials = &station.Credentials{
		Store: a.store, Timeline: a.timeline, Registry: a.registry, Clock: a.opt.Clock, CutOff: func(int) {},
	}
	return nil
}

// Close ends what Open began.
func (a *App) Close() error { return a.store.Close() }

// Start lets devices, displays and people in. Stop it.
func (a *App) Start(ctx context.Context) error {
	zone, err := time.LoadLocation(a.county.Load().TimeZone)
	if err != nil {
		return err
	}
	told, err := a.timeline.Last(viewer.NewContext(ctx, viewer.Hub("start")))
	if err != nil {
		return err
	}
	if err := a.registry.Reload(ctx); err != nil {
		return err
	}
	a.live = live.New(a.registry, a.opt.Clock, a.opt.StaleAfterIntervals)
	if err := a.live.Load(ctx, a.store); err != nil {
		return err
	}
	a.exercise = &exercise.Mode{Store: a.store, Timeline: a.timeline, Live: a.live}
	if err := a.setExercise(ctx); err != nil {
		return err
	}
	a.incidents = &incident.Incidents{
		Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock, Plan: func() incident.Plan { return a.county.Load().plan }, Location: zone,
		Signer: a.signer, Posts: a.access.Posts, Exercise: a.live.Exercise,
	}
	a.notices.Exercise, a.incidents.Told = a.live.Exercise, a.notices.Respond
	a.alarms = alarm.NewBoard(&alarm.Alarms{Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock}, a.live.Events)
	a.writer = writer.New(writer.Options{
		Store: a.store, Clock: a.opt.Clock, Location: zone, Committed: a.live.Committed,
		StateChanged: a.live.SetStorage, Logger: a.log, Registerer: a.metrics,
	})
	a.writer.Start()
	if a.doors, err = a.openDoors(ctx); err != nil {
		return err
	}
	a.credentials.CutOff = a.doors.mqtt.Disconnect
	if err := a.serve(zone); err != nil {
		return err
	}
	courier, messenger, pusher := a.courier(), notice.NewCourier(a.notices, a.gateways, a.metrics, a.log), a.pushCourier()
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	a.stop = stop
	a.work, background = errgroup.WithContext(background)
	a.work.Go(func() error { a.web.Sweep(background); return nil })
	a.work.Go(func() error { a.countUse(background); return nil })
	a.work.Go(func() error { a.keepCheckpoint(background); return nil })
	a.work.Go(func() error { a.follow(background, told); return nil })
	a.work.Go(func() error { a.turnRights(background); return nil })
	a.work.Go(func() error { watch.Deadlines(background, a.incidents, a.opt.Clock, a.log); return nil })
	a.work.Go(func() error { watch.Notices(background, a.notices, a.opt.Clock, a.log); return nil })
	a.work.Go(func() error { a.alarms.Run(background, a.log); return nil })
	a.work.Go(func() error { messenger.Run(background); return nil })
	a.work.Go(func() error { pusher.Run(background); return nil })
	a.work.Go(func() error { a.weather.Run(background); return nil })
	a.work.Go(func() error { a.refusals.Run(background); return nil })
	a.work.Go(func() error { a.watchCertificate(background); return nil })
	a.work.Go(func() error { courier.Run(background); return nil })
	if a.opt.Simulate {
		run, err := a.simulation(ctx, a.county.Load().County)
		if err != nil {
			return err
		}
		a.work.Go(func() error { return run(background) })
	}
	return a.announce(ctx)
}

// serve puts the web together and listens.
func (a *App) serve(zone *time.Location) error {
	a.sockets = socket.New(socket.Options{
		Visibility: func(ctx context.Context) string { return viewer.From(ctx).Key() },
		Viewer:     func(ctx context.Context) string { return viewer.From(ctx).Actor() },
		Init: func(ctx context.Context, payload map[string]any) (context.Context, error) {
			return a.web.Init(ctx, payload)
		},
		Recheck:    func(ctx context.Context) error { return a.web.Recheck(ctx) },
		Registerer: a.metrics, Log: a.log,
	})
	a.access.Withdrawn = func(kind viewer.Kind, id int) {
		gone := viewer.Actor(kind, id)
		a.sockets.Recheck(func(who string) bool { return who == gone })
	}
	a.partners.Withdrawn = a.access.Withdrawn
	a.refusals = access.NewRefusals(a.access, a.metrics, a.log)
	resolver := &graph.Resolver{
		Rooms:    &duty.Rooms{Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock},
		Contacts: a.contacts, Installations: a.openInstallations(zone),
		Reviews: &quarantine.Reviews{Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock},
		Store:   a.store, Registry: a.registry, Live: a.live, Timeline: a.timeline,
		Stock:       &stock.Books{Store: a.store, Registry: a.registry, Live: a.live, Clock: a.opt.Clock, Location: zone},
		Credentials: a.credentials, Access: a.access, Refusals: a.refusals, Partners: a.partners, Webhooks: a.webhooks,
		Exercise: a.exercise, Incidents: a.incidents, Notices: a.notices, Alarms: a.alarms, Clock: a.opt.Clock, Weather: a.weather, Pushes: a.pushes,
		County: func() graph.County { return countyModel(a.opt, a.county.Load().County, a.basemap) }, Profiles: a.profiles, EnrolmentLink: a.link,
	}
	a.use = partner.NewMeter(a.partners, zone)
	contract, limiter, err := a.contract(resolver)
	if err != nil {
		return err
	}
	exports, err := a.openExports(zone)
	if err != nil {
		return err
	}
	if a.listener, err = net.Listen("tcp", a.opt.HTTP); err != nil {
		return fmt.Errorf("http: %w", err)
	}
	signIn, err := a.signInService()
	if err != nil {
		return errors.Join(err, a.listener.Close())
	}
	a.web = web.New(web.Options{
		Store: a.store, Access: a.access, Partners: a.partners, Incidents: a.incidents, Exports: exports, Refusals: a.refusals, Limiter: limiter, Receipts: a.receipts(), OIDC: signIn, Sealer: a.cookies, Clock: a.opt.Clock, GraphQL: contract, Telemetry: a.doors.http, Outline: func() []byte { return a.county.Load().Outline }, Profiles: a.profiles, Basemap: a.basemap,
		Authority: a.authorityPEM, SPA: frontend.Dist(), Secure: a.tls != nil, Ready: a.ready, Gatherer: a.metrics, Log: a.log,
	})
	if a.tls != nil {
		a.listener = tls.NewListener(a.listener, a.webTLS())
	}
	a.server = &http.Server{
		Handler: a.web.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(a.log.Handler(), slog.LevelDebug),
	}
	go func() {
		if err := a.server.Serve(a.listener); !errors.Is(err, http.ErrServerClosed) {
			a.log.Error("http", "error", err)
		}
	}()
	return nil
}

// Stop lets nobody in any more, answers whom it has not answered, and ends.
func (a *App) Stop(ctx context.Context) error {
	if a.stop != nil {
		a.stop()
	}
	var errs []error
	if a.work != nil { // simulated stations still want their last answers
		errs = append(errs, a.work.Wait())
	}
	if a.sockets != nil {
		errs = append(errs, a.sockets.Shutdown(ctx))
	}
	if a.server != nil {
		errs = append(errs, a.server.Shutdown(ctx))
	}
	if a.use != nil { // nobody asks any more
		errs = append(errs, a.use.Flush(ctx))
	}
	if a.doors != nil {
		errs = append(errs, a.doors.mqtt.Stop(ctx))
	}
	if a.writer != nil {
		errs = append(errs, a.writer.Stop(ctx))
	}
	return errors.Join(errs...)
}

func (a *App) setExercise(ctx context.Context) error {
	ctx = viewer.NewContext(ctx, viewer.Hub("start"))
	if err := a.exercise.Load(ctx); err != nil {
		return err
	}
	if (a.opt.Exercise || a.opt.Simulate) && !a.live.Exercise() {
		return a.exercise.Set(ctx, true, "")
	}
	return nil
}

func (a *App) ready(ctx context.Context) error {
	if available, since := a.writer.Available(); !available {
		return fmt.Errorf("the database does not answer since %s", since.Format(time.RFC3339))
	}
	if err := a.store.DB.PingContext(ctx); err != nil {
		return errors.New("the database does not answer")
	}
	return nil
}

// keepCheckpoint keeps the head of the timeline outside the database; without
// it the hub goes on, and says so.
func (a *App) keepCheckpoint(ctx context.Context) {
	checkpoint := timeline.Checkpoint{Path: filepath.Join(a.opt.Data, "timeline.checkpoint")}
	if err := checkpoint.Keep(ctx, a.timeline); err != nil && ctx.Err() == nil {
		a.log.Error("the timeline's checkpoint is not kept", "error", err)
	}
}

// Address is host:port of the web.
func (a *App) Address() string {
	if a.listener == nil {
		return a.opt.HTTP
	}
	return a.listener.Addr().String()
}
