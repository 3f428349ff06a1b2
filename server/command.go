package main

import (
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"commandhub/server/app"
)

// version is set by the build.
var version = "development"

// stopWithin is how long a graceful stop may take.
const stopWithin = 20 * time.Second

// root is the command line: flags become app.Options, and nothing else is
// decided here. Every flag can also be given as HUB_… in the environment.
func root() *cobra.Command {
	options := app.Options{Version: version, Out: os.Stdout}
	var level string
	cmd := &cobra.Command{
		Use: "server", Short: "Command Hub: a county's emergency data hub",
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := fromEnvironment(cmd.Flags()); err != nil {
				return err
			}
			var of slog.Level
			if err := of.UnmarshalText([]byte(level)); err != nil {
				return fmt.Errorf("log-level %q is none of debug, info, warn, error", level)
			}
			options.Log = slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: of}))
			return nil
		},
	}
	flags := cmd.PersistentFlags()
	flags.StringVar(&options.Data, "data", ".data", "folder of keys, state and the embedded database")
	flags.StringVar(&options.Database, "db", "", "database: sqlite:PATH or postgres://… (default sqlite: hub.db in the data folder)")
	flags.StringVar(&options.Profile, "profile", "", "folder of a county's profile, or the name of an embedded one")
	flags.StringVar(&options.ReplaceImport, "replace-import", "", "digest (12 digits or more) of the imported profile whose place --profile takes")
	flags.StringVar(&level, "log-level", "info", "debug, info, warn or error; JSON lines on standard error")
	cmd.AddCommand(
		serve(&options), migrate(&options), simulation(&options), device(&options),
		user(&options), wall(&options), client(&options), contact(&options), audit(&options), certify(&options),
		&cobra.Command{Use: "version", Short: "Print the version", Run: func(*cobra.Command, []string) {
			fmt.Println(version, revision())
		}},
	)
	return cmd
}

// fromEnvironment gives a flag that was not given the value of HUB_NAME, dashes
// as underscores.
func fromEnvironment(flags *pflag.FlagSet) error {
	var failed error
	flags.VisitAll(func(f *pflag.Flag) {
		name := "HUB_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value, ok := os.LookupEnv(name); ok && !f.Changed && failed == nil {
			if err := flags.Set(f.Name, value); err != nil {
				failed = fmt.Errorf("%s: %w", name, err)
			}
		}
	})
	return failed
}

func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return info.GoVersion
}
