package secret

import (
	"bytes"
	"errors"
	"testing"
)

func sealer(t *testing.T, key byte, purpose string) *Sealer {
	t.Helper()
	s, err := NewSealer(bytes.Repeat([]byte{key}, 32), purpose)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatWasSealedOpensForItsOwnerAlone(t *testing.T) {
	s := sealer(t, 1, "a")
	text := []byte("JBSWY3DPEHPK3PXP")
	sealed := s.Seal(text, "user:7")
	if bytes.Contains(sealed, text) || bytes.Equal(sealed, s.Seal(text, "user:7")) {
		t.Error("it is not sealed, or twice the same")
	}
	if got, err := s.Open(sealed, "user:7"); err != nil || !bytes.Equal(got, text) {
		t.Errorf("%q %v", got, err)
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for name, open := range map[string]func() ([]byte, error){
		"another owner":   func() ([]byte, error) { return s.Open(sealed, "user:8") },
		"another purpose": func() ([]byte, error) { return sealer(t, 1, "b").Open(sealed, "user:7") },
		"another key":     func() ([]byte, error) { return sealer(t, 2, "a").Open(sealed, "user:7") },
		"a changed byte":  func() ([]byte, error) { return s.Open(changed, "user:7") },
		"a part":          func() ([]byte, error) { return s.Open(sealed[:20], "user:7") },
		"nothing":         func() ([]byte, error) { return s.Open(nil, "user:7") },
	} {
		if got, err := open(); !errors.Is(err, ErrSealed) || got != nil {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	if got, err := sealer(t, 1, "a").Open(sealed, "user:7"); err != nil || !bytes.Equal(got, text) {
		t.Errorf("after a restart: %q %v", got, err)
	}
}
