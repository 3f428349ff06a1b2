package access

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"commandhub/ent"
	"commandhub/ent/user"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// One-time passwords by time (RFC 6238) as every authenticator has them: SHA-1,
// six digits, steps of 30 s; a code is good one step early or late (5.2) and once.
const (
	totpPeriod = 30 // seconds
	totpSkew   = 1  // steps
	totpIssuer = "Command Hub"
)

// NewTOTP is a secret that an authenticator is to take, shown this once.
type NewTOTP struct {
	Sealed []byte // for ConfirmTOTP; to be kept by the session
	Secret string // base32, to be typed
	URI    string // otpauth:, for a QR code
}

// BeginTOTP makes a secret for the context's viewer, who gives their present
// password. It counts for nothing until a code of it is confirmed.
func (a *Access) BeginTOTP(ctx context.Context, from Origin, current string) (NewTOTP, error) {
	row, err := a.confirmed(ctx, from, current)
	if err != nil {
		return NewTOTP{}, err
	}
	if hasTOTP(row) {
		return NewTOTP{}, &Invalid{"totp", "one-time codes are set up already; remove them first"}
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: totpIssuer, AccountName: row.Name})
	if err != nil {
		return NewTOTP{}, err
	}
	return NewTOTP{a.Sealer.SealFor(totpOwner(row.ID), []byte(key.Secret())), key.Secret(), key.URL()}, nil
}

// ConfirmTOTP makes a secret the context's viewer's second factor, by its first code.
func (a *Access) ConfirmTOTP(ctx context.Context, sealed []byte, code string) error {
	who := viewer.From(ctx)
	if len(sealed) == 0 {
		return ErrPending
	}
	step, err := a.stepOf(who.ID, sealed, code)
	if errors.Is(err, ErrFactor) {
		return &Invalid{"code", "this is not the code of now; see whether the phone's clock is right"}
	}
	if err != nil {
		return err
	}
	err = a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		n, err := tx.User.Update().Where(user.ID(who.ID), user.TotpSealedIsNil()).
			SetTotpSealed(sealed).SetTotpStep(step).Save(asHub(ctx))
		if err != nil {
			return timeline.Entry{}, err
		}
		if n != 1 {
			return timeline.Entry{}, &Invalid{"totp", "one-time codes are set up already; remove them first"}
		}
		return timeline.Entry{Action: "user.totp-added", SubjectType: "User", SubjectID: who.ID}, nil
	})
	return a.turned(ctx, who.ID, err)
}

// RemoveTOTP ends the context's viewer's one-time codes. Their present password
// is needed.
func (a *Access) RemoveTOTP(ctx context.Context, from Origin, current string) error {
	row, err := a.confirmed(ctx, from, current)
	if err != nil {
		return err
	}
	err = a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		n, err := tx.User.Update().Where(user.ID(row.ID), user.TotpSealedNotNil()).ClearTotpSealed().Save(asHub(ctx))
		if err != nil {
			return timeline.Entry{}, err
		}
		if n != 1 {
			return timeline.Entry{}, &Invalid{"totp", "no one-time codes are set up"}
		}
		return timeline.Entry{Action: "user.totp-removed", SubjectType: "User", SubjectID: row.ID}, nil
	})
	return a.turned(ctx, row.ID, err)
}

// turned has a person's sockets come back with the rights that they have now.
func (a *Access) turned(_ context.Context, person int, err error) error {
	if err == nil && a.Demanded != OfNobody {
		a.Withdrawn(viewer.Person, person)
	}
	return err
}

// FinishTOTP takes a sign-in's second step by a code. Each step of time is good
// once, on whichever hub.
func (a *Access) FinishTOTP(ctx context.Context, from Origin, p Pending, code string) error {
	return a.second(ctx, from, p, TOTP, func(row *ent.User) (func(context.Context, *ent.Tx) error, error) {
		if !hasTOTP(row) {
			return nil, ErrPending
		}
		step, err := a.stepOf(row.ID, *row.TotpSealed, code)
		return func(ctx context.Context, tx *ent.Tx) error {
			n, err := tx.User.Update().Where(user.ID(row.ID), user.TotpStepLT(step)).SetTotpStep(step).Save(ctx)
			if err == nil && n != 1 {
				return ErrFactor // used before
			}
			return err
		}, err
	})
}

// stepOf is the step of time that a code belongs to, or ErrFactor.
func (a *Access) stepOf(person int, sealed []byte, code string) (int64, error) {
	text, err := a.Sealer.OpenFor(totpOwner(person), sealed)
	if err != nil {
		return 0, fmt.Errorf("the secret of user %d: %w", person, err)
	}
	code = strings.ReplaceAll(code, " ", "")
	now := a.now().Unix() / totpPeriod
	for step := now - totpSkew; step <= now+totpSkew; step++ {
		good, err := hotp.ValidateCustom(code, uint64(step), string(text), hotp.ValidateOpts{
			Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1,
		})
		if err == nil && good {
			return step, nil
		}
	}
	return 0, ErrFactor
}

func totpOwner(person int) string { return "totp:" + strconv.Itoa(person) }

// hasTOTP tells whether a person has one-time codes; ent reads NULL as no bytes.
func hasTOTP(row *ent.User) bool { return row.TotpSealed != nil && len(*row.TotpSealed) > 0 }
