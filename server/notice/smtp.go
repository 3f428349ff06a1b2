package notice

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"

	"github.com/wneessen/go-mail"

	"commandhub/server/outbound"
)

// Mail is the county's mail server.
type Mail struct {
	Server         string // host:port; 465 for TLS from the start, others by STARTTLS where it is offered
	From           string
	User, Password string // empty for none
}

// SMTP sends e-mails.
type SMTP struct {
	Mail
	host string
	port int
}

// NewSMTP checks the options. Without a password the server may be one that speaks
// no TLS; with one it is never sent in plain text.
func NewSMTP(m Mail) (*SMTP, error) {
	host, port, err := net.SplitHostPort(m.Server)
	number, bad := strconv.Atoi(port)
	if err != nil || bad != nil || host == "" {
		return nil, fmt.Errorf("the mail server is %q; host:port is needed", m.Server)
	}
	if err := mail.NewMsg().From(m.From); err != nil {
		return nil, fmt.Errorf("notices are sent from %q, which is no e-mail address", m.From)
	}
	return &SMTP{Mail: m, host: host, port: number}, nil
}

// Send hands a message to the server.
func (s *SMTP) Send(ctx context.Context, m Outgoing) (string, error) {
	msg := mail.NewMsg()
	if err := msg.From(s.From); err != nil {
		return "", err
	}
	if err := msg.To(m.To); err != nil {
		return "", &Rejected{"the address is none"}
	}
	msg.Subject(firstOfText(m.Text))
	msg.SetMessageIDWithValue(fmt.Sprintf("notice-%d@%s", m.ID, s.host))
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	client, err := mail.NewClient(s.host, s.options()...)
	if err != nil {
		return "", err
	}
	if err := client.DialAndSendWithContext(ctx, msg); err != nil {
		return "", failure(err)
	}
	return msg.GetMessageID(), nil
}

func (s *SMTP) options() []mail.Option {
	options := []mail.Option{mail.WithPort(s.port), mail.WithTimeout(outbound.AnswerWithin)}
	switch {
	case s.port == 465:
		options = append(options, mail.WithSSL())
	case s.Password != "":
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	}
	if s.Password != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return options
}

// failure tells a refusal from what may pass, without the server's words.
func failure(err error) error {
	var sent *mail.SendError
	if errors.As(err, &sent) {
		if code := sent.ErrorCode(); code >= 500 && !sent.IsTemp() {
			return &Rejected{fmt.Sprintf("the mail server refused it (%d)", code)}
		}
		return fmt.Errorf("the mail server did not take it (%d)", sent.ErrorCode())
	}
	return errors.New("the mail server cannot be reached")
}

// mostSubject is the longest subject, in characters.
const mostSubject = 40

func firstOfText(text string) string {
	if r := []rune(text); len(r) > mostSubject {
		return string(r[:mostSubject-1]) + "…"
	}
	return text
}
