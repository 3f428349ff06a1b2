package access

import (
	"strings"
	"testing"
	"time"

	"github.com/jonboulle/clockwork"

	"commandhub/server/secret"
)

func TestAShownCodeIsKnownAgainHoweverItIsTypedAndAMistypedOneIsNot(t *testing.T) {
	a := &Access{clock: clockwork.NewFakeClockAt(time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)), Displays: secret.NewSigner([]byte("key"), "displays")}
	for range 50 {
		shown := a.BeginDisplay().Code
		for _, typed := range []string{shown, strings.ToLower(shown), strings.ReplaceAll(shown, "-", ""), " " + strings.ReplaceAll(shown, "-", " ")} {
			if got, ok := tidyShown(typed); !ok || got != shown {
				t.Errorf("%q of %s: %q %v", typed, shown, got, ok)
			}
		}
		wrong := []byte(shown)
		wrong[0] = letters[(strings.IndexByte(letters, wrong[0])+1)%len(letters)]
		for _, typed := range []string{string(wrong), shown[:8], shown + "B", "", "AAAA-AAAA"} {
			if _, ok := tidyShown(typed); ok {
				t.Errorf("%q was taken for a code", typed)
			}
		}
	}
	one, other := a.BeginDisplay(), a.BeginDisplay()
	if one.Code == other.Code || one.Secret == other.Secret {
		t.Error("two displays have the same code")
	}
}
