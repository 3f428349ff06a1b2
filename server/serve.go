package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"commandhub/server/app"
)

func serve(o *app.Options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "serve", Short: "Run the hub until it is told to stop", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			if o.StaleAfterIntervals == 0 {
				return errors.New("stale-after-intervals is 0; 1 to 100 are possible")
			}
			o.OIDC.ClientSecret = os.Getenv("HUB_OIDC_CLIENT_SECRET") // never by a flag, which others on the machine can read
			o.BasemapKey = os.Getenv("HUB_BASEMAP_KEY")
			o.Weather.Secret = os.Getenv("HUB_WEATHER_SECRET")
			o.Notices.Secret, o.Notices.Mail.Password = os.Getenv("HUB_NOTICE_SECRET"), os.Getenv("HUB_NOTICE_SMTP_PASSWORD")
			hub, err := app.Open(context.WithoutCancel(ctx), *o)
			if err != nil {
				return err
			}
			err = hub.Start(context.WithoutCancel(ctx))
			if err == nil {
				<-ctx.Done()
				o.Log.Info("stopping")
			}
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
			defer cancel()
			return errors.Join(err, hub.Stop(last), hub.Close())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.HTTP, "http", "127.0.0.1:8080", "address of the web and the contract")
	f.StringVar(&o.MQTT, "mqtt", "127.0.0.1:1883", "address for devices")
	f.BoolVar(&o.TLS, "tls", false, "TLS for both addresses with the certificate that 'tls init' made")
	f.StringVar(&o.TLSCert, "tls-cert", "", "certificate file (PEM) for both addresses")
	f.StringVar(&o.TLSKey, "tls-key", "", "its key file (PEM)")
	f.BoolVar(&o.AllowPlaintext, "allow-plaintext", false, "listen beyond loopback without TLS")
	f.StringVar(&o.PublicURL, "public-url", "", "what links begin with, where a proxy stands before the hub")
	f.StringVar(&o.SecondFactor, "second-factor", "optional", "of whom a second factor is demanded: optional, administrators or all")
	f.StringVar(&o.OIDC.Issuer, "oidc-issuer", "", "URL of the county's sign-in service (OpenID Connect), as it writes it itself")
	f.StringVar(&o.OIDC.ClientID, "oidc-client-id", "", "what this hub is called there; its secret is read from HUB_OIDC_CLIENT_SECRET")
	f.StringVar(&o.OIDC.UserNameClaim, "oidc-user-name-claim", "preferred_username", "claim that holds the user name")
	f.BoolVar(&o.TrustedDocuments, "trusted-documents", true, "displays and strangers run no documents but the application's own")
	f.BoolVar(&o.Exercise, "exercise", false, "start in exercise mode")
	f.BoolVar(&o.Simulate, "simulate", false, "run simulated stations; the hub is then in exercise")
	f.Float64Var(&o.Speed, "simulate-speed", 1, "how many times faster simulated stations trade")
	f.Uint64Var(&o.Seed, "simulate-seed", 1, "seed of the simulated stations")
	f.StringSliceVar(&o.WebhookAllow, "webhook-allow", nil, "networks beside the public internet that webhooks may lead to, also by http, as 10.20.0.0/16,fd00:20::/32")
	f.StringVar(&o.Notices.SMS, "notice-sms", "", "URL of the gateway for text messages; none leaves notices in the data folder's notices.jsonl")
	f.StringVar(&o.Notices.Voice, "notice-voice", "", "URL of the gateway for calls")
	f.StringVar(&o.Notices.Mail.Server, "notice-smtp", "", "host:port of the mail server for notices")
	f.StringVar(&o.Notices.Mail.User, "notice-smtp-user", "", "user there; the password is read from HUB_NOTICE_SMTP_PASSWORD")
	f.StringVar(&o.Notices.Mail.From, "notice-from", "", "address that notices by e-mail come from")
	f.StringVar(&o.Push.Contact, "push-contact", "", "mailto:… or https://…, whom a push service may ask about this hub; with it phones can be told while their page is closed")
	f.StringSliceVar(&o.Push.Hosts, "push-hosts", nil, "hosts of the push services that may be reached, as push.example,*.push.example:8443; by default those of browsers' makers")
	f.StringVar(&o.Basemap, "basemap", "", "what lies under the map: tianditu, tianditu-satellite, the URL of tiles with {z}, {x}, {y} (gcj02+URL where they are drawn in GCJ-02), or a file .pmtiles of pictures or of vector tiles after Protomaps' schema; its key is read from HUB_BASEMAP_KEY; none leaves the bundled outline")
	f.StringVar(&o.BasemapAttribution, "basemap-attribution", "", "whom the map names as the basemap's source; by default what the service or the file says itself")
	f.StringVar(&o.Weather.URL, "weather", "", "URL of the county's gateway for the weather, which answers an observation as JSON; its secret is read from HUB_WEATHER_SECRET and sent as bearer")
	f.StringVar(&o.Weather.Source, "weather-source", "", "whose the observations are, for people; by default the URL's host")
	f.DurationVar(&o.Weather.Every, "weather-every", 5*time.Minute, "how often it is asked, 30s to 1h")
	f.IntVar(&o.StaleAfterIntervals, "stale-after-intervals", 3, "intervals that a device may miss before it is stale")
	return cmd
}

func migrate(o *app.Options) *cobra.Command {
	return &cobra.Command{
		Use: "migrate", Short: "Bring the database to this version and apply the profile", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			hub, err := app.Open(cmd.Context(), *o)
			if err != nil {
				return err
			}
			fmt.Println("the database is of this version:", hub.Database())
			return hub.Close()
		},
	}
}

func audit(o *app.Options) *cobra.Command {
	cmd := &cobra.Command{Use: "audit", Short: "The timeline as an audit trail"}
	cmd.AddCommand(&cobra.Command{
		Use: "verify", Short: "Check the timeline's chain and name the first row that is broken", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			head, err := app.VerifyTimeline(cmd.Context(), *o)
			if err != nil {
				return err
			}
			fmt.Printf("the timeline is whole: %d rows, head %x\n", head.Sequence, head.Hash)
			return nil
		},
	})
	return cmd
}
