package secret

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Signer signs what leaves the hub and must be known again as its own.
type Signer struct{ key []byte }

// NewSigner makes a signer whose key comes from the hub's one key, as a Sealer's.
func NewSigner(hubKey []byte, purpose string) *Signer {
	key, err := hkdf.Key(sha256.New, hubKey, nil, purpose, 32)
	if err != nil {
		panic(err) // only for a key longer than HKDF can give
	}
	return &Signer{key}
}

// Sign gives the HMAC-SHA-256 of a text, hexadecimal.
func (s *Signer) Sign(text []byte) string {
	mac := hmac.New(sha256.New, s.key)
	_, _ = mac.Write(text)
	return hex.EncodeToString(mac.Sum(nil))
}

// Signed tells whether a text was signed by this hub.
func (s *Signer) Signed(text []byte, signature string) bool {
	return hmac.Equal([]byte(s.Sign(text)), []byte(signature))
}
