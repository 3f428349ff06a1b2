package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
)

// ErrSealed is what cannot be opened: it was sealed with another key or for
// another purpose, or was changed.
var ErrSealed = errors.New("this was sealed with another key, or was changed")

// Sealer keeps at rest what must be read again, as the key of signatures: a
// database alone does not tell it.
type Sealer struct{ aead cipher.AEAD }

// NewSealer makes a sealer whose key comes from the hub's one key by HKDF
// (RFC 5869) with SHA-256; the purpose is its info, so that what was sealed for
// one cannot be passed off as another's.
func NewSealer(hubKey []byte, purpose string) *Sealer {
	key, err := hkdf.Key(sha256.New, hubKey, nil, purpose, 32)
	if err != nil {
		panic(err) // only for a key longer than HKDF can give
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // only for a key of another length
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // only for a block of another length
	}
	return &Sealer{aead}
}

// Seal encrypts with AES-256-GCM; a random nonce stands in front.
func (s *Sealer) Seal(plain []byte) []byte {
	nonce := make([]byte, s.aead.NonceSize())
	_, _ = rand.Read(nonce) // never fails since Go 1.24
	return s.aead.Seal(nonce, nonce, plain, nil)
}

// Open decrypts what Seal gave, or fails with ErrSealed.
func (s *Sealer) Open(sealed []byte) ([]byte, error) {
	size := s.aead.NonceSize()
	if len(sealed) < size {
		return nil, ErrSealed
	}
	plain, err := s.aead.Open(nil, sealed[:size], sealed[size:], nil)
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}
