package app

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"time"

	"commandhub/server/certificate"
)

// The ports that printed lines suggest; those of HTTPS and MQTT over TLS that
// need no rights (443 does).
const (
	suggestedWeb  = "8443"
	suggestedMQTT = "8883"
)

// certified is o completed, and the folder meant: tls in the data folder unless
// another is named.
func (o Options) certified(folder string) (Options, certificate.Folder, error) {
	o, err := o.complete()
	if folder != "" {
		return o, certificate.Folder(folder), err
	}
	return o, o.ownTLS(), err
}

// InitTLS makes an authority and a certificate for the names, and tells in
// plain words what to do with them.
func InitTLS(o Options, folder string, hosts, ips []string) error {
	names, err := certificate.ParseNames(hosts, ips)
	if err != nil {
		return err
	}
	o, f, err := o.certified(folder)
	if err != nil {
		return err
	}
	made, err := f.Make(names, o.Clock.Now())
	if err != nil {
		return err
	}
	fmt.Fprintf(o.Out, `Wrote to %s:
  %s   the hub's certificate authority, until %s: install it on phones and PCs
  %s   its key. Whoever has it can pass for any site to them: nobody else may read it.
           Only "server tls renew" needs it; best keep it on a medium in a safe until then
  %s  the hub's certificate, until %s: for %s
  %s  its key, for the hub alone

`, f, certificate.AuthorityFile, made.Authority.NotAfter.Format(time.DateOnly), certificate.AuthorityKey,
		certificate.ServerFile, made.Server.NotAfter.Format(time.DateOnly), certificate.List(made.Server), certificate.ServerKey)
	tellFingerprints(o, made.Authority)
	tls := "--tls"
	if f != o.ownTLS() {
		tls = fmt.Sprintf("--tls-cert %s --tls-key %s", f.Path(certificate.ServerFile), f.Path(certificate.ServerKey))
	}
	host := certificate.Host(made.Server)
	if host == "" {
		host = "localhost"
	}
	web := "https://" + net.JoinHostPort(host, suggestedWeb)
	fmt.Fprintf(o.Out, `
Start the hub, beside what else you give it, with:
  server serve --data %s %s --http 0.0.0.0:%s --mqtt 0.0.0.0:%s
Commands that print links ("user invite", "wall invite") need --public-url %s

Then install %s, by USB or from %s/api/v1/ca.pem, and compare
the fingerprint on the device before trusting it:
  Android  Settings > Security > Encryption & credentials > Install a certificate > CA certificate
  iOS      open the file; Settings > Profile downloaded > Install; then
           General > About > Certificate Trust Settings: switch it on
  Windows  open the file > Install Certificate > Local Machine > Trusted Root Certification Authorities
           (Chrome and Edge follow Windows)
  Firefox  Settings > Privacy & Security > View Certificates > Authorities > Import
  Devices  give the file to the MQTT client as its CA certificate (--cafile)
The guide of the hub tells more: %s/help#certificate
`, o.Data, tls, suggestedWeb, suggestedMQTT, web, certificate.AuthorityFile, web, web)
	return nil
}

// RenewTLS makes a new certificate by the same authority: for the same names
// unless others are given.
func RenewTLS(o Options, folder string, hosts, ips []string) error {
	var names *certificate.Names
	if len(hosts)+len(ips) > 0 {
		parsed, err := certificate.ParseNames(hosts, ips)
		if err != nil {
			return err
		}
		names = &parsed
	}
	o, f, err := o.certified(folder)
	if err != nil {
		return err
	}
	made, err := f.Renew(names, o.Clock.Now())
	if err != nil {
		return missing(err, f)
	}
	fmt.Fprintf(o.Out, "Renewed %s until %s: for %s.\nThe authority stays: nothing is to be installed anew. A running hub serves it within seconds.\n",
		f.Path(certificate.ServerFile), made.Server.NotAfter.Format(time.DateOnly), certificate.List(made.Server))
	return nil
}

// ShowTLS tells names, fingerprints and days left.
func ShowTLS(o Options, folder string) error {
	o, f, err := o.certified(folder)
	if err != nil {
		return err
	}
	pair, err := f.Read()
	if err != nil {
		return missing(err, f)
	}
	days := func(c *x509.Certificate) int { return int(c.NotAfter.Sub(o.Clock.Now()).Hours() / 24) }
	fmt.Fprintf(o.Out, "%s: %s, until %s (%d days left)\n", f.Path(certificate.AuthorityFile), pair.Authority.Subject.CommonName,
		pair.Authority.NotAfter.Format(time.DateOnly), days(pair.Authority))
	tellFingerprints(o, pair.Authority)
	fmt.Fprintf(o.Out, "\n%s: %s, until %s (%d days left)\n  SHA-256  %s\n", f.Path(certificate.ServerFile), certificate.List(pair.Server),
		pair.Server.NotAfter.Format(time.DateOnly), days(pair.Server), certificate.Fingerprint(pair.Server))
	if err := certificate.Due(pair.Server, o.Clock.Now()); err != nil {
		fmt.Fprintln(o.Out, err)
	}
	return nil
}

func tellFingerprints(o Options, authority *x509.Certificate) {
	fmt.Fprintf(o.Out, "Fingerprint of the authority %s:\n  SHA-256  %s\n  SHA-1    %s (all that Windows shows, as thumbprint)\n",
		authority.Subject.CommonName, certificate.Fingerprint(authority), certificate.Thumbprint(authority))
}

func missing(err error, f certificate.Folder) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no certificate in %s yet; make one with: server tls init --host NAME", f)
	}
	return err
}
