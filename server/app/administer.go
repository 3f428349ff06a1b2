package app

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"

	"commandhub/ent/enrolment"
	"commandhub/ent/organisation"
	"commandhub/ent/user"
	"commandhub/server/access"
	"commandhub/server/partner"
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

// NewPerson is whom an account is made for; role and what it is bound to are
// empty where another appoints them.
type NewPerson struct{ Name, Role, Organisation, Area string }

// InvitePerson makes a one-time link for a new person.
func (a *App) InvitePerson(ctx context.Context, in NewPerson) (string, error) {
	invitation := access.Invitation{Kind: enrolment.KindPERSON, Name: in.Name, Organisation: in.Organisation, Area: in.Area}
	if in.Role != "" {
		role, err := roleOf(in.Role)
		if err != nil {
			return "", err
		}
		invitation.Role = &role
	}
	return a.Invite(ctx, invitation)
}

// InviteWall makes a one-time link for a new display.
func (a *App) InviteWall(ctx context.Context, name string) (string, error) {
	return a.Invite(ctx, access.Invitation{Kind: enrolment.KindWALL, Name: name})
}

// Appoint gives a person a role, for a county whose administrators are lost.
func (a *App) Appoint(ctx context.Context, userName string, in NewPerson) error {
	ctx = commandLine(ctx)
	id, err := a.store.Client.User.Query().Where(user.Name(userName)).OnlyID(ctx)
	if err != nil {
		return fmt.Errorf("user %q: %w", userName, err)
	}
	role, err := roleOf(in.Role)
	if err != nil {
		return err
	}
	_, err = a.access.Appoint(ctx, access.NewAppointment{
		User: id, Role: role, Organisation: in.Organisation, Area: in.Area, Reason: "by the command line",
	}, "")
	return err
}

func roleOf(word string) (role viewer.Role, err error) {
	if err = role.UnmarshalGQL(word); err != nil {
		err = fmt.Errorf("role: %w; one of %v is needed", err, viewer.Roles)
	}
	return role, err
}

// NewClient is a program that an organisation adds.
type NewClient = partner.NewClient

// Recover makes a one-time link with which a person sets a new password.
func (a *App) Recover(ctx context.Context, userName string) (string, error) {
	id, err := a.store.Client.User.Query().Where(user.Name(userName)).OnlyID(commandLine(ctx))
	if err != nil {
		return "", fmt.Errorf("user %q: %w", userName, err)
	}
	return a.Invite(ctx, access.Invitation{Kind: enrolment.KindRECOVERY, User: id})
}

// CreateClient makes a program of an organisation with all scopes of its share,
// or those named, and a key; id is its client_id.
func (a *App) CreateClient(ctx context.Context, in NewClient, days int) (id int, key string, err error) {
	ctx = commandLine(ctx)
	if len(in.Scopes) == 0 {
		owner, err := a.store.Client.Organisation.Query().Where(organisation.Code(in.Organisation)).Only(ctx)
		if err != nil {
			return 0, "", fmt.Errorf("organisation %q: %w", in.Organisation, err)
		}
		for _, s := range viewer.SharedWithPrograms(owner.Share) {
			in.Scopes = append(in.Scopes, string(s))
		}
	}
	client, err := a.partners.Create(ctx, in, "")
	if err != nil {
		return 0, "", err
	}
	_, key, err = a.partners.CreateKey(ctx, client.ID, days, "")
	return client.ID, key, err
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
