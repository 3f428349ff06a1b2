package app

import (
	"context"
	"crypto/x509"
	"errors"

	"commandhub/server/push"
	"commandhub/server/secret"
)

// Push is how phones are told while their page is closed.
type Push struct {
	Contact string         // mailto:… or https://…, whom a push service may ask about the hub; empty for no push
	Hosts   []string       // of push services; default push.DefaultHosts
	Roots   *x509.CertPool // of their certificates; default the system's
}

// openPush makes the use cases. Where the hub's key pair was sealed with another key,
// the hub goes on without push.
func (a *App) openPush(ctx context.Context, key []byte) error {
	hosts, err := push.ParseHosts(a.opt.Push.Hosts)
	if err != nil {
		return err
	}
	a.pushes = &push.Pushes{
		Store: a.store, Timeline: a.timeline, Sealer: secret.NewSealer(key, "push"), Clock: a.opt.Clock,
		Hosts: hosts, Contact: a.opt.Push.Contact,
	}
	a.topics = secret.NewSigner(key, "push topics")
	err = a.pushes.Open(ctx)
	if errors.Is(err, secret.ErrSealed) {
		a.log.Error("phones are not pushed to", "error", err)
		return nil
	}
	return err
}

// pushCourier pushes what this hub and others committed.
func (a *App) pushCourier() *push.Courier {
	return push.NewCourier(push.Options{
		Pushes: a.pushes, Phone: a.access.FieldDeviceNow, Topics: a.topics, Exercise: a.live.Exercise,
		Roots: a.opt.Push.Roots, Registerer: a.metrics, Log: a.log,
	})
}
