package main

import (
	"github.com/spf13/cobra"

	"commandhub/server/app"
)

// certify is the commands for the hub's own certificate authority.
func certify(o *app.Options) *cobra.Command {
	cmd := &cobra.Command{Use: "tls", Short: "The hub's own certificate authority and certificate, for a network without the internet"}
	var folder string
	var hosts, ips []string
	cmd.PersistentFlags().StringVar(&folder, "out", "", "folder of the authority and the certificate (default tls in the data folder)")
	named := func(sub *cobra.Command) *cobra.Command {
		sub.Flags().StringArrayVar(&hosts, "host", nil, "name of the hub as clients write it, as hub.lan; may be repeated")
		sub.Flags().StringArrayVar(&ips, "ip", nil, "fixed address of the hub, as 10.0.0.5; may be repeated")
		return sub
	}
	cmd.AddCommand(named(&cobra.Command{
		Use: "init", Short: "Make an authority and a certificate, and tell what to install where", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return app.InitTLS(*o, folder, hosts, ips) },
	}), named(&cobra.Command{
		Use: "renew", Short: "Make a new certificate by the same authority, for the same names or others; a running hub follows", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return app.RenewTLS(*o, folder, hosts, ips) },
	}), &cobra.Command{
		Use: "show", Short: "Tell names, fingerprints and days left", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return app.ShowTLS(*o, folder) },
	})
	return cmd
}
