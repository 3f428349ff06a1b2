package certificate

import (
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

// Names are what a server is called: host names and addresses.
type Names struct {
	Hosts     []string
	Addresses []netip.Addr
}

// The bounds of a host name: RFC 1035, 2.3.4 (less the root's dot).
const (
	maxHost  = 253
	maxLabel = 63
)

// label is RFC 1123, 2.1.
var label = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// ParseNames checks what a certificate is to be for, in the order given, and
// adds the machine's own localhost. The error names the field, host or ip.
func ParseNames(hosts, ips []string) (Names, error) {
	if len(hosts)+len(ips) == 0 {
		return Names{}, errors.New("the certificate needs a name: give --host with the hub's name as clients write it (hub.lan), or --ip with its fixed address (10.0.0.5); each may be repeated")
	}
	var n Names
	for _, host := range append(slices.Clone(hosts), "localhost") {
		host = strings.ToLower(host)
		if err := checkHost(host); err != nil {
			return Names{}, fmt.Errorf("host %q %w", host, err)
		}
		if !slices.Contains(n.Hosts, host) {
			n.Hosts = append(n.Hosts, host)
		}
	}
	for _, ip := range append(slices.Clone(ips), "127.0.0.1", "::1") {
		address, err := checkIP(ip)
		if err != nil {
			return Names{}, fmt.Errorf("ip %q %w", ip, err)
		}
		if !slices.Contains(n.Addresses, address) {
			n.Addresses = append(n.Addresses, address)
		}
	}
	return n, nil
}

func checkHost(host string) error {
	if host == "" {
		return errors.New("is empty; a name like hub.lan is needed")
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return errors.New("is an address; give it as --ip")
	}
	if len(host) > maxHost {
		return fmt.Errorf("has %d characters; at most %d are possible", len(host), maxHost)
	}
	labels := strings.Split(host, ".")
	if labels[0] == "*" {
		if labels = labels[1:]; len(labels) < 2 {
			return errors.New("is for too much; a wildcard stands before at least two parts, as *.hub.lan")
		}
	}
	for _, l := range labels {
		if len(l) > maxLabel {
			return fmt.Errorf("has a part of %d characters; at most %d are possible between dots", len(l), maxLabel)
		}
		if !label.MatchString(l) {
			return errors.New("is no host name; parts of letters a-z, digits and inner hyphens, with dots between them, are right (hub.lan)")
		}
	}
	// Browsers read a name whose last part is a number as an address (WHATWG
	// URL, 3.5).
	if strings.Trim(labels[len(labels)-1], "0123456789") == "" {
		return errors.New("ends in a number, which browsers take for an address; end it in a word (hub.lan)")
	}
	return nil
}

func checkIP(ip string) (netip.Addr, error) {
	address, err := netip.ParseAddr(ip)
	if err != nil {
		return address, errors.New("is no address; one like 10.0.0.5 or fd00::5 is right")
	}
	if address.Zone() != "" {
		return address, errors.New("has a zone, which no certificate can hold; give the address alone")
	}
	if address.IsUnspecified() || address.IsMulticast() {
		return address, errors.New("is no machine's own; give the address that clients connect to")
	}
	return address.Unmap(), nil
}

func (n Names) ips() []net.IP {
	list := make([]net.IP, 0, len(n.Addresses))
	for _, a := range n.Addresses {
		list = append(list, a.AsSlice())
	}
	return list
}

// namesOf are the names of a certificate.
func namesOf(c *x509.Certificate) Names {
	n := Names{Hosts: c.DNSNames}
	for _, ip := range c.IPAddresses {
		if a, ok := netip.AddrFromSlice(ip); ok {
			n.Addresses = append(n.Addresses, a.Unmap())
		}
	}
	return n
}

// List is the names as people read them.
func List(c *x509.Certificate) string {
	n := namesOf(c)
	list := slices.Clone(n.Hosts)
	for _, a := range n.Addresses {
		list = append(list, a.String())
	}
	return strings.Join(list, ", ")
}

// Host is what other machines best call the server of a certificate: its first
// whole name, or else its first address; empty if it has none but localhost.
func Host(c *x509.Certificate) string {
	n := namesOf(c)
	for _, host := range n.Hosts {
		if host != "localhost" && !strings.HasPrefix(host, "*") {
			return host
		}
	}
	for _, a := range n.Addresses {
		if !a.IsLoopback() {
			return a.String()
		}
	}
	return ""
}
