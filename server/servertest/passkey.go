package servertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"net/url"
	"testing"

	"github.com/fxamacker/cbor/v2"
)

// Authenticator is a security key with one passkey (WebAuthn level 3, 6.1 and
// 6.5), at the page of an origin.
type Authenticator struct {
	Origin string
	id     []byte
	key    *ecdsa.PrivateKey
	used   uint32
}

// NewAuthenticator is a key that holds nothing yet.
func NewAuthenticator(t *testing.T, origin string) *Authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id := make([]byte, 32)
	_, _ = rand.Read(id)
	return &Authenticator{Origin: origin, id: id, key: key}
}

var base64url = base64.RawURLEncoding

// clientData is what the browser signs with it.
func (a *Authenticator) clientData(t *testing.T, kind, options string) []byte {
	t.Helper()
	var asked struct{ PublicKey struct{ Challenge string } }
	if err := json.Unmarshal([]byte(options), &asked); err != nil {
		t.Fatalf("%s: %v", options, err)
	}
	text, _ := json.Marshal(map[string]any{
		"type": kind, "challenge": asked.PublicKey.Challenge, "origin": a.Origin, "crossOrigin": false,
	})
	return text
}

const (
	userPresent = 0x01
	hasKey      = 0x40
)

func (a *Authenticator) data(flags byte) []byte {
	at, _ := url.Parse(a.Origin)
	site := sha256.Sum256([]byte(at.Hostname()))
	a.used++
	return binary.BigEndian.AppendUint32(append(site[:], flags), a.used)
}

// Create answers navigator.credentials.create.
func (a *Authenticator) Create(t *testing.T, options string) map[string]any {
	t.Helper()
	public, err := a.key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		t.Fatal(err)
	}
	cose, err := cbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: public[1:33], -3: public[33:]})
	if err != nil {
		t.Fatal(err)
	}
	data := append(a.data(userPresent|hasKey), make([]byte, 16)...)
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.id)))
	data = append(append(data, a.id...), cose...)
	attestation, err := cbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	if err != nil {
		t.Fatal(err)
	}
	return a.credential(map[string]any{
		"clientDataJSON":    base64url.EncodeToString(a.clientData(t, "webauthn.create", options)),
		"attestationObject": base64url.EncodeToString(attestation),
	})
}

// Get answers navigator.credentials.get.
func (a *Authenticator) Get(t *testing.T, options string) map[string]any {
	t.Helper()
	client, data := a.clientData(t, "webauthn.get", options), a.data(userPresent)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(data, hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return a.credential(map[string]any{
		"clientDataJSON":    base64url.EncodeToString(client),
		"authenticatorData": base64url.EncodeToString(data),
		"signature":         base64url.EncodeToString(signature),
	})
}

func (a *Authenticator) credential(response map[string]any) map[string]any {
	id := base64url.EncodeToString(a.id)
	return map[string]any{"credential": map[string]any{
		"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": map[string]any{},
	}}
}
