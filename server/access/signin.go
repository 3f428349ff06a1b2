package access

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/session"
	"commandhub/server/policy"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// SignIn is a sign-in that is open.
type SignIn struct {
	ID      int
	BeganAt time.Time
	SeenAt  time.Time
	Address string
	Agent   string
	Current bool
}

// SignIns lists the open sign-ins of the context's viewer or, with account:write,
// of another person, newest first.
func (a *Access) SignIns(ctx context.Context, person *int) ([]*SignIn, error) {
	who := viewer.From(ctx)
	of := who.ID
	if person != nil {
		of = *person
	}
	if who.Kind != viewer.Person || of != who.ID {
		if !who.May(viewer.AccountWrite) {
			return nil, &policy.Denied{Scope: viewer.AccountWrite}
		}
	}
	rows, err := a.store.Client.Session.Query().
		Where(session.UserID(of), session.UserIDNEQ(0), session.ExpiresAtGT(a.now())).
		Order(ent.Desc(session.FieldSeenAt)).Limit(100).All(asHub(ctx))
	if err != nil {
		return nil, err
	}
	out := make([]*SignIn, len(rows))
	for i, r := range rows {
		out[i] = &SignIn{
			ID: r.ID, BeganAt: r.BeganAt, SeenAt: r.SeenAt, Address: r.Address, Agent: r.Agent,
			Current: r.TokenHash == who.Session,
		}
	}
	return out, nil
}

// EndSignIn ends a sign-in of the context's viewer or, with account:write, of
// anybody. The person's sockets are closed; other sign-ins come back.
func (a *Access) EndSignIn(ctx context.Context, id int, idempotencyKey string) error {
	who := viewer.From(ctx)
	person := 0
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		row, err := tx.Session.Get(asHub(ctx), id)
		if err != nil && !ent.IsNotFound(err) {
			return timeline.Entry{}, err
		}
		own := row != nil && row.UserID == who.ID && who.Kind == viewer.Person
		if row == nil || row.UserID == 0 || !own && !who.May(viewer.AccountWrite) {
			return timeline.Entry{}, &Invalid{"signIn", "there is no such sign-in, or it is not yours"}
		}
		person = row.UserID
		if err := tx.Session.DeleteOne(row).Exec(asHub(ctx)); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "user.signed-out", SubjectType: "User", SubjectID: person, IdempotencyKey: idempotencyKey,
			After: map[string]any{"address": row.Address, "began": row.BeganAt},
		}, nil
	})
	if err == nil {
		a.Withdrawn(viewer.Person, person)
	}
	return err
}

// SignedOut records that a person ended their own sign-in, whose sockets close.
func (a *Access) SignedOut(ctx context.Context, person int) error {
	row, err := a.store.Client.User.Get(asHub(ctx), person)
	if err != nil {
		return err
	}
	who := viewer.New(viewer.Person, row.ID, row.Name, "")
	err = a.record(viewer.NewContext(ctx, who), timeline.Entry{Action: "user.signed-out", SubjectType: "User", SubjectID: person})
	if err == nil {
		a.Withdrawn(viewer.Person, person)
	}
	return err
}

// endSignIns ends a person's sign-ins within a transaction, but for the one that
// is named, if one is.
func endSignIns(ctx context.Context, tx *ent.Tx, person int, but string) error {
	_, err := tx.Session.Delete().Where(session.UserID(person), session.TokenHashNEQ(but)).Exec(asHub(ctx))
	return err
}
