package push

import "testing"

func TestOnlyTheHostsThatAreNamedArePushedTo(t *testing.T) {
	lan, err := ParseHosts([]string{" Push.Lan:8443", "127.0.0.1:4433"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		hosts Hosts
		url   string
		good  bool
	}{
		{DefaultHosts, "https://fcm.googleapis.com/fcm/send/x", true}, {DefaultHosts, "https://FCM.googleapis.com:443/x", true},
		{DefaultHosts, "https://updates.push.services.mozilla.com/wpush/v2/x", true},
		{DefaultHosts, "https://web.push.apple.com/x", true}, {DefaultHosts, "https://wns2-par02p.notify.windows.com/w/?token=x", true},
		{DefaultHosts, "http://fcm.googleapis.com/x", false}, {DefaultHosts, "https://fcm.googleapis.com:8443/x", false},
		{DefaultHosts, "https://push.apple.com/x", false}, {DefaultHosts, "https://evilpush.apple.com.example/x", false},
		{DefaultHosts, "https://evil.example/web.push.apple.com", false}, {DefaultHosts, "https://evil.example#.push.apple.com", false},
		{DefaultHosts, "https://evil.example?.push.apple.com", false}, {DefaultHosts, "https://evil.example\\.push.apple.com/x", false},
		{DefaultHosts, "https://fcm.googleapis.com@evil.example/x", false}, {DefaultHosts, "https://fcm.googleapis.com./x", false},
		{DefaultHosts, "https://evil.fcm.googleapis.com/x", false}, {DefaultHosts, "https://127.0.0.1/x", false},
		{DefaultHosts, "https://[::1]/x", false}, {DefaultHosts, "https://169.254.169.254/x", false}, {DefaultHosts, "ftp://fcm.googleapis.com", false},
		{DefaultHosts, "fcm.googleapis.com", false}, {DefaultHosts, "", false}, {DefaultHosts, "https:fcm.googleapis.com", false},
		{lan, "https://push.lan:8443/x", true}, {lan, "https://127.0.0.1:4433/x", true}, {lan, "https://push.lan/x", false},
		{lan, "https://fcm.googleapis.com/x", false},
	} {
		if err := c.hosts.check(c.url); (err == nil) != c.good {
			t.Errorf("%s: %v", c.url, err)
		}
	}
}

func TestAListOfHostsIsReadOrRefusedWithWhatWouldBeRight(t *testing.T) {
	for _, word := range []string{"https://push.example", "push.example/x", "*", "*.*.example", "push example", ".example", "a.*.example", ""} {
		if hosts, err := ParseHosts([]string{word}); err == nil {
			t.Errorf("%q is read as %v", word, hosts)
		}
	}
	if hosts, err := ParseHosts(nil); err != nil || len(hosts) != 4 {
		t.Errorf("%v %v", hosts, err)
	}
}

func TestAContactIsAnAddressToBeAskedAt(t *testing.T) {
	for contact, good := range map[string]bool{
		"mailto:duty@county.example": true, "https://county.example/hub": true, "duty@county.example": false, "mailto:": false,
		"mailto:Duty <duty@county.example>": false, "http://county.example": false, "https://": false, "": false,
	} {
		if err := CheckContact(contact); (err == nil) != good {
			t.Errorf("%q: %v", contact, err)
		}
	}
}
