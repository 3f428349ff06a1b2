package access

import (
	"context"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"

	"commandhub/ent"
	"commandhub/ent/enrolment"
	"commandhub/ent/predicate"
	"commandhub/server/secret"
)

// A display without a keyboard shows a short code, which an administrator types at the
// desk; the display then fetches its credential by a long secret of its own (in the
// manner of RFC 8628). Nothing is kept of displays that ask: both are signed by the
// hub's key, and the short one follows from the long one.
const (
	// DisplayCodeLife is how long a shown code is good.
	DisplayCodeLife = 10 * time.Minute
	// DisplayPoll is how often a display asks whether it was let in.
	DisplayPoll = 5 * time.Second
)

// letters of a shown code: none is taken for another or makes a word.
const letters = "BCDFGHJKLMNPQRSTVWXZ"

// shownLength is of the letters that are drawn; one more checks them.
const shownLength = 7

// Waiting is a display that waits to be let in.
type Waiting struct {
	Secret string // the display's own
	Code   string // shown on it
}

// ErrWaiting is a display that nobody has let in yet.
var ErrWaiting = errors.New("nobody has let this display in yet")

// ErrShownTooLong is a shown code whose time is over.
var ErrShownTooLong = errors.New("this code is no longer good: ask for another")

// BeginDisplay makes the codes of a display that wants to be let in.
func (a *Access) BeginDisplay() Waiting {
	own := secret.Token() + "." + strconv.FormatInt(a.now().Unix(), 10)
	return Waiting{Secret: own, Code: a.shown(own)}
}

// shown is the code that a display's secret gives: whoever lacks the hub's key cannot
// look for another secret that gives the same.
func (a *Access) shown(own string) string {
	sum, _ := hex.DecodeString(a.Displays.Sign([]byte(own)))
	var b strings.Builder
	for _, one := range sum[:shownLength] {
		b.WriteByte(letters[int(one)%len(letters)])
	}
	drawn := b.String()
	return drawn[:4] + "-" + drawn[4:] + string(check(drawn))
}

// check is the last letter of a code: one wrong letter, or two that changed places,
// give another.
func check(drawn string) byte {
	sum := 0
	for i := range len(drawn) {
		sum += (2*i + 1) * strings.IndexByte(letters, drawn[i]) % len(letters)
	}
	return letters[sum%len(letters)]
}

// tidyShown brings a typed code to its form; false where it cannot be one.
func tidyShown(typed string) (string, bool) {
	code := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(typed))
	if len(code) != shownLength+1 || strings.Trim(code, letters) != "" || check(code[:shownLength]) != code[shownLength] {
		return "", false
	}
	return code[:4] + "-" + code[4:], true
}

// forDisplay is what is kept of a code that was let in. No code of a link is ever read
// as that, so what everybody sees on the display enrols nobody who types it elsewhere.
func forDisplay(code string) string { return "display " + code }

// letIn makes an invitation for the display that shows a code, good for as long as that.
func (a *Access) letIn(typed string, create *ent.EnrolmentCreate) error {
	code, ok := tidyShown(typed)
	if !ok {
		return &Invalid{"display", "this is no code of a display: 8 letters as BCDF-GHJK; look at the display again"}
	}
	create.SetCodeSha256(secret.Hash(forDisplay(code))).SetExpiresAt(a.now().Add(DisplayCodeLife))
	return nil
}

// EnrolShown gives a display that was let in its credential, once; ErrWaiting until
// then, ErrShownTooLong when its time is over.
func (a *Access) EnrolShown(ctx context.Context, own string) (token string, row *ent.Wall, err error) {
	_, asked, _ := strings.Cut(own, ".")
	since, err := strconv.ParseInt(asked, 10, 64)
	if age := a.now().Sub(time.Unix(since, 0)); err != nil || age < -DisplayPoll || age > DisplayCodeLife {
		return "", nil, ErrShownTooLong
	}
	return a.enrolWall(ctx, func(ctx context.Context, tx *ent.Tx) (*ent.Enrolment, error) {
		return a.useShown(ctx, tx, a.shown(own))
	})
}

// useShown uses up the invitation of the display that shows a code.
func (a *Access) useShown(ctx context.Context, tx *ent.Tx, code string) (*ent.Enrolment, error) {
	open := []predicate.Enrolment{
		enrolment.CodeSha256(secret.Hash(forDisplay(code))), enrolment.UsedAtIsNil(), enrolment.ExpiresAtGT(a.now()),
	}
	row, err := tx.Enrolment.Query().Where(open...).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, ErrWaiting
	}
	if err != nil {
		return nil, err
	}
	n, err := tx.Enrolment.Update().Where(open...).SetUsedAt(a.now()).Save(ctx)
	if err == nil && n != 1 {
		err = ErrShownTooLong // another poll of the same display was first
	}
	return row, err
}
