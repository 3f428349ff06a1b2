package push_test

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// browser is one end of a subscription: it decrypts as RFC 8291 says.
type browser struct {
	key            *ecdh.PrivateKey
	auth           []byte
	endpoint, name string
}

func newBrowser(t *testing.T, s *service, name string) *browser {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	auth := make([]byte, 16)
	_, _ = rand.Read(auth)
	return &browser{key, auth, s.URL + "/send/" + name, name}
}

func (b *browser) filing(more map[string]any) map[string]any {
	in := map[string]any{
		"endpoint": b.endpoint, "p256dh": base64.RawURLEncoding.EncodeToString(b.key.PublicKey().Bytes()),
		"auth": base64.RawURLEncoding.EncodeToString(b.auth), "idempotencyKey": rand.Text(),
	}
	for k, v := range more {
		in[k] = v
	}
	return in
}

// decrypt is RFC 8188 of one record with the key of RFC 8291 §3.4.
func (b *browser) decrypt(body []byte) (map[string]any, error) {
	if len(body) < 86 || body[20] != 65 {
		return nil, errors.New("it has no header of aes128gcm")
	}
	salt, sender, text := body[:16], body[21:86], body[86:]
	public, err := ecdh.P256().NewPublicKey(sender)
	if err != nil {
		return nil, err
	}
	shared, err := b.key.ECDH(public)
	if err != nil {
		return nil, err
	}
	info := "WebPush: info\x00" + string(b.key.PublicKey().Bytes()) + string(sender)
	ikm, err := hkdf.Key(sha256.New, shared, b.auth, info, 32)
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: aes128gcm\x00", 16)
	if err != nil {
		return nil, err
	}
	nonce, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: nonce\x00", 12)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	plain, err := aead.Open(nil, nonce, text, nil)
	if err != nil {
		return nil, err
	}
	var said map[string]any
	return said, json.Unmarshal([]byte(strings.TrimRight(string(plain), "\x00\x02")), &said)
}

// pushed is what the service got for a browser.
type pushed struct {
	header http.Header
	path   string
	body   []byte
}

// service is a push service that answers as it is told to, else with 201.
type service struct {
	*httptest.Server
	got chan pushed

	mu     sync.Mutex
	answer http.HandlerFunc
}

func newService(t *testing.T) *service {
	s := &service{got: make(chan pushed, 1000)}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		answer := s.answer
		s.mu.Unlock()
		s.got <- pushed{r.Header.Clone(), r.URL.Path, body}
		if answer != nil {
			answer(w, r)
			return
		}
		w.WriteHeader(http.StatusCreated)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *service) host() string { return strings.TrimPrefix(s.URL, "https://") }

func (s *service) roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return pool
}

// answers sets what is answered from now on; nil for 201.
func (s *service) answers(with http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = with
}

func (s *service) status(code int, header ...string) {
	s.answers(func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	})
}

// next is the next push.
func (s *service) next(t *testing.T) pushed {
	t.Helper()
	select {
	case p := <-s.got:
		return p
	case <-time.After(20 * time.Second):
		t.Fatal("nothing is pushed")
		return pushed{}
	}
}

// none fails where something was pushed.
func (s *service) none(t *testing.T) {
	t.Helper()
	select {
	case p := <-s.got:
		t.Errorf("pushed to %s", p.path)
	default:
	}
}
