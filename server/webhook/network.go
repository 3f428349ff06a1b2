package webhook

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"syscall"
)

// errRefused is an address to which nothing may be posted.
var errRefused = errors.New("the address lies in a network that is not open to webhooks")

// Networks are those that the hub's operator opened to webhooks, beside the
// public internet.
type Networks []netip.Prefix

// ParseNetworks reads networks as 10.20.0.0/16.
func ParseNetworks(words []string) (Networks, error) {
	var out Networks
	for _, word := range words {
		p, err := netip.ParsePrefix(strings.TrimSpace(word))
		switch {
		case err != nil:
			return nil, fmt.Errorf("webhook-allow: %q is no network; write it as 10.20.0.0/16 or fd00:20::/32", word)
		case p.Addr().Is4In6():
			return nil, fmt.Errorf("webhook-allow: write the IPv4 network of %q as such", word)
		case p != p.Masked():
			return nil, fmt.Errorf("webhook-allow: %q has bits behind its length; %s would be the network", word, p.Masked())
		}
		out = append(out, p)
	}
	return out, nil
}

// Open tells whether the operator opened the network of an address.
func (n Networks) Open(ip netip.Addr) bool {
	ip = ip.Unmap()
	return slices.ContainsFunc(n, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// Permits tells whether an address may be posted to: in a network that the
// operator opened, or public and over TLS.
func (n Networks) Permits(ip netip.Addr, plain bool) bool {
	return n.Open(ip) || !plain && public(ip)
}

// global is where public addresses of IPv6 lie (RFC 4291 §2.4, IANA's registry
// of IPv6 unicast addresses): all else is local, reserved or multicast.
var global = netip.MustParsePrefix("2000::/3")

// special are networks without a public receiver: of IANA's registries of
// special-purpose addresses (RFC 6890) what netip does not know by itself.
var special = prefixes(
	"0.0.0.0/8",        // this network, RFC 791
	"100.64.0.0/10",    // carriers' NAT, RFC 6598; also clouds' metadata
	"192.0.0.0/24",     // protocol assignments, RFC 6890; also clouds' metadata
	"192.0.2.0/24",     // documentation, RFC 5737
	"192.88.99.0/24",   // 6to4 relays, RFC 7526
	"198.18.0.0/15",    // benchmarks, RFC 2544
	"198.51.100.0/24",  // documentation, RFC 5737
	"203.0.113.0/24",   // documentation, RFC 5737
	"240.0.0.0/4",      // reserved, RFC 1112; broadcast, RFC 919
	"168.63.129.16/32", // metadata of a cloud at a public address
	"2001::/23",        // protocol assignments, RFC 2928; Teredo carries IPv4, RFC 4380
	"2001:db8::/32",    // documentation, RFC 3849
	"2002::/16",        // 6to4 carries IPv4, RFC 3056
	"3fff::/20",        // documentation, RFC 9637
)

func prefixes(words ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(words))
	for i, w := range words {
		out[i] = netip.MustParsePrefix(w)
	}
	return out
}

// public tells whether an address is one of the public internet. One of IPv4
// that is written as IPv6 (RFC 4291 §2.5.5.2) is judged as what it is.
func public(ip netip.Addr) bool {
	ip = ip.Unmap()
	if !ip.IsValid() || ip.Zone() != "" || !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.Is6() && !global.Contains(ip) {
		return false
	}
	return !slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// guard is a dialer's last word: it sees the address that is dialled, whatever a
// name was resolved to before.
func (n Networks) guard(plain bool) func(ctx context.Context, network, address string, _ syscall.RawConn) error {
	return func(_ context.Context, _, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || !n.Permits(at.Addr(), plain) {
			return errRefused
		}
		return nil
	}
}
