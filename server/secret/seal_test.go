package secret

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

func TestWhatIsSealedIsOpenedForTheSamePurposeAlone(t *testing.T) {
	key := bytes.Repeat([]byte{7}, 32)
	s := NewSealer(key, "webhook")
	plain := []byte("what a receiver checks with")
	sealed := s.Seal(plain)
	if bytes.Contains(sealed, plain) || bytes.Equal(sealed, s.Seal(plain)) {
		t.Error("it can be read, or told apart by looking")
	}
	if got, err := NewSealer(key, "webhook").Open(sealed); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%q %v", got, err)
	}
	changed := slices.Clone(sealed)
	changed[len(changed)-1] ^= 1
	for name, fails := range map[string]func() ([]byte, error){
		"another purpose": func() ([]byte, error) { return NewSealer(key, "totp").Open(sealed) },
		"another key":     func() ([]byte, error) { return NewSealer(bytes.Repeat([]byte{8}, 32), "webhook").Open(sealed) },
		"changed":         func() ([]byte, error) { return s.Open(changed) },
		"cut":             func() ([]byte, error) { return s.Open(sealed[:len(sealed)-1]) },
		"too short":       func() ([]byte, error) { return s.Open(sealed[:5]) },
		"empty":           func() ([]byte, error) { return s.Open(nil) },
	} {
		if got, err := fails(); !errors.Is(err, ErrSealed) || got != nil {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
}
