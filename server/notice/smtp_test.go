package notice

import (
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// mailServer takes mail but for one address, as a real one over the wire.
type mailServer struct {
	mu   sync.Mutex
	got  []string
	busy bool
}

func (m *mailServer) NewSession(*smtp.Conn) (smtp.Session, error) { return &mailSession{m}, nil }

type mailSession struct{ *mailServer }

func (s *mailSession) Mail(string, *smtp.MailOptions) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy {
		return &smtp.SMTPError{Code: 451, Message: "a secret of the server"}
	}
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "gone@") {
		return &smtp.SMTPError{Code: 550, Message: "a secret of the server"}
	}
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, string(text))
	return err
}

func (s *mailSession) Reset()        {}
func (s *mailSession) Logout() error { return nil }

func TestANoticeGoesByMailAndARefusalIsToldFromWhatMayPass(t *testing.T) {
	backend := &mailServer{}
	server := smtp.NewServer(backend)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	by, err := NewSMTP(Mail{Server: listener.Addr().String(), From: "hub@county.example"})
	if err != nil {
		t.Fatal(err)
	}
	send := func(to string) error {
		_, err := by.Send(t.Context(), Outgoing{ID: 7, To: to, Text: "Come to the north gate"})
		return err
	}
	if err := send("duty@bureau.example"); err != nil {
		t.Fatal(err)
	}
	if len(backend.got) != 1 || !strings.Contains(backend.got[0], "Come to the north gate") || !strings.Contains(backend.got[0], "notice-7@") {
		t.Errorf("the server got %q", backend.got)
	}
	rejected := (*Rejected)(nil)
	if err := send("gone@bureau.example"); !errors.As(err, &rejected) || strings.Contains(err.Error(), "secret") {
		t.Errorf("an address that is gone: %v", err)
	}
	if err := send("no address"); !errors.As(err, &rejected) {
		t.Errorf("no address at all: %v", err)
	}
	backend.mu.Lock()
	backend.busy = true
	backend.mu.Unlock()
	if err := send("duty@bureau.example"); err == nil || errors.As(err, &rejected) || strings.Contains(err.Error(), "secret") {
		t.Errorf("a server that is busy: %v", err)
	}
	_ = server.Close()
	if err := send("duty@bureau.example"); err == nil || errors.As(err, &rejected) {
		t.Errorf("a server that is away: %v", err)
	}
	for _, bad := range []Mail{{Server: "mail", From: "a@b.example"}, {Server: ":25", From: "a@b.example"}, {Server: "mail:x", From: "a@b.example"}, {Server: "mail:25", From: "nobody"}} {
		if _, err := NewSMTP(bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}
