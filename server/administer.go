package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"commandhub/server/app"
	"commandhub/server/simulate"
)

// opened runs fn on a hub that lets nobody in.
func opened(ctx context.Context, o *app.Options, fn func(*app.App) error) error {
	hub, err := app.Open(ctx, *o)
	if err != nil {
		return err
	}
	defer func() { _ = hub.Close() }()
	return fn(hub)
}

func invite(o *app.Options, noun, what string) *cobra.Command {
	cmd := &cobra.Command{Use: noun, Short: "Let in a new " + what}
	var name string
	sub := &cobra.Command{
		Use: "invite", Short: "Print a one-time link for a new " + what, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error {
				link, err := hub.InviteAs(cmd.Context(), noun, name)
				if err == nil {
					fmt.Println(link)
				}
				return err
			})
		},
	}
	sub.Flags().StringVar(&name, "name", what, "name of the "+what)
	sub.Flags().StringVar(&o.PublicURL, "public-url", "", "what the link begins with")
	cmd.AddCommand(sub)
	return cmd
}

func device(o *app.Options) *cobra.Command {
	cmd := &cobra.Command{Use: "device", Short: "Credentials of devices"}
	var all bool
	var out string
	issue := &cobra.Command{
		Use: "issue [CODE…]", Short: "Give devices new credentials and take their old ones",
		RunE: func(cmd *cobra.Command, codes []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error {
				list, err := hub.IssueCredentials(cmd.Context(), codes, all)
				if err != nil {
					return err
				}
				if out != "" {
					return simulate.WriteCredentials(out, list)
				}
				for _, c := range list {
					fmt.Println(c.ID, c.Secret)
				}
				return nil
			})
		},
	}
	issue.Flags().BoolVar(&all, "all", false, "every device that has none")
	issue.Flags().StringVar(&out, "out", "", "write a JSON file for its owner alone, instead of printing")
	cmd.AddCommand(issue, &cobra.Command{
		Use: "revoke CODE…", Short: "Take devices' credentials; a running hub follows within two seconds", Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, codes []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error { return hub.RevokeCredentials(cmd.Context(), codes) })
		},
	}, &cobra.Command{
		Use: "list", Short: "List devices with the state of their credentials", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error { return hub.ListDevices(os.Stdout) })
		},
	})
	return cmd
}

func simulation(o *app.Options) *cobra.Command {
	var options simulate.Options
	var file string
	var secure bool
	var authority string
	cmd := &cobra.Command{
		Use: "simulate", Short: "Run a profile's stations against any hub", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, err := os.Open(file)
			if err != nil {
				return fmt.Errorf("credentials: %w", err)
			}
			defer func() { _ = f.Close() }()
			if options.Credentials, err = simulate.ReadCredentials(f); err != nil {
				return err
			}
			if options.County, err = app.County(o.Profile); err != nil {
				return err
			}
			if secure || authority != "" {
				if options.TLS, err = trusting(authority); err != nil {
					return err
				}
			}
			options.Log = o.Log
			return simulate.Run(cmd.Context(), options)
		},
	}
	f := cmd.Flags()
	f.StringVar(&options.Broker, "broker", "127.0.0.1:1883", "host:port of the hub's address for devices")
	f.BoolVar(&secure, "tls", false, "speak TLS")
	f.StringVar(&authority, "tls-ca", "", "speak TLS and trust this authority alone, as the ca.crt that 'tls init' wrote (PEM)")
	f.StringVar(&file, "credentials", "", "file that 'device issue --out' wrote")
	f.Uint64Var(&options.Seed, "seed", 1, "the same seed gives the same stations")
	f.Float64Var(&options.Speed, "speed", 1, "how many times faster stations trade")
	f.DurationVar(&options.Backfill, "backfill", 0, "how much of the past to send first, as 24h")
	f.BoolVar(&options.Faults, "faults", true, "let probes and power fail now and then")
	f.StringVar(&options.StateFile, "state", "", "file that keeps stocks between runs")
	_ = cmd.MarkFlagRequired("credentials")
	return cmd
}

// trusting is for a client: the authority of a file, or the machine's own.
func trusting(authority string) (*tls.Config, error) {
	if authority == "" {
		return &tls.Config{MinVersion: tls.VersionTLS12}, nil
	}
	text, err := os.ReadFile(authority)
	if err != nil {
		return nil, fmt.Errorf("tls-ca: %w", err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(text) {
		return nil, fmt.Errorf("tls-ca: %s holds no certificate (PEM)", authority)
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}, nil
}
