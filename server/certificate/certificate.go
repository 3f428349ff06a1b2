// Package certificate is a county's own certificate authority and the server
// certificate that it gives the hub, so that a network without the internet has
// TLS that phones and browsers accept.
package certificate

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // for comparison with what Windows shows, see Thumbprint
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"strings"
	"time"
)

// How long certificates are good.
const (
	authorityLife = 10 * 365 * day

	// serverLife is the longest that every client accepts. Apple's bound for an
	// authority that the owner installed is 825 days (support.apple.com/103769);
	// for one that comes with the system it is 398 (support.apple.com/102028, as
	// in the CA/Browser Forum's Baseline Requirements 6.3.2 of 2020). One
	// renewal a year serves both; a day less than 398, because a part of a day
	// counts as one.
	serverLife = 397 * day

	// skew is how far behind a client's clock may be when a certificate is new.
	skew = time.Hour

	day = 24 * time.Hour
)

// Authority signs. Its certificate is installed where the hub is to be trusted.
type Authority struct {
	Certificate *x509.Certificate
	key         crypto.Signer
}

// NewAuthority makes one with a key of its own, good for ten years.
func NewAuthority(now time.Time) (*Authority, error) {
	key, err := newKey()
	if err != nil {
		return nil, err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, err
	}
	id := sha256.Sum256(public)
	template := &x509.Certificate{
		// The name tells two authorities apart in a phone's list.
		Subject:               pkix.Name{CommonName: fmt.Sprintf("Command Hub CA %X", id[:4])},
		NotBefore:             now.Add(-skew),
		NotAfter:              now.Add(-skew + authorityLife),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		BasicConstraintsValid: true, IsCA: true, MaxPathLenZero: true,
	}
	c, err := sign(template, template, key.Public(), key)
	return &Authority{c, key}, err
}

// Issue certifies the key of a server under the names. The certificate ends no
// later than its authority; an authority that has ended issues nothing.
func (a *Authority) Issue(names Names, public crypto.PublicKey, now time.Time) (*x509.Certificate, error) {
	ends := a.Certificate.NotAfter
	if !now.Before(ends) {
		return nil, fmt.Errorf("the authority ended on %s: make a new one in another folder, and install it on every device", ends.Format(time.DateOnly))
	}
	if last := now.Add(-skew + serverLife); last.Before(ends) {
		ends = last
	}
	return sign(&x509.Certificate{
		Subject:   pkix.Name{CommonName: "Command Hub"},
		NotBefore: now.Add(-skew), NotAfter: ends,
		DNSNames: names.Hosts, IPAddresses: names.ips(),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}, a.Certificate, public, a.key)
}

func newKey() (*ecdsa.PrivateKey, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }

// sign gives the certificate a random serial number (RFC 5280, 4.1.2.2).
func sign(template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) (*x509.Certificate, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, public, key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}

// Fingerprint is the SHA-256 of a certificate as phones and browsers show it.
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return pairs(sum[:])
}

// Thumbprint is the SHA-1 of a certificate, which is all that Windows shows. To
// pass for it, another certificate would need the same one afterwards, which
// SHA-1 still prevents.
func Thumbprint(c *x509.Certificate) string {
	sum := sha1.Sum(c.Raw) //nolint:gosec // see above
	return pairs(sum[:])
}

func pairs(sum []byte) string {
	return strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":")
}

// Soon is the time before its end in which a certificate should be renewed.
const Soon = 30 * day

// Due tells that a certificate has ended or will soon; nil while it has time.
func Due(c *x509.Certificate, now time.Time) error {
	switch left := c.NotAfter.Sub(now); {
	case left <= 0:
		return errors.New("the TLS certificate has ended, clients refuse it: renew it (server tls renew)")
	case left <= Soon:
		return errors.New("the TLS certificate ends soon: renew it (server tls renew)")
	}
	return nil
}
