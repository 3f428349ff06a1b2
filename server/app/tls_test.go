package app_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	paho "github.com/eclipse/paho.mqtt.golang"
	"github.com/jonboulle/clockwork"

	"commandhub/server/app"
	"commandhub/server/certificate"
	"commandhub/server/servertest"
)

// secured is a hub with a certificate for hub.lan, made at the clock's time.
func secured(t *testing.T, o app.Options) (*servertest.Hub, certificate.Folder) {
	t.Helper()
	o.Data, o.TLS = t.TempDir(), true
	folder := certificate.Folder(o.Data + "/tls")
	made := o
	made.Out = io.Discard
	if err := app.InitTLS(made, "", []string{"hub.lan"}, nil); err != nil {
		t.Fatal(err)
	}
	return servertest.Start(t, o), folder
}

// trusting is what a client knows that trusts the folder's authority alone.
func trusting(t *testing.T, f certificate.Folder, name string, at time.Time) *tls.Config {
	t.Helper()
	pair, err := f.Read()
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(pair.Authority)
	return &tls.Config{RootCAs: roots, ServerName: name, MinVersion: tls.VersionTLS12, Time: func() time.Time { return at }}
}

// get asks by HTTP and returns the answer with its body read.
func get(t *testing.T, address string, c *tls.Config) (*http.Response, string, error) {
	t.Helper()
	transport := &http.Transport{TLSClientConfig: c, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Transport: transport, Timeout: 20 * time.Second}).Do(request)
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response, string(body), err
}

func TestAClientThatTrustsTheAuthorityReachesBothAddressesByTheRightNameInTime(t *testing.T) {
	hub, folder := secured(t, app.Options{})
	issued, err := hub.IssueCredentials(t.Context(), []string{"HX-1.console"}, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what, name string
		at         time.Time
		good       bool
	}{
		{"the right name", "hub.lan", time.Now(), true},
		{"this machine", "127.0.0.1", time.Now(), true},
		{"another name", "other.lan", time.Now(), false},
		{"after its end", "hub.lan", time.Now().AddDate(0, 0, 398), false},
	} {
		config := trusting(t, folder, c.name, c.at)
		response, _, err := get(t, hub.URL+"/healthz", config)
		if (err == nil) != c.good || c.good && response.ProtoMajor != 2 {
			t.Errorf("HTTP, %s: %v %v", c.what, response, err)
		}
		client := paho.NewClient(paho.NewClientOptions().AddBroker("ssl://" + hub.MQTT).SetConnectRetry(false).
			SetUsername(issued[0].ID).SetPassword(issued[0].Secret).SetTLSConfig(config))
		token := client.Connect()
		if !token.WaitTimeout(20*time.Second) || (token.Error() == nil) != c.good {
			t.Errorf("MQTT, %s: %v", c.what, token.Error())
		}
		if c.good {
			client.Disconnect(100)
		}
	}
	if _, _, err := get(t, hub.URL+"/healthz", nil); err == nil {
		t.Error("a client that does not know the authority came in")
	}
}

func TestARenewedCertificateIsServedWithoutARestart(t *testing.T) {
	clock := clockwork.NewFakeClockAt(time.Now())
	hub, folder := secured(t, app.Options{Clock: clock})
	addresses := map[string]string{"HTTP": strings.TrimPrefix(hub.URL, "https://"), "MQTT": hub.MQTT}
	serials := func() map[string]string {
		t.Helper()
		of := map[string]string{}
		for protocol, address := range addresses {
			conn, err := tls.Dial("tcp", address, trusting(t, folder, "hub.lan", clock.Now()))
			if err != nil {
				t.Fatal(err)
			}
			of[protocol] = conn.ConnectionState().PeerCertificates[0].SerialNumber.String()
			_ = conn.Close()
		}
		return of
	}
	before := serials()
	if err := app.RenewTLS(app.Options{Data: strings.TrimSuffix(string(folder), "/tls"), Clock: clock, Out: io.Discard}, "", nil, nil); err != nil {
		t.Fatal(err)
	}
	clock.Advance(10 * time.Second)
	for protocol, serial := range serials() {
		if serial == before[protocol] {
			t.Errorf("%s serves the old certificate", protocol)
		}
	}
}

func TestTheAuthorityIsOfferedToPhonesWithoutItsKey(t *testing.T) {
	hub, folder := secured(t, app.Options{})
	response, body, err := get(t, hub.URL+"/api/v1/ca.pem", trusting(t, folder, "hub.lan", time.Now()))
	if err != nil {
		t.Fatal(err)
	}
	pair, err := folder.Read()
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "application/x-x509-ca-cert" ||
		body != string(certificate.PEM(pair.Authority)) || strings.Contains(body, "PRIVATE") {
		t.Errorf("%d %v %s", response.StatusCode, response.Header, body)
	}
	status, text := servertest.Start(t, app.Options{}).Stranger().Send(t, http.MethodGet, "/api/v1/ca.pem", "", "")
	if status != http.StatusNotFound || !strings.Contains(text, "authority of its own") {
		t.Errorf("without one: %d %s", status, text)
	}
}

func TestACertificateThatEndsIsToldDailyAndMeasured(t *testing.T) {
	clock := clockwork.NewFakeClockAt(time.Now())
	log := &lines{}
	data := t.TempDir()
	if err := app.InitTLS(app.Options{Data: data, Clock: clock, Out: io.Discard}, "", []string{"hub.lan"}, nil); err != nil {
		t.Fatal(err)
	}
	folder := certificate.Folder(data + "/tls")
	pair, err := folder.Read()
	if err != nil {
		t.Fatal(err)
	}
	clock.Advance(pair.Server.NotAfter.Sub(clock.Now()) - 36*time.Hour)
	hub := servertest.Start(t, app.Options{Data: data, TLS: true, Clock: clock, Log: slog.New(slog.NewTextHandler(log, nil))})
	log.await(t, "ends soon", 1)
	for begun := time.Now(); log.count("has ended") == 0; clock.Advance(time.Hour) {
		if time.Since(begun) > 20*time.Second {
			t.Fatal("its end is not told")
		}
		time.Sleep(time.Millisecond)
	}
	_, body, err := get(t, hub.URL+"/metrics", trusting(t, folder, "hub.lan", time.Now()))
	if err != nil || !strings.Contains(body, "commandhub_tls_certificate_seconds_left -") {
		t.Errorf("%v %s", err, body)
	}
}

func TestPlainTextBeyondLoopbackIsRefusedUnlessAsked(t *testing.T) {
	for _, c := range []struct {
		o    app.Options
		says string
	}{
		{app.Options{HTTP: "0.0.0.0:0"}, "http would listen on 0.0.0.0:0 in plain text"},
		{app.Options{HTTP: ":0"}, "http would listen"},
		{app.Options{HTTP: "hub.lan:0"}, "http would listen"},
		{app.Options{HTTP: "nonsense"}, "http would listen"},
		{app.Options{MQTT: "[::]:0"}, "mqtt would listen on [::]:0 in plain text"},
		{app.Options{MQTT: "10.0.0.5:0"}, "mqtt would listen"},
		{app.Options{HTTP: "127.0.0.1:0", MQTT: "[::1]:0"}, ""},
		{app.Options{HTTP: "localhost:0", MQTT: "127.9.9.9:0"}, ""},
		{app.Options{HTTP: "0.0.0.0:0", MQTT: "[::]:0", AllowPlaintext: true}, ""},
		{app.Options{TLS: true, HTTP: "0.0.0.0:0"}, "there is no certificate in"},
		{app.Options{TLS: true, TLSCert: "a", TLSKey: "b"}, "give either tls, or tls-cert and tls-key"},
		{app.Options{TLSCert: "a"}, "tls-cert and tls-key belong together"},
		{app.Options{TLSKey: "b"}, "tls-cert and tls-key belong together"},
		{app.Options{TLSCert: "none.pem", TLSKey: "none.key", HTTP: "0.0.0.0:0"}, "none.pem"},
	} {
		c.o.Data, c.o.Profile, c.o.Log = t.TempDir(), servertest.TestCounty(), slog.New(slog.DiscardHandler)
		hub, err := app.Open(t.Context(), c.o)
		if err == nil {
			_ = hub.Close()
		}
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%+v: %v, want %q", c.o, err, c.says)
		}
	}
}

func TestTheCommandsTellWhatTheyDidAndWhatIsNext(t *testing.T) {
	var told bytes.Buffer
	o := app.Options{Data: t.TempDir(), Out: &told}
	if err := app.ShowTLS(o, ""); err == nil || !strings.Contains(err.Error(), "server tls init") {
		t.Errorf("show before init: %v", err)
	}
	if err := app.RenewTLS(o, "", nil, nil); err == nil || !strings.Contains(err.Error(), "server tls init") {
		t.Errorf("renew before init: %v", err)
	}
	if err := app.InitTLS(o, "", []string{"hub lan"}, nil); err == nil || told.Len() > 0 {
		t.Errorf("a bad name: %v", err)
	}
	if err := app.InitTLS(o, "", nil, []string{"10.0.0.5"}); err != nil {
		t.Fatal(err)
	}
	pair, err := certificate.Folder(o.Data + "/tls").Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		certificate.Fingerprint(pair.Authority), "serve --data " + o.Data + " --tls --http 0.0.0.0:8443 --mqtt 0.0.0.0:8883",
		"https://10.0.0.5:8443/api/v1/ca.pem", "Android", "iOS", "Windows", "Firefox",
	} {
		if !strings.Contains(told.String(), part) {
			t.Errorf("init does not tell %q:\n%s", part, told.String())
		}
	}
	if err := app.ShowTLS(o, ""); err != nil || !strings.Contains(told.String(), "(396 days left)") || !strings.Contains(told.String(), certificate.Fingerprint(pair.Server)) {
		t.Errorf("show: %v\n%s", err, told.String())
	}
	told.Reset()
	other := t.TempDir() + "/certificates"
	if err := app.InitTLS(o, other, []string{"hub.lan"}, nil); err != nil || !strings.Contains(told.String(), "--tls-cert "+other+"/hub.pem --tls-key "+other+"/hub.key") {
		t.Errorf("in another folder: %v\n%s", err, told.String())
	}
}

// lines is a log that tests read while it is written.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) count(s string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.text.String(), s)
}

func (l *lines) await(t *testing.T, s string, n int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for l.count(s) < n {
		select {
		case <-ctx.Done():
			t.Fatalf("%q was not told", s)
		case <-time.After(10 * time.Millisecond):
		}
	}
}
