package push

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/SherClockHolmes/webpush-go"
	"github.com/jonboulle/clockwork"

	"commandhub/ent"
	"commandhub/ent/fielddevice"
	"commandhub/ent/predicate"
	"commandhub/ent/pushsubscription"
	"commandhub/server/access"
	"commandhub/server/secret"
	"commandhub/server/store"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

const mostGroups = 50

// Pushes is the use cases of a phone that wants to be told.
type Pushes struct {
	Store    *store.Store
	Timeline *timeline.Timeline
	Sealer   *secret.Sealer // of addresses and of the hub's key
	Clock    clockwork.Clock
	Hosts    Hosts
	Contact  string // whom a push service may ask about this hub; empty for no push

	key *keyPair // nil where there is no push
}

func (p *Pushes) now() time.Time { return p.Clock.Now().UTC().Truncate(time.Microsecond) }

// asHub reads and writes what is the hub's own part.
func asHub(ctx context.Context) context.Context {
	return viewer.NewContext(ctx, viewer.Hub("push"))
}

func invalid(field, message string) error { return &access.Invalid{Field: field, Message: message} }

// State is how the phone that asks is told.
type State struct {
	PublicKey string
	FiledAt   *time.Time // nil while it is not
}

// State is that of the context's viewer, nil where the hub has no push.
func (p *Pushes) State(ctx context.Context) (*State, error) {
	if p.key == nil {
		return nil, nil //nolint:nilnil // there is none, and nothing is wrong
	}
	state := &State{PublicKey: p.key.public}
	row, err := p.Store.Client.PushSubscription.Query().Only(ctx)
	if err == nil {
		state.FiledAt = &row.FiledAt
	}
	return state, ent.MaskNotFound(err)
}

// Filing is what a browser says of its subscription.
type Filing struct {
	Endpoint, P256dh, Auth string
	Groups                 []int // nil leaves those that were filed before
	IdempotencyKey         string
}

// File has the context's viewer, a phone, told from now on. What it filed before is
// replaced and keeps its place in the timeline.
func (p *Pushes) File(ctx context.Context, in Filing) (*State, error) {
	if p.key == nil {
		return nil, invalid("endpoint", "this hub has no way to a push service; its operator opens one with --push-contact")
	}
	if err := p.check(in); err != nil {
		return nil, err
	}
	phone := viewer.From(ctx).ID
	to, err := json.Marshal(webpush.Subscription{Endpoint: in.Endpoint, Keys: webpush.Keys{Auth: in.Auth, P256dh: in.P256dh}})
	if err != nil {
		return nil, err
	}
	sealed, hash := p.Sealer.SealFor(owner(phone), to), sha256.Sum256([]byte(in.Endpoint))
	err = p.Timeline.DoOnce(ctx, in.IdempotencyKey, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		// A browser that was let in for another person is that person's no longer.
		if _, err := tx.PushSubscription.Delete().Where(
			pushsubscription.EndpointSha256(hash[:]), pushsubscription.Not(of(phone)),
		).Exec(asHub(ctx)); err != nil {
			return timeline.Entry{}, err
		}
		if err := p.put(ctx, tx, phone, sealed, hash[:], in.Groups); err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{Action: "push.filed", SubjectType: "FieldDevice", SubjectID: phone}, nil
	})
	if err != nil {
		return nil, err
	}
	return p.State(ctx)
}

// put stores a phone's one subscription.
func (p *Pushes) put(ctx context.Context, tx *ent.Tx, phone int, sealed, hash []byte, groups []int) error {
	update := tx.PushSubscription.Update().Where(of(phone)).SetSealed(sealed).SetEndpointSha256(hash).
		SetFiledAt(p.now()).SetFailures(0).ClearNextAt()
	if groups != nil {
		update.SetGroups(groups)
	}
	n, err := update.Save(ctx)
	if err != nil || n > 0 {
		return err
	}
	head, err := store.Head(ctx, tx.StreamHead, store.TimelineStream)
	if err != nil {
		return err
	}
	return tx.PushSubscription.Create().SetFieldDeviceID(phone).SetSealed(sealed).SetEndpointSha256(hash).
		SetGroups(append([]int{}, groups...)).SetFiledAt(p.now()).SetTold(head).Exec(ctx)
}

// errNothing is a removal of what is not there.
var errNothing = errors.New("there is no such subscription")

// Remove ends that the context's viewer is told.
func (p *Pushes) Remove(ctx context.Context, idempotencyKey string) (*State, error) {
	phone := viewer.From(ctx).ID
	err := p.Timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		n, err := tx.PushSubscription.Delete().Where(of(phone)).Exec(ctx)
		if err != nil {
			return timeline.Entry{}, err
		}
		if n == 0 {
			return timeline.Entry{}, errNothing
		}
		return timeline.Entry{Action: "push.removed", SubjectType: "FieldDevice", SubjectID: phone, IdempotencyKey: idempotencyKey}, nil
	})
	if err != nil && !errors.Is(err, errNothing) {
		return nil, err
	}
	return p.State(ctx)
}

// owner is for whom an address is sealed.
func owner(phone int) string { return "phone:" + strconv.Itoa(phone) }

// of is the subscription of a phone.
func of(phone int) predicate.PushSubscription {
	return pushsubscription.HasFieldDeviceWith(fielddevice.ID(phone))
}
