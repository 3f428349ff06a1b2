// Package secret makes and compares what only one party may know. Each secret
// is random enough that a plain SHA-256 at rest is as good as a slow hash;
// people's passwords are another matter, see package access.
package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strings"
)

// Token is a new secret for machines: 256 bits, base64url without padding.
func Token() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(b)
}

// Code is a new one-time code that a person can type: 26 letters and digits in
// groups, over 128 bits, no two of which look alike.
func Code() string {
	letters := rand.Text() // base32: A–Z and 2–7
	return letters[:6] + "-" + letters[6:13] + "-" + letters[13:20] + "-" + letters[20:]
}

// Tidy brings a typed code to the form that Code gave.
func Tidy(code string) string {
	letters := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))
	if len(letters) != 26 {
		return letters
	}
	return letters[:6] + "-" + letters[6:13] + "-" + letters[13:20] + "-" + letters[20:]
}

// Hash is what is kept of a secret.
func Hash(s string) []byte {
	sum := sha256.Sum256([]byte(s))
	return sum[:]
}

// Matches compares a secret with a kept hash in constant time.
func Matches(s string, hash []byte) bool {
	return subtle.ConstantTimeCompare(Hash(s), hash) == 1
}
