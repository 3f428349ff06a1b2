package partner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/accesstoken"
	"commandhub/ent/apiclient"
	"commandhub/ent/apikey"
	"commandhub/server/policy"
	"commandhub/server/secret"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// KeyPrefix begins every key, so that one that leaks is recognised.
const KeyPrefix = "hubkey_"

// Bounds of keys.
const (
	goodKeys = 2   // at a time, for rotation
	maxDays  = 366 // a key's life
	hintLong = len(KeyPrefix) + 4
)

// CreateKey makes a key of a program; the secret is in this answer alone.
func (p *Partners) CreateKey(ctx context.Context, client, days int, idempotencyKey string) (key *ent.ApiKey, token string, err error) {
	if days < 1 || days > maxDays {
		return nil, "", invalid("days", fmt.Sprintf("%d is outside 1 to %d", days, maxDays))
	}
	token = KeyPrefix + secret.Token()
	err = p.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		// Locked, so that of two who make a key at once none makes a third.
		owner, err := p.Kept(ctx, tx, client)
		if err != nil {
			return timeline.Entry{}, err
		}
		good, err := tx.ApiKey.Query().Where(
			apikey.HasAPIClientWith(apiclient.ID(client)), apikey.RevokedAtIsNil(), apikey.ExpiresAtGT(p.now()),
		).Count(asHub(ctx))
		if err != nil {
			return timeline.Entry{}, err
		}
		if good >= goodKeys {
			return timeline.Entry{}, invalid("apiClient", "two keys of this program are good already: revoke one first")
		}
		key, err = tx.ApiKey.Create().SetAPIClient(owner).SetHint(token[:hintLong]).SetSecretSha256(secret.Hash(token)).
			SetCreatedAt(p.now()).SetExpiresAt(p.now().AddDate(0, 0, days)).Save(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "api-key.created", SubjectType: "ApiClient", SubjectID: client, IdempotencyKey: idempotencyKey,
			After: map[string]any{"key": key.ID, "hint": key.Hint, "expiresAt": key.ExpiresAt},
		}, nil
	})
	if err != nil {
		return nil, "", err
	}
	return key.Unwrap(), token, nil
}

// Kept is a client that the context's viewer keeps, with its organisation,
// locked where the database can.
func (p *Partners) Kept(ctx context.Context, tx *ent.Tx, id int) (*ent.ApiClient, error) {
	if err := need(ctx, viewer.ClientWrite); err != nil {
		return nil, err
	}
	q := tx.ApiClient.Query().Where(apiclient.ID(id)).WithOrganisation()
	if p.Store.Postgres() {
		q = q.ForUpdate()
	}
	row, err := q.Only(ctx)
	if err == nil && !keeps(ctx, row.Edges.Organisation.Code) { // reads it alone
		return nil, &policy.Denied{Scope: viewer.ClientWrite}
	}
	return row, err
}

// RevokeKey takes a key and the tokens that were given for it. Taking it again
// changes nothing.
func (p *Partners) RevokeKey(ctx context.Context, id int, idempotencyKey string) (*ent.ApiKey, error) {
	var row *ent.ApiKey
	client := 0
	err := p.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		before, err := tx.ApiKey.Query().Where(apikey.ID(id)).WithAPIClient().Only(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		row, client = before, before.Edges.APIClient.ID
		if before.RevokedAt != nil {
			return timeline.Entry{}, timeline.ErrRepeated
		}
		if row, err = tx.ApiKey.UpdateOneID(id).SetRevokedAt(p.now()).Save(ctx); err != nil {
			return timeline.Entry{}, err
		}
		if _, err := tx.AccessToken.Delete().Where(accesstoken.KeyID(id)).Exec(asHub(ctx)); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "api-key.revoked", SubjectType: "ApiClient", SubjectID: client, IdempotencyKey: idempotencyKey,
			After: map[string]any{"key": id, "hint": row.Hint, "revokedAt": row.RevokedAt},
		}, nil
	})
	if errors.Is(err, timeline.ErrRepeated) && row != nil {
		return row.Unwrap(), nil
	}
	if err != nil {
		return nil, err
	}
	p.Withdrawn(viewer.Client, client)
	return row.Unwrap(), nil
}

// Authenticate is the client whose key or access token a bearer shows.
func (p *Partners) Authenticate(ctx context.Context, bearer string) (viewer.Viewer, error) {
	if strings.HasPrefix(bearer, TokenPrefix) {
		return p.byToken(ctx, bearer)
	}
	key, err := p.goodKey(ctx, bearer)
	if err != nil {
		return viewer.Viewer{}, err
	}
	client := key.Edges.APIClient
	who := viewerOf(client, client.Scopes)
	who.Session = fmt.Sprintf("key:%d", key.ID)
	return who, nil
}

// goodKey finds a key that is good, with its client and organisation.
func (p *Partners) goodKey(ctx context.Context, bearer string) (*ent.ApiKey, error) {
	row, err := p.Store.Client.ApiKey.Query().Where(
		apikey.SecretSha256(secret.Hash(bearer)), apikey.RevokedAtIsNil(), apikey.ExpiresAtGT(p.now()),
		apikey.HasAPIClientWith(apiclient.DisabledAtIsNil()),
	).WithAPIClient(func(q *ent.ApiClientQuery) { q.WithOrganisation() }).Only(asHub(ctx))
	if ent.IsNotFound(err) {
		return nil, ErrKey
	}
	if err != nil {
		return nil, err
	}
	return row, p.used(ctx, row)
}

// used notes when a key was used, to the minute.
func (p *Partners) used(ctx context.Context, row *ent.ApiKey) error {
	if row.UsedAt != nil && p.now().Sub(*row.UsedAt) < time.Minute {
		return nil
	}
	return p.Store.WithTx(ctx, func(tx *ent.Tx) error {
		return tx.ApiKey.UpdateOneID(row.ID).SetUsedAt(p.now().Truncate(time.Minute)).Exec(asHub(ctx))
	})
}

// Viewer is as whom a client, read with its organisation, is told of what happens
// while it does not ask: with all that it holds, or ErrClosed.
func Viewer(client *ent.ApiClient) (viewer.Viewer, error) {
	if client.DisabledAt != nil {
		return viewer.Viewer{}, ErrClosed
	}
	return viewerOf(client, client.Scopes), nil
}

func viewerOf(client *ent.ApiClient, scopes []string) viewer.Viewer {
	owner := client.Edges.Organisation
	who := viewer.New(viewer.Client, client.ID, owner.Code+"/"+client.Name, "", viewer.ClientGrants(scopes, owner.Share)...)
	who.Points = client.PointsAMinute
	return who
}
