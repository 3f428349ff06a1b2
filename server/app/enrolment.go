package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"commandhub/ent/enrolment"
	"commandhub/server/access"
	"commandhub/server/certificate"
	"commandhub/server/viewer"
)

// Invite makes a one-time link for the command line.
func (a *App) Invite(ctx context.Context, in access.Invitation) (string, error) {
	return a.invite(commandLine(ctx), in)
}

func (a *App) invite(ctx context.Context, in access.Invitation) (string, error) {
	code, _, err := a.access.Invite(ctx, in, "")
	return a.link(code), err
}

// link carries a one-time code in the fragment, which no server ever sees.
func (a *App) link(code string) string {
	return a.publicURL() + "/enrol#code=" + code
}

func (a *App) publicURL() string {
	if a.opt.PublicURL != "" {
		return strings.TrimSuffix(a.opt.PublicURL, "/")
	}
	scheme := "http"
	if a.opt.TLSCert != "" {
		scheme = "https"
	}
	host, port, _ := net.SplitHostPort(a.Address())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = a.wholeName()
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// wholeName is what other machines call this one, as far as it knows.
func (a *App) wholeName() string {
	if a.certificate != nil {
		if host := certificate.Host(a.certificate.Leaf()); host != "" {
			return host
		}
	}
	return "localhost"
}

// announce prints the addresses, and one-time links for a display, where none is
// enrolled, and for each of the administrators that nobody is yet: three people,
// who keep each other in check.
func (a *App) announce(ctx context.Context) error {
	fmt.Fprintf(a.opt.Out, "Command Hub %s is running.\n  Web   %s\n  MQTT  %s\n", a.opt.Version, a.publicURL(), a.mqttAddress())
	walls, err := a.access.HasWall(ctx)
	if err != nil {
		return err
	}
	if !walls {
		if err := a.printLink(ctx, access.Invitation{Kind: enrolment.KindWALL, Name: "Wall"}); err != nil {
			return err
		}
	}
	for _, first := range []struct {
		role  viewer.Role
		title string
	}{
		{viewer.SystemAdministrator, "System administrator"},
		{viewer.SecurityAdministrator, "Security administrator"},
		{viewer.Auditor, "Auditor"},
	} {
		held, err := a.access.HasRole(ctx, first.role)
		if err != nil {
			return err
		}
		if !held {
			in := access.Invitation{Kind: enrolment.KindPERSON, Name: first.title, Role: &first.role}
			if err := a.printLink(ctx, in); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *App) printLink(ctx context.Context, in access.Invitation) error {
	link, err := a.invite(viewer.NewContext(ctx, viewer.Hub("start")), in)
	if err == nil {
		fmt.Fprintf(a.opt.Out, "  %s (one-time link, good for 24 hours): %s\n", in.Name, link)
	}
	return err
}

// timelineKey is the key of the chain's hashes: of the environment, or of a
// file in the data folder that is made at the first start.
func timelineKey(data string) ([]byte, error) {
	if text := os.Getenv("HUB_TIMELINE_KEY"); text != "" {
		key, err := hex.DecodeString(text)
		if err != nil || len(key) != 32 {
			return nil, errors.New("HUB_TIMELINE_KEY must be 64 hexadecimal digits")
		}
		return key, nil
	}
	path := filepath.Join(data, "timeline.key")
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		key := make([]byte, 32)
		_, _ = rand.Read(key)
		return key, os.WriteFile(path, []byte(hex.EncodeToString(key)+"\n"), 0o600)
	}
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("%s must hold 64 hexadecimal digits", path)
	}
	return key, nil
}
