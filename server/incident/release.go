package incident

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/release"
	"commandhub/server/viewer"
)

// Statement is information for the public.
type Statement struct {
	Incident       int
	Title, Text    string
	IdempotencyKey string
}

// DraftRelease writes information for the public (§5.8); another approves it.
func (s *Incidents) DraftRelease(ctx context.Context, in Statement) (*ent.Release, error) {
	var row *ent.Release
	_, err := s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.release-drafted", func(c *change) error {
		if in.Title == "" || in.Text == "" {
			return &Refused{"input.text", "§5.8", releaseText.With()}
		}
		who := viewer.From(ctx)
		var err error
		row, err = c.tx.Release.Create().SetIncidentID(c.was.ID).SetTitle(in.Title).SetText(in.Text).SetDraftedBy(who.Name).
			SetDraftedByID(who.ID).SetDraftedAt(c.now).Save(ctx)
		if err == nil {
			c.detail["release"], c.detail["title"] = row.ID, in.Title
		}
		return err
	})
	return unwrapped(row, err)
}

// ReleaseStep is a step of a release.
type ReleaseStep struct {
	Release        int
	Version        int
	Channel        string // where it was published; only for that
	IdempotencyKey string
}

// ApproveRelease approves a draft that another wrote.
func (s *Incidents) ApproveRelease(ctx context.Context, in ReleaseStep) (*ent.Release, error) {
	return s.onRelease(ctx, in, "incident.release-approved", func(c *change, row *ent.Release) (*ent.ReleaseUpdateOne, error) {
		who := viewer.From(ctx)
		switch {
		case row.ApprovedAt != nil:
			return nil, &Refused{"input.release", "§5.8", releaseApproved.With()}
		case row.DraftedByID == who.ID:
			return nil, &Refused{"input.release", "§5.8", releaseOwn.With()}
		}
		return row.Update().SetApprovedAt(c.now).SetApprovedBy(who.Name), nil
	})
}

// PublishRelease records that an approved text went out, and where.
func (s *Incidents) PublishRelease(ctx context.Context, in ReleaseStep) (*ent.Release, error) {
	return s.onRelease(ctx, in, "incident.release-published", func(c *change, row *ent.Release) (*ent.ReleaseUpdateOne, error) {
		switch {
		case row.ApprovedAt == nil:
			return nil, &Refused{"input.release", "§5.8", releaseNotApproved.With()}
		case row.PublishedAt != nil:
			return nil, &Refused{"input.release", "§5.8", releasePublished.With()}
		case in.Channel == "":
			return nil, &Refused{"input.channel", "§5.8", releaseChannel.With()}
		}
		c.detail["channel"] = in.Channel
		return row.Update().SetPublishedAt(c.now).SetChannel(in.Channel), nil
	})
}

func (s *Incidents) onRelease(ctx context.Context, in ReleaseStep, action string, fn func(*change, *ent.Release) (*ent.ReleaseUpdateOne, error)) (*ent.Release, error) {
	of, err := s.Store.Client.Release.Query().Where(release.ID(in.Release)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.Release
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, action, func(c *change) error {
		found, err := c.tx.Release.Get(ctx, in.Release)
		if err != nil {
			return err
		}
		if in.Version != found.Version {
			return &Conflict{in.Version, found.Version}
		}
		set, err := fn(c, found)
		if err != nil {
			return err
		}
		c.detail["release"], c.detail["title"] = found.ID, found.Title
		row, err = set.AddVersion(1).Save(ctx)
		return err
	})
	return unwrapped(row, err)
}
