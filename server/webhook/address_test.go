package webhook

import (
	"net/netip"
	"strings"
	"testing"
)

func TestAnAddressIsCheckedBeforeAnythingIsPosted(t *testing.T) {
	inside := Networks{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("127.0.0.0/8")}
	long := "https://receiver.example/" + strings.Repeat("é", 500-len("https://receiver.example/"))
	for _, c := range []struct {
		url  string
		open Networks
		want string // part of the refusal; empty where it is taken
	}{
		{"https://receiver.example/hook?token=1", nil, ""},
		{"https://receiver.example", nil, ""},
		{"https://receiver.example:443/", nil, ""},
		{"https://receiver.example:80/", nil, ""},
		{"https://receiver.example:1024/", nil, ""},
		{"https://receiver.example:65535/", nil, ""},
		{"https://8.8.8.8/", nil, ""},
		{"https://[2606:4700::1]/", nil, ""},
		{long, nil, ""},
		{long + "é", nil, "500 characters"},
		{"", nil, "absolute"},
		{"receiver.example/hook", nil, "absolute"},
		{"//receiver.example/hook", nil, "absolute"},
		{"/hook", nil, "absolute"},
		{"ftp://receiver.example/", nil, "absolute"},
		{"file:///etc/passwd", nil, "absolute"},
		{"gopher://receiver.example/", nil, "absolute"},
		{"https://rec eiver.example/", nil, "no address"},
		{"https://receiver.example/\r\nX: y", nil, "no address"},
		{"https:receiver.example", nil, "host"},
		{"https:///hook", nil, "host"},
		{"https://:8443/", nil, "host"},
		{"https://me@receiver.example/", nil, "user name"},
		{"https://me:word@receiver.example/", nil, "user name"},
		{"https://receiver.example/#top", nil, "fragment"},
		{"https://receiver.example/#", nil, "fragment"},
		{"https://receiver.example:/", nil, "port"},
		{"https://receiver.example:0/", nil, "port"},
		{"https://receiver.example:22/", nil, "port"},
		{"https://receiver.example:25/", nil, "port"},
		{"https://receiver.example:1023/", nil, "port"},
		{"https://receiver.example:65536/", nil, "port"},
		{"https://receiver.example:99999999999999999999/", nil, "port"},
		{"https://receiver.example:https/", nil, "no address"},
		{"http://receiver.example/", nil, "https is needed"},
		{"http://receiver.example/", inside, ""}, // where it leads is checked when it is dialled
		{"http://10.20.1.2:8080/", inside, ""},
		{"https://10.20.1.2/", inside, ""},
		{"http://10.21.1.2/", inside, "not open"},
		{"http://8.8.8.8/", inside, "not open"}, // https alone
		{"https://8.8.8.8/", inside, ""},
		{"https://127.0.0.1/", nil, "not open"},
		{"https://127.0.0.1/", inside, ""},
		{"https://[::1]/", inside, "not open"},
		{"https://[::ffff:127.0.0.1]/", nil, "not open"},
		{"https://[fe80::1%25eth0]/", nil, "not open"},
		{"https://169.254.169.254/latest/meta-data", inside, "not open"},
	} {
		err := CheckURL(c.url, c.open)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q with %v: %v, want %q", c.url, c.open, err, c.want)
		}
	}
}

func TestOnlyPublicAddressesAndOpenedNetworksArePostedTo(t *testing.T) {
	refused := []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
		"127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
		"192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255",
		"198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16",
		"::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0.0.0.0",
		"64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
		"fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
		"2606:4700::1%eth0", "4000::1",
	}
	permitted := []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
		"192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.17",
		"::ffff:8.8.8.8", "2000::1", "2001:200::1", "2606:4700::1", "2400:3200::1", "3ffe::1",
	}
	var none Networks
	for _, word := range refused {
		if none.Permits(netip.MustParseAddr(word), false) {
			t.Errorf("%s is permitted", word)
		}
		port := "[" + word + "]:443"
		if !strings.Contains(word, ":") {
			port = word + ":443"
		}
		if none.guard(false)(t.Context(), "tcp", port, nil) == nil {
			t.Errorf("%s is dialled", port)
		}
	}
	if none.Permits(netip.Addr{}, false) || none.guard(false)(t.Context(), "tcp", "localhost:443", nil) == nil {
		t.Error("what is no address is permitted")
	}
	for _, word := range permitted {
		ip := netip.MustParseAddr(word)
		if !none.Permits(ip, false) {
			t.Errorf("%s is refused", word)
		}
		if none.Permits(ip, true) {
			t.Errorf("%s is permitted without TLS", word)
		}
	}
	some := Networks{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("fd00:20::/32")}
	for word, want := range map[string]bool{
		"10.20.0.0": true, "10.20.255.255": true, "::ffff:10.20.3.4": true, "fd00:20::1": true,
		"10.19.255.255": false, "10.21.0.0": false, "fd00:21::1": false, "127.0.0.1": false,
	} {
		for _, plain := range []bool{true, false} {
			if got := some.Permits(netip.MustParseAddr(word), plain); got != want {
				t.Errorf("%s, plain %t: %t", word, plain, got)
			}
		}
	}
}

func TestNetworksAreReadOrNamedAsWrong(t *testing.T) {
	got, err := ParseNetworks([]string{"10.20.0.0/16", " fd00:20::/32", "127.0.0.1/32"})
	if err != nil || len(got) != 3 {
		t.Errorf("%v %v", got, err)
	}
	for word, want := range map[string]string{
		"10.20.0.0": "no network", "": "no network", "10.20.0.0/33": "no network", "receiver.example/8": "no network",
		"10.20.1.0/16": "10.20.0.0/16", "::ffff:10.0.0.0/104": "IPv4",
	} {
		if _, err := ParseNetworks([]string{word}); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "webhook-allow") {
			t.Errorf("%q: %v", word, err)
		}
	}
}
