package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"commandhub/server/certificate"
)

// ownTLS is the folder of the hub's own authority and certificate.
func (o Options) ownTLS() certificate.Folder {
	return certificate.Folder(filepath.Join(o.Data, "tls"))
}

// completeTLS turns tls into the files that it stands for.
func (o *Options) completeTLS() error {
	if (o.TLSCert == "") != (o.TLSKey == "") {
		return errors.New("tls-cert and tls-key belong together: give both or none")
	}
	if !o.TLS {
		return nil
	}
	if o.TLSCert != "" {
		return errors.New("tls stands for the certificate in the data folder: give either tls, or tls-cert and tls-key")
	}
	own := o.ownTLS()
	o.TLSCert, o.TLSKey = own.Path(certificate.ServerFile), own.Path(certificate.ServerKey)
	return nil
}

// openTLS reads the certificate and leaves nil without TLS.
func (a *App) openTLS() error {
	if a.opt.TLSCert == "" {
		return nil
	}
	source, err := certificate.Open(a.opt.TLSCert, a.opt.TLSKey, a.opt.Clock.Now, a.log)
	switch {
	case a.opt.TLS && errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("tls: there is no certificate in %s yet; make one with: server tls init --host NAME", a.opt.ownTLS())
	case err != nil:
		return fmt.Errorf("tls-cert and tls-key: %w", err)
	}
	a.certificate, a.tls = source, source.Config()
	promauto.With(a.metrics).NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: "commandhub", Subsystem: "tls", Name: "certificate_seconds_left",
		Help: "Seconds until the TLS certificate ends; negative afterwards.",
	}, func() float64 { return source.Leaf().NotAfter.Sub(a.opt.Clock.Now()).Seconds() })
	return nil
}

// webTLS is the same for the web, which also speaks HTTP/2.
func (a *App) webTLS() *tls.Config {
	web := a.tls.Clone()
	web.NextProtos = []string{"h2", "http/1.1"}
	return web
}

// watchCertificate warns at the start and daily of a certificate that ends.
func (a *App) watchCertificate(ctx context.Context) {
	for a.certificate != nil && ctx.Err() == nil {
		leaf := a.certificate.Leaf()
		if err := certificate.Due(leaf, a.opt.Clock.Now()); err != nil {
			a.log.Warn(err.Error(), "names", certificate.List(leaf), "ends", leaf.NotAfter)
		}
		select {
		case <-a.opt.Clock.After(24 * time.Hour):
		case <-ctx.Done():
		}
	}
}

// authorityPEM is what clients install to trust the hub, nil when its
// certificate is not of its own authority.
func (a *App) authorityPEM() []byte {
	if a.certificate == nil || a.certificate.Authority() == nil {
		return nil
	}
	return certificate.PEM(a.certificate.Authority())
}
