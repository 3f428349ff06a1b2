package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
)

// ErrSealed is what this sealer did not seal, or not for this owner.
var ErrSealed = errors.New("this was not sealed here, by this key and for this owner")

// Sealer keeps secrets that must be read again, as AES-256-GCM: nonce, then
// text and tag.
type Sealer struct{ aead cipher.AEAD }

// NewSealer derives a key of its own for a purpose from the hub's one key, by
// HKDF-SHA256 (RFC 5869).
func NewSealer(key []byte, purpose string) (*Sealer, error) {
	own, err := hkdf.Key(sha256.New, key, nil, "commandhub "+purpose, 32)
	if err != nil {
		return nil, fmt.Errorf("a key for %s: %w", purpose, err)
	}
	block, err := aes.NewCipher(own)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &Sealer{aead}, err
}

// Seal seals a text for an owner, as user:7: it opens for no other.
func (s *Sealer) Seal(text []byte, owner string) []byte {
	nonce := make([]byte, s.aead.NonceSize())
	_, _ = rand.Read(nonce) // never fails since Go 1.24
	return s.aead.Seal(nonce, nonce, text, []byte(owner))
}

// Open gives the text back, or ErrSealed.
func (s *Sealer) Open(sealed []byte, owner string) ([]byte, error) {
	n := s.aead.NonceSize()
	if len(sealed) < n {
		return nil, ErrSealed
	}
	text, err := s.aead.Open(nil, sealed[:n], sealed[n:], []byte(owner))
	if err != nil {
		return nil, ErrSealed
	}
	return text, nil
}
