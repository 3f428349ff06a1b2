package access

import (
	"context"
	"fmt"
	"slices"

	"commandhub/ent"
	"commandhub/ent/passkey"
	"commandhub/ent/user"
)

// Factor is a kind of second factor.
type Factor string

// The kinds of second factor.
const (
	TOTP    Factor = "totp"
	Passkey Factor = "passkey"
)

// Demand says of whom a second factor is demanded.
type Demand string

// The demands. GB/T 22239-2019 8.1.4.1 d) asks for two kinds of identification
// of users, one of them by cryptography; which people that is demanded of is the
// county's decision.
const (
	OfNobody         Demand = "optional"
	OfAdministrators Demand = "administrators" // and auditors and security administrators
	OfEverybody      Demand = "all"
)

// ReadDemand reads a word of the configuration; empty is optional.
func ReadDemand(word string) (Demand, error) {
	switch d := Demand(word); d {
	case "":
		return OfNobody, nil
	case OfNobody, OfAdministrators, OfEverybody:
		return d, nil
	}
	return "", fmt.Errorf("second-factor is %q; optional, administrators or all is right", word)
}

// factors are the second factors that a person has set up and can use here.
func (a *Access) factors(ctx context.Context, row *ent.User) ([]Factor, error) {
	var out []Factor
	if hasTOTP(row) {
		out = append(out, TOTP)
	}
	has, err := a.hasPasskey(ctx, row.ID)
	if has {
		out = append(out, Passkey)
	}
	return out, err
}

func (a *Access) hasPasskey(ctx context.Context, person int) (bool, error) {
	return a.store.Client.Passkey.Query().Where(passkey.HasUserWith(user.ID(person))).Exist(asHub(ctx))
}

// factorMissing tells whether the hub demands a second factor that a person has
// not set up.
func (a *Access) factorMissing(ctx context.Context, row *ent.User, posts []*ent.Appointment) (bool, error) {
	administers := slices.ContainsFunc(posts, func(p *ent.Appointment) bool { return administrator(p.Role) })
	if a.Demanded != OfEverybody && (a.Demanded != OfAdministrators || !administers) || hasTOTP(row) {
		return false, nil
	}
	has, err := a.hasPasskey(ctx, row.ID)
	return !has, err
}
