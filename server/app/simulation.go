package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"commandhub/server/profile"
	"commandhub/server/secret"
	"commandhub/server/simulate"
	"commandhub/server/viewer"
)

// simulation runs the profile's stations against this hub's own MQTT door. It
// keeps their secrets in the data folder: the database has only hashes.
func (a *App) simulation(ctx context.Context, county *profile.County) (func(context.Context) error, error) {
	credentials, err := a.simulatedCredentials(ctx)
	if err != nil {
		return nil, fmt.Errorf("credentials of the simulated stations: %w", err)
	}
	options := simulate.Options{
		Broker: a.mqttAddress(), County: county, Credentials: credentials,
		Seed: a.opt.Seed, Speed: a.opt.Speed, Clock: a.opt.Clock, Faults: true,
		Backfill: simulate.MaxBackfill, StateFile: filepath.Join(a.opt.Data, "simulation.json"), Log: a.log,
	}
	if a.tls != nil {
		// The hub speaks to itself over loopback; its certificate names another host.
		options.TLS = &tls.Config{InsecureSkipVerify: true} //nolint:gosec // see above
	}
	return func(ctx context.Context) error { return simulate.Run(ctx, options) }, nil
}

func (a *App) simulatedCredentials(ctx context.Context) (map[string]simulate.Credential, error) {
	path := filepath.Join(a.opt.Data, "simulation-credentials.json")
	kept := map[string]simulate.Credential{}
	if f, err := os.Open(path); err == nil {
		kept, err = simulate.ReadCredentials(f)
		_ = f.Close()
		if err != nil {
			return nil, err
		}
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	ctx = viewer.NewContext(ctx, viewer.Hub("simulation"))
	list, byDevice := []simulate.Credential{}, map[string]simulate.Credential{}
	for _, st := range a.registry.Now().Stations {
		for _, d := range st.Devices {
			c, ok := kept[d.Code]
			if d.Revoked {
				continue // an operator's decision stands
			}
			if !ok || d.CredentialID != c.ID || !secret.Matches(c.Secret, d.SecretSHA256) {
				_, token, err := a.credentials.Issue(ctx, d.Code, "")
				if err != nil {
					return nil, err
				}
				c = simulate.Credential{Device: d.Code, ID: d.Code, Secret: token}
			}
			list, byDevice[d.Code] = append(list, c), c
		}
	}
	return byDevice, simulate.WriteCredentials(path, list)
}
