package partner

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/accesstoken"
	"commandhub/ent/apiclient"
	"commandhub/ent/apikey"
	"commandhub/server/secret"
	"commandhub/server/viewer"
)

// TokenPrefix begins every access token.
const TokenPrefix = "hubtok_"

// TokenLife is how long an access token is good.
const TokenLife = time.Hour

// Token is what a client got for its key.
type Token struct {
	AccessToken string
	ExpiresIn   time.Duration
	Scopes      []string
}

// BadScope is a scope that a client may not have.
type BadScope struct{ Scope string }

func (b *BadScope) Error() string {
	return fmt.Sprintf("the scope %q is not one that this client holds", b.Scope)
}

// Exchange gives an access token for a client's id and key (RFC 6749 §4.4),
// for the scopes asked for, or all that it holds.
func (p *Partners) Exchange(ctx context.Context, clientID, key string, asked []string) (Token, error) {
	row, err := p.goodKey(ctx, key)
	if err != nil {
		return Token{}, err
	}
	client := row.Edges.APIClient
	if strconv.Itoa(client.ID) != clientID {
		return Token{}, ErrKey
	}
	holds := effective(client)
	if len(asked) == 0 {
		asked = holds
	}
	for _, s := range asked {
		if !slices.Contains(holds, s) {
			return Token{}, &BadScope{s}
		}
	}
	out := Token{AccessToken: TokenPrefix + secret.Token(), ExpiresIn: TokenLife, Scopes: asked}
	err = p.Store.WithTx(ctx, func(tx *ent.Tx) error {
		ctx := asHub(ctx)
		if _, err := tx.AccessToken.Delete().Where(accesstoken.ExpiresAtLTE(p.now())).Exec(ctx); err != nil {
			return err
		}
		return tx.AccessToken.Create().SetAPIClient(client).SetTokenSha256(secret.Hash(out.AccessToken)).
			SetScopes(asked).SetKeyID(row.ID).SetExpiresAt(p.now().Add(TokenLife)).Exec(ctx)
	})
	return out, err
}

func (p *Partners) byToken(ctx context.Context, bearer string) (viewer.Viewer, error) {
	row, err := p.Store.Client.AccessToken.Query().Where(
		accesstoken.TokenSha256(secret.Hash(bearer)), accesstoken.ExpiresAtGT(p.now()),
	).WithAPIClient(func(q *ent.ApiClientQuery) { q.WithOrganisation() }).Only(asHub(ctx))
	if ent.IsNotFound(err) || err == nil && row.Edges.APIClient.DisabledAt != nil {
		return viewer.Viewer{}, ErrKey
	}
	if err != nil {
		return viewer.Viewer{}, err
	}
	client := row.Edges.APIClient
	who := viewerOf(client, stillHeld(client, row.Scopes))
	who.Session = fmt.Sprintf("token:%d", row.ID)
	return who, nil
}

// Now is a client's viewer as it would be admitted at this instant, by the key
// or token that it showed, or ErrKey.
func (p *Partners) Now(ctx context.Context, who viewer.Viewer) (viewer.Viewer, error) {
	kind, number, _ := strings.Cut(who.Session, ":")
	id, _ := strconv.Atoi(number)
	q := p.Store.Client.ApiClient.Query().Where(apiclient.ID(who.ID), apiclient.DisabledAtIsNil()).WithOrganisation()
	var scopes []string
	if kind == "token" {
		token, err := p.Store.Client.AccessToken.Query().Where(accesstoken.ID(id), accesstoken.ExpiresAtGT(p.now())).Only(asHub(ctx))
		if err != nil {
			return viewer.Viewer{}, notGood(err)
		}
		scopes = token.Scopes
	} else {
		q = q.Where(apiclient.HasKeysWith(apikey.ID(id), apikey.RevokedAtIsNil(), apikey.ExpiresAtGT(p.now())))
	}
	client, err := q.Only(asHub(ctx))
	if err != nil {
		return viewer.Viewer{}, notGood(err)
	}
	if kind == "token" {
		scopes = stillHeld(client, scopes)
	} else {
		scopes = client.Scopes
	}
	now := viewerOf(client, scopes)
	now.Session = who.Session
	return now, nil
}

// stillHeld are those of a token's scopes that its client holds now.
func stillHeld(client *ent.ApiClient, given []string) []string {
	holds := effective(client)
	return slices.DeleteFunc(slices.Clone(given), func(s string) bool { return !slices.Contains(holds, s) })
}

func notGood(err error) error {
	if ent.IsNotFound(err) {
		return ErrKey
	}
	return err
}
