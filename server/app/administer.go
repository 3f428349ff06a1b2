package app

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"

	"commandhub/ent/enrolment"
	"commandhub/server/profile"
	"commandhub/server/simulate"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

func commandLine(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("command line"))
}

// Database is the address that is in use, without its password.
func (a *App) Database() string { return store.Redact(a.opt.Database) }

// County is a checked profile by folder or name, without a database.
func County(name string) (*profile.County, error) {
	files, err := profile.Open(name)
	if err != nil {
		return nil, err
	}
	return profile.Load(files)
}

// InviteAs makes a one-time link for a user or a wall.
func (a *App) InviteAs(ctx context.Context, noun, name string) (string, error) {
	kind := enrolment.KindOPERATOR
	if noun == "wall" {
		kind = enrolment.KindWALL
	}
	return a.Invite(ctx, kind, name)
}

// IssueCredentials gives new credentials to the devices named or, with all, to
// every device that has none.
func (a *App) IssueCredentials(ctx context.Context, codes []string, all bool) ([]simulate.Credential, error) {
	if all {
		for _, st := range a.registry.Now().Stations {
			for _, d := range st.Devices {
				if d.CredentialID == "" {
					codes = append(codes, d.Code)
				}
			}
		}
	}
	list := []simulate.Credential{}
	for _, code := range codes {
		_, token, err := a.credentials.Issue(commandLine(ctx), code, "")
		if err != nil {
			return list, err
		}
		list = append(list, simulate.Credential{Device: code, ID: code, Secret: token})
	}
	return list, nil
}

// RevokeCredentials takes the credentials of the devices named.
func (a *App) RevokeCredentials(ctx context.Context, codes []string) error {
	for _, code := range codes {
		if _, err := a.credentials.Revoke(commandLine(ctx), code, ""); err != nil {
			return err
		}
	}
	return nil
}

// ListDevices writes a table of the devices.
func (a *App) ListDevices(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "STATION\tDEVICE\tCREDENTIAL")
	for _, st := range a.registry.Now().Stations {
		for _, d := range st.Devices {
			state := "none"
			if d.CredentialID != "" {
				state = "good"
			}
			if d.Revoked {
				state = "revoked"
			}
			fmt.Fprintf(table, "%s\t%s\t%s\n", st.Code, d.Code, state)
		}
	}
	return table.Flush()
}

// VerifyTimeline checks the chain of a hub's timeline, which need not run.
func VerifyTimeline(ctx context.Context, o Options) (timeline.Head, error) {
	o, err := o.complete()
	if err != nil {
		return timeline.Head{}, err
	}
	s, err := store.Open(ctx, o.Database)
	if err != nil {
		return timeline.Head{}, err
	}
	defer func() { _ = s.Close() }()
	key, err := timelineKey(o.Data)
	if err != nil {
		return timeline.Head{}, err
	}
	t, err := timeline.New(s, o.Clock, key)
	if err != nil {
		return timeline.Head{}, err
	}
	kept, err := timeline.Checkpoint{Path: filepath.Join(o.Data, "timeline.checkpoint")}.Read()
	if err != nil {
		return timeline.Head{}, err
	}
	return t.Verify(ctx, kept)
}
