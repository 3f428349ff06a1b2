package certificate_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"commandhub/server/certificate"
)

var born = time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// lan is what the tests' certificates are for.
func lan(t *testing.T) certificate.Names {
	t.Helper()
	names, err := certificate.ParseNames([]string{"hub.lan"}, []string{"10.0.0.5"})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func made(t *testing.T) (certificate.Folder, certificate.Pair) {
	t.Helper()
	f := certificate.Folder(filepath.Join(t.TempDir(), "data", "tls"))
	pair, err := f.Make(lan(t), born)
	if err != nil {
		t.Fatal(err)
	}
	return f, pair
}

func TestAClientThatTrustsTheAuthorityAcceptsItsNamesInTheirTimeOnly(t *testing.T) {
	_, pair := made(t)
	roots := x509.NewCertPool()
	roots.AddCert(pair.Authority)
	for _, c := range []struct {
		name string
		at   time.Duration
		good bool
	}{
		{"hub.lan", 0, true},
		{"10.0.0.5", 0, true},
		{"localhost", 0, true},
		{"::1", 0, true},
		{"other.lan", 0, false},
		{"a.hub.lan", 0, false},
		{"10.0.0.6", 0, false},
		{"hub.lan", -time.Hour, true},
		{"hub.lan", -time.Hour - time.Second, false},
		{"hub.lan", 397*day - time.Hour, true},
		{"hub.lan", 397*day - time.Hour + time.Second, false},
	} {
		_, err := pair.Server.Verify(x509.VerifyOptions{
			DNSName: bracketed(c.name), Roots: roots, CurrentTime: born.Add(c.at),
			KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		})
		if (err == nil) != c.good {
			t.Errorf("%s at %v: %v", c.name, c.at, err)
		}
	}
}

func bracketed(name string) string {
	if strings.Contains(name, ":") {
		return "[" + name + "]"
	}
	return name
}

func TestTheAuthoritySignsServersAndNoOtherAuthority(t *testing.T) {
	_, pair := made(t)
	a, s := pair.Authority, pair.Server
	if !a.IsCA || a.MaxPathLen != 0 || !a.MaxPathLenZero || a.KeyUsage != x509.KeyUsageCertSign|x509.KeyUsageCRLSign {
		t.Errorf("authority: CA %v, path %d, usage %b", a.IsCA, a.MaxPathLen, a.KeyUsage)
	}
	if s.IsCA || s.KeyUsage != x509.KeyUsageDigitalSignature || len(s.ExtKeyUsage) != 1 || s.ExtKeyUsage[0] != x509.ExtKeyUsageServerAuth {
		t.Errorf("server: CA %v, usage %b %v", s.IsCA, s.KeyUsage, s.ExtKeyUsage)
	}
	for _, c := range []*x509.Certificate{a, s} {
		if key, ok := c.PublicKey.(*ecdsa.PublicKey); !ok || key.Curve != elliptic.P256() || c.SignatureAlgorithm != x509.ECDSAWithSHA256 {
			t.Errorf("%s: %T, %v", c.Subject, c.PublicKey, c.SignatureAlgorithm)
		}
	}
	if got := a.NotAfter.Sub(a.NotBefore); got != 3650*day {
		t.Errorf("authority for %v", got)
	}
	if got := s.NotAfter.Sub(s.NotBefore); got > 398*day {
		t.Errorf("server for %v", got)
	}
}

func TestACertificateNeverOutlivesItsAuthority(t *testing.T) {
	f, pair := made(t)
	end := pair.Authority.NotAfter
	late, err := f.Renew(nil, end.Add(-day))
	if err != nil || !late.Server.NotAfter.Equal(end) {
		t.Errorf("%v, ends %v", err, late.Server)
	}
	if _, err := f.Renew(nil, end); err == nil || !strings.Contains(err.Error(), "the authority ended on "+end.Format(time.DateOnly)) {
		t.Errorf("after its end: %v", err)
	}
}

func TestRenewalIsDueThirtyDaysBeforeTheEnd(t *testing.T) {
	_, pair := made(t)
	end := pair.Server.NotAfter
	for _, c := range []struct {
		left time.Duration
		says string
	}{
		{397 * day, ""}, {30*day + time.Second, ""}, {30 * day, "ends soon"}, {time.Second, "ends soon"},
		{0, "has ended"}, {-day, "has ended"},
	} {
		err := certificate.Due(pair.Server, end.Add(-c.left))
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%v left: %v", c.left, err)
		}
	}
}

func TestFingerprintsAreWrittenAsDevicesShowThem(t *testing.T) {
	_, pair := made(t)
	if got := certificate.Fingerprint(pair.Authority); !regexp.MustCompile(`^([0-9A-F]{2}:){31}[0-9A-F]{2}$`).MatchString(got) {
		t.Error(got)
	}
	if got := certificate.Thumbprint(pair.Authority); !regexp.MustCompile(`^([0-9A-F]{2}:){19}[0-9A-F]{2}$`).MatchString(got) {
		t.Error(got)
	}
}

func TestKeysAreForTheirOwnerAndLieInNoCertificateFile(t *testing.T) {
	f, _ := made(t)
	entries, err := os.ReadDir(string(f))
	if err != nil || len(entries) != 4 {
		t.Fatal(entries, err)
	}
	for _, e := range entries {
		info, _ := e.Info()
		text, _ := os.ReadFile(f.Path(e.Name()))
		isKey := strings.HasSuffix(e.Name(), ".key")
		if isKey && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", e.Name(), info.Mode())
		}
		if strings.Contains(string(text), "PRIVATE") != isKey {
			t.Errorf("%s holds a key or lacks one", e.Name())
		}
	}
	if info, _ := os.Stat(string(f)); info.Mode().Perm() != 0o700 {
		t.Errorf("the folder: %v", info.Mode())
	}
	beside, _ := os.ReadDir(filepath.Dir(string(f)))
	if len(beside) != 1 {
		t.Errorf("beside the folder: %v", beside)
	}
}
