package access

import (
	"strings"
	"testing"
)

// OWASP's password storage cheat sheet: argon2id with 19 MiB, two passes, one lane.
func TestAPasswordIsHashedAtFullCost(t *testing.T) {
	hashed, err := hash(t.Context(), "Correct-Horse-7")
	if err != nil || !strings.HasPrefix(hashed, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%s %v", hashed, err)
	}
	if same, err := compare(t.Context(), "Correct-Horse-7", hashed); err != nil || !same {
		t.Errorf("%v %v", same, err)
	}
	if same, err := compare(t.Context(), "correct-horse-7", hashed); err != nil || same {
		t.Errorf("another passes: %v %v", same, err)
	}
}
