package push

import (
	"crypto/ecdh"
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
)

// Hosts are the push services that addresses may lead to: host names, *.name for all
// below one, either with :port where that is not 443.
type Hosts []string

// DefaultHosts are the push services of Chrome and Edge, Firefox, Safari and Windows.
var DefaultHosts = Hosts{"fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com"}

var hostForm = regexp.MustCompile(`^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?$`)

// ParseHosts reads a list of hosts; none gives DefaultHosts.
func ParseHosts(words []string) (Hosts, error) {
	if len(words) == 0 {
		return DefaultHosts, nil
	}
	out := make(Hosts, len(words))
	for i, word := range words {
		out[i] = strings.ToLower(strings.TrimSpace(word))
		if _, err := netip.ParseAddrPort(out[i]); err != nil && !hostForm.MatchString(out[i]) {
			return nil, fmt.Errorf("push-hosts: %q is no host; write it as push.example, *.push.example or push.example:8443", word)
		}
	}
	return out, nil
}

// admit tells whether an address of a URL, host or host:port, is on the list.
func (h Hosts) admit(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ":443")
	for _, one := range h {
		one = strings.TrimSuffix(one, ":443")
		below, wild := strings.CutPrefix(one, "*")
		if host == one || wild && strings.HasSuffix(host, below) && len(host) > len(below) {
			return true
		}
	}
	return false
}

const (
	mostEndpoint = 2000 // characters
	authBytes    = 16
)

// check refuses what nothing could be pushed to, and names the field.
func (p *Pushes) check(in Filing) error {
	if err := p.Hosts.check(in.Endpoint); err != nil {
		return invalid("endpoint", err.Error())
	}
	point, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(in.P256dh, "="))
	if err == nil {
		_, err = ecdh.P256().NewPublicKey(point)
	}
	if err != nil {
		return invalid("p256dh", "this is no uncompressed point of P-256 in base64url; take what the browser's subscription says")
	}
	if auth, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(in.Auth, "=")); err != nil || len(auth) != authBytes {
		return invalid("auth", "16 bytes in base64url are needed; take what the browser's subscription says")
	}
	if len(in.Groups) > mostGroups {
		return invalid("groups", fmt.Sprintf("at most %d are possible", mostGroups))
	}
	return nil
}

// check refuses an endpoint and says what would be right. It repeats nothing of it:
// who has an endpoint can write to the phone.
func (h Hosts) check(endpoint string) error {
	if len(endpoint) > mostEndpoint {
		return fmt.Errorf("it has more than %d characters", mostEndpoint)
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Scheme != "https" || u.Opaque != "" || u.Host == "" || u.User != nil || strings.Contains(endpoint, "#") {
		return errors.New("an address as https://push.example/… is needed, without a user or fragment; take what the browser's subscription says")
	}
	if !h.admit(u.Host) {
		return fmt.Errorf("it leads to none of the push services that this hub may reach, which are %s; its operator names others with --push-hosts", strings.Join(h, ", "))
	}
	return nil
}
