package certificate

import (
	"crypto/tls"
	"crypto/x509"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// lookEvery is how long a renewed certificate may wait until it is served.
const lookEvery = 5 * time.Second

// Source serves a certificate from two files, and the new one when they change.
type Source struct {
	certificate, key string
	now              func() time.Time
	log              *slog.Logger

	mu     sync.Mutex
	looked time.Time
	seen   [2]fs.FileInfo
	served served
}

type served struct {
	pair      *tls.Certificate
	authority *x509.Certificate // nil unless one beside the certificate gave it
}

// Open reads the files, PEM both.
func Open(certificate, key string, now func() time.Time, log *slog.Logger) (*Source, error) {
	s := &Source{certificate: certificate, key: key, now: now, log: log, looked: now()}
	_ = s.changed()
	var err error
	s.served, err = s.read()
	return s, err
}

// Config is for a server; what it serves follows the files.
func (s *Source) Config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return s.current().pair, nil },
	}
}

// Leaf is the certificate that is served.
func (s *Source) Leaf() *x509.Certificate { return s.current().pair.Leaf }

// Authority is the one that gave the certificate and lies beside it as Make
// leaves it; nil when the certificate comes from elsewhere.
func (s *Source) Authority() *x509.Certificate { return s.current().authority }

// current looks at the files now and then. What cannot be read, as when only
// one of two has been copied yet, is told once and leaves the old in place.
func (s *Source) current() served {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if now.Sub(s.looked) < lookEvery {
		return s.served
	}
	s.looked = now
	if !s.changed() {
		return s.served
	}
	next, err := s.read()
	if err != nil {
		s.log.Warn("the changed TLS certificate cannot be used; the old one is served", "error", err)
		return s.served
	}
	s.served = next
	s.log.Info("TLS certificate renewed", "names", List(next.pair.Leaf), "ends", next.pair.Leaf.NotAfter)
	return s.served
}

// changed tells whether the files are others than at the last look.
func (s *Source) changed() bool {
	changed := false
	for i, path := range []string{s.certificate, s.key} {
		info, err := os.Stat(path)
		if err != nil {
			info = nil
		}
		before := s.seen[i]
		if (info == nil) != (before == nil) || info != nil &&
			(!os.SameFile(info, before) || !info.ModTime().Equal(before.ModTime()) || info.Size() != before.Size()) {
			changed = true
		}
		s.seen[i] = info
	}
	return changed
}

func (s *Source) read() (served, error) {
	pair, err := tls.LoadX509KeyPair(s.certificate, s.key)
	if err != nil {
		return served{}, err
	}
	authority, err := readCertificate(Folder(filepath.Dir(s.certificate)).Path(AuthorityFile))
	if err != nil || pair.Leaf.CheckSignatureFrom(authority) != nil {
		authority = nil
	}
	return served{&pair, authority}, nil
}
