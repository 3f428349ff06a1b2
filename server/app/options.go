// Package app puts the parts of a hub together, starts and stops them. It is
// the only package that knows every part.
package app

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"

	"github.com/jonboulle/clockwork"

	"commandhub/server/access"
	"commandhub/server/viewer"
	"commandhub/server/weather"
	"commandhub/server/webhook"
)

// Options of a hub. The zero value of each has the use that is named.
type Options struct {
	HTTP string // address to listen on; default 127.0.0.1:8080
	MQTT string // likewise; default 127.0.0.1:1883

	Data     string // folder of keys, state and the embedded database; default .data
	Database string // sqlite:PATH or postgres://…; default sqlite: in Data
	Profile  string // folder of a county's profile, or the name of an embedded one
	// ReplaceImport is the digest, or how it begins, of an imported profile in force
	// whose place Profile takes at this start; empty for none.
	ReplaceImport string

	Exercise bool // start in exercise mode
	Simulate bool // run simulated stations; their data set is an exercise
	Speed    float64
	Seed     uint64

	TLS             bool   // with the certificate in Data that InitTLS made
	TLSCert, TLSKey string // files; both or none
	AllowPlaintext  bool   // listen beyond loopback without TLS
	PublicURL       string // what links begin with; default from HTTP

	SecondFactor string // of whom one is demanded: optional (default), administrators or all
	OIDC         OIDC   // the county's sign-in service; zero for none

	Notices Notices // by which gateways people are told; zero for the file alone

	Push Push // by whom phones are told while their page is closed; zero for nobody

	WebhookAllow []string // networks beside the public internet that webhooks may lead to, as 10.20.0.0/16

	// TrustedDocuments lets displays and strangers run no documents but those
	// that came with the application.
	TrustedDocuments bool
	// Quota is a viewer's points a minute at the contract; default
	// limit.DefaultQuota.
	Quota func(viewer.Viewer) int

	Basemap, BasemapKey, BasemapAttribution string // see basemap.Parse

	Weather weather.Options // whom to ask, and how often; zero for nobody

	StaleAfterIntervals int // default 3

	Version string
	Clock   clockwork.Clock // default the real one
	Log     *slog.Logger
	Out     io.Writer // for addresses and one-time links; default standard output
}

// defaultStale is how many intervals a device may miss before it is stale.
const defaultStale = 3

func (o Options) complete() (Options, error) {
	orDefault(&o.HTTP, "127.0.0.1:8080")
	orDefault(&o.MQTT, "127.0.0.1:1883")
	orDefault(&o.Data, ".data")
	orDefault(&o.Database, "sqlite:"+filepath.Join(o.Data, "hub.db"))
	orDefault(&o.StaleAfterIntervals, defaultStale)
	orDefault(&o.Speed, 1)
	if o.Clock == nil {
		o.Clock = clockwork.NewRealClock()
	}
	if o.StaleAfterIntervals < 1 || o.StaleAfterIntervals > 100 {
		return o, fmt.Errorf("stale-after-intervals is %d; 1 to 100 are possible", o.StaleAfterIntervals)
	}
	if _, err := access.ReadDemand(o.SecondFactor); err != nil {
		return o, err
	}
	if _, err := webhook.ParseNetworks(o.WebhookAllow); err != nil {
		return o, err
	}
	if err := o.completeTLS(); err != nil {
		return o, err
	}
	if o.TLSCert == "" && !o.AllowPlaintext {
		for name, address := range map[string]string{"http": o.HTTP, "mqtt": o.MQTT} {
			if !loopback(address) {
				return o, fmt.Errorf("%s would listen on %s in plain text; give tls, or tls-cert and tls-key, or allow-plaintext where the network is safe by other means", name, address)
			}
		}
	}
	return o, nil
}

func orDefault[T comparable](v *T, otherwise T) {
	var zero T
	if *v == zero {
		*v = otherwise
	}
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
