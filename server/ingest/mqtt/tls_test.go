package mqtt_test

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http/httptest"
	"testing"
	"time"

	paho "github.com/eclipse/paho.mqtt.golang"

	"commandhub/server/ingest/ingesttest"
	"commandhub/server/ingest/mqtt"
)

func TestADeviceMaySpeakThroughTLS(t *testing.T) {
	certified := httptest.NewUnstartedServer(nil)
	certified.StartTLS()
	defer certified.Close()
	d := begin(t, func(o *mqtt.Options) {
		o.TLS = &tls.Config{Certificates: certified.TLS.Certificates, MinVersion: tls.VersionTLS12}
	})
	s := d.hub.Stations[0]

	plain, err := (&net.Dialer{Timeout: time.Second}).DialContext(t.Context(), "tcp", d.address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plain.Write([]byte{0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 30, 0, 0}); err != nil {
		t.Fatal(err)
	}
	closed(t, plain)

	roots := x509.NewCertPool()
	roots.AddCert(certified.Certificate())
	o := paho.NewClientOptions().AddBroker("ssl://" + d.address).SetUsername(s.User).SetPassword(s.Secret).
		SetTLSConfig(&tls.Config{RootCAs: roots, ServerName: "example.com"})
	c := paho.NewClient(o)
	if token := c.Connect(); !token.WaitTimeout(patience) || token.Error() != nil {
		t.Fatal(token.Error())
	}
	defer c.Disconnect(100)
	token := c.Publish(mqtt.TelemetryTopic, 1, false, ingesttest.Batch("b", 1, "1", "1"))
	if !token.WaitTimeout(patience) || token.Error() != nil || d.hub.Readings(t, s) != 1 {
		t.Errorf("%v, %d readings", token.Error(), d.hub.Readings(t, s))
	}
}
