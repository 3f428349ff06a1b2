package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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

func wall(o *app.Options) *cobra.Command {
	var name string
	invite := link(o, "Print a one-time link for a new display", func(hub *app.App, ctx context.Context, _ []string) (string, error) {
		return hub.InviteWall(ctx, name)
	})
	invite.Use, invite.Args = "invite", cobra.NoArgs
	invite.Flags().StringVar(&name, "name", "display", "name of the display")
	cmd := &cobra.Command{Use: "wall", Short: "Let in a new display"}
	cmd.AddCommand(invite)
	return cmd
}

func user(o *app.Options) *cobra.Command {
	var in app.NewPerson
	invite := link(o, "Print a one-time link for a new person", func(hub *app.App, ctx context.Context, _ []string) (string, error) {
		return hub.InvitePerson(ctx, in)
	})
	invite.Use, invite.Args = "invite", cobra.NoArgs
	invite.Flags().StringVar(&in.Name, "name", "", "name of the person")
	appoint := &cobra.Command{
		Use: "appoint NAME", Short: "Give a person a role, where the administrators who could are lost", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, names []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error { return hub.Appoint(cmd.Context(), names[0], in) })
		},
	}
	for _, f := range []*pflag.FlagSet{invite.Flags(), appoint.Flags()} {
		f.StringVar(&in.Role, "role", "", "role, as DUTY_OFFICER; an invitation without one leaves it to others")
		f.StringVar(&in.Organisation, "organisation", "", "code of the organisation that the role is bound to")
		f.StringVar(&in.Area, "area", "", "code of the area that the role is bound to")
	}
	recover := link(o, "Print a one-time link with which a person sets a new password", func(hub *app.App, ctx context.Context, names []string) (string, error) {
		return hub.Recover(ctx, names[0])
	})
	recover.Use, recover.Args = "recover NAME", cobra.ExactArgs(1)
	cmd := &cobra.Command{Use: "user", Short: "Let people in"}
	cmd.AddCommand(invite, appoint, recover)
	return cmd
}

// link is a command that prints a link.
func link(o *app.Options, short string, make func(*app.App, context.Context, []string) (string, error)) *cobra.Command {
	cmd := &cobra.Command{
		Short: short,
		RunE: func(cmd *cobra.Command, args []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error {
				text, err := make(hub, cmd.Context(), args)
				if err == nil {
					fmt.Println(text)
				}
				return err
			})
		},
	}
	cmd.Flags().StringVar(&o.PublicURL, "public-url", "", "what the link begins with")
	return cmd
}

func client(o *app.Options) *cobra.Command {
	var in app.NewClient
	var days int
	create := &cobra.Command{
		Use: "create", Short: "Make a program of an organisation and print its key, this once", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error {
				id, key, err := hub.CreateClient(cmd.Context(), in, days)
				if err == nil {
					fmt.Fprintln(os.Stderr, "client_id", id) // so that what is printed is the key alone
					fmt.Println(key)
				}
				return err
			})
		},
	}
	f := create.Flags()
	f.StringVar(&in.Organisation, "organisation", "", "code of the organisation, as COMMERCE")
	f.StringVar(&in.Name, "name", "", "name of the program")
	f.StringSliceVar(&in.Scopes, "scopes", nil, "scopes, as station:read,stock:read; all of the organisation's share where left out")
	f.IntVar(&days, "days", 180, "how long the key is good")
	_ = create.MarkFlagRequired("organisation")
	_ = create.MarkFlagRequired("name")
	cmd := &cobra.Command{Use: "client", Short: "Programs of bureaus"}
	cmd.AddCommand(create)
	return cmd
}

func contact(o *app.Options) *cobra.Command {
	cmd := &cobra.Command{Use: "contact", Short: "How units are reached at any hour"}
	cmd.AddCommand(&cobra.Command{
		Use: "import FILE", Short: "File the contacts of a CSV file: organisation,kind,rank,name,phone,email,means", Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			return opened(cmd.Context(), o, func(hub *app.App) error {
				n, err := hub.ImportContacts(cmd.Context(), files[0])
				if err == nil {
					fmt.Println(n, "contacts were added or changed")
				}
				return err
			})
		},
	})
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
