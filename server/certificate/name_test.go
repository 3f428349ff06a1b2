package certificate_test

import (
	"strings"
	"testing"

	"commandhub/server/certificate"
)

func TestNamesAreCheckedAndTheErrorNamesTheField(t *testing.T) {
	label63 := strings.Repeat("a", 63)
	host253 := strings.Join([]string{label63, label63, label63, strings.Repeat("a", 61)}, ".")
	for _, c := range []struct{ host, ip, wrong string }{
		{host: "hub"},
		{host: "hub.lan"},
		{host: "HUB.Lan"},
		{host: "0hub.1.lan"},
		{host: "xn--0zwm56d.lan"},
		{host: "*.hub.lan"},
		{host: label63 + ".lan"},
		{host: host253},
		{host: "", wrong: `host "" is empty`},
		{host: " ", wrong: "is no host name"},
		{host: "hub lan", wrong: `host "hub lan" is no host name`},
		{host: "hub.lan,hub2.lan", wrong: "is no host name"},
		{host: "hub_1.lan", wrong: "is no host name"},
		{host: "枢纽.lan", wrong: "is no host name"},
		{host: "-hub.lan", wrong: "is no host name"},
		{host: "hub-.lan", wrong: "is no host name"},
		{host: ".lan", wrong: "is no host name"},
		{host: "hub..lan", wrong: "is no host name"},
		{host: "hub.lan.", wrong: "is no host name"},
		{host: "https://hub.lan", wrong: "is no host name"},
		{host: "hub.lan:8443", wrong: "is no host name"},
		{host: "*", wrong: "is for too much"},
		{host: "*.lan", wrong: "is for too much"},
		{host: "hub.*.lan", wrong: "is no host name"},
		{host: "*hub.lan.cn", wrong: "is no host name"},
		{host: label63 + "a.lan", wrong: "a part of 64 characters"},
		{host: host253 + "a", wrong: "has 254 characters"},
		{host: "10.0.0.5", wrong: "give it as --ip"},
		{host: "fd00::5", wrong: "give it as --ip"},
		{host: "10.0.0.256", wrong: "ends in a number"},
		{ip: "10.0.0.5"},
		{ip: "fd00::5"},
		{ip: "10.0.0.256", wrong: `ip "10.0.0.256" is no address`},
		{ip: "10.0.0.0/8", wrong: "is no address"},
		{ip: "hub.lan", wrong: "is no address"},
		{ip: " 10.0.0.5", wrong: "is no address"},
		{ip: "fe80::1%eth0", wrong: "has a zone"},
		{ip: "0.0.0.0", wrong: "is no machine's own"},
		{ip: "::", wrong: "is no machine's own"},
		{ip: "224.0.0.1", wrong: "is no machine's own"},
	} {
		var hosts, ips []string
		if c.ip == "" {
			hosts = []string{"good.lan", c.host}
		} else {
			ips = []string{c.ip}
		}
		_, err := certificate.ParseNames(hosts, ips)
		if c.wrong == "" && err != nil || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("host %q, ip %q: %v, want %q", c.host, c.ip, err, c.wrong)
		}
	}
}

func TestACertificateWithoutANameIsRefusedWithWhatWouldBeRight(t *testing.T) {
	_, err := certificate.ParseNames(nil, nil)
	if err == nil || !strings.Contains(err.Error(), "--host") || !strings.Contains(err.Error(), "--ip") {
		t.Error(err)
	}
}

func TestNamesAreKeptOnceInOrderWithTheMachinesOwn(t *testing.T) {
	n, err := certificate.ParseNames([]string{"b.lan", "a.lan", "B.lan", "localhost"}, []string{"10.0.0.5", "::ffff:10.0.0.5", "::1"})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(n.Hosts, " "); got != "b.lan a.lan localhost" {
		t.Error(got)
	}
	if len(n.Addresses) != 3 || n.Addresses[0].String() != "10.0.0.5" || n.Addresses[1].String() != "::1" || n.Addresses[2].String() != "127.0.0.1" {
		t.Error(n.Addresses)
	}
}

func TestTheHubIsCalledByItsFirstWholeName(t *testing.T) {
	for _, c := range []struct {
		hosts, ips []string
		want       string
	}{
		{[]string{"*.hub.lan", "hub.lan", "b.lan"}, []string{"10.0.0.5"}, "hub.lan"},
		{nil, []string{"10.0.0.5"}, "10.0.0.5"},
		{[]string{"localhost"}, nil, ""},
	} {
		names, err := certificate.ParseNames(c.hosts, c.ips)
		if err != nil {
			t.Fatal(err)
		}
		pair, err := certificate.Folder(t.TempDir()).Make(names, born)
		if err != nil {
			t.Fatal(err)
		}
		if got := certificate.Host(pair.Server); got != c.want {
			t.Errorf("%v %v: %q", c.hosts, c.ips, got)
		}
	}
}
