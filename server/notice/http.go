package notice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"commandhub/server/outbound"
)

// Bounds of a post to a gateway.
const (
	mostAnswer    = 4 << 10 // bytes of an answer that are read
	mostReference = 200     // bytes of the gateway's name for a sending
)

// HTTP posts sendings to a gateway of text messages or calls, as JSON with the
// secret as bearer; any 2xx has taken it. The gateway may answer
// {"reference": "…"}, by which its receipts may name the sending.
type HTTP struct {
	url, secret string
	client      *http.Client
}

// NewHTTP makes one for a gateway's address, https or, within a network of its own,
// http.
func NewHTTP(address, secret string) (*HTTP, error) {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" || at.User != nil {
		return nil, errors.New("a notice gateway's address is no http or https URL, or holds a password")
	}
	return &HTTP{url: at.String(), secret: secret, client: outbound.Client()}, nil
}

// Send posts a sending. Of a failure it tells the status alone, nothing that the
// gateway said.
func (h *HTTP) Send(ctx context.Context, m Outgoing) (string, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", fmt.Sprint(m.ID))
	if h.secret != "" {
		r.Header.Set("Authorization", "Bearer "+h.secret)
	}
	answer, err := h.client.Do(r)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) && failed.Timeout() {
			return "", errors.New("the gateway did not answer in time")
		}
		return "", errors.New("the gateway cannot be reached")
	}
	defer func() { _ = answer.Body.Close() }()
	text, _ := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	switch {
	case answer.StatusCode/100 == 2:
	case answer.StatusCode == http.StatusBadRequest, answer.StatusCode == http.StatusUnprocessableEntity:
		return "", &Rejected{fmt.Sprintf("the gateway refused it (%d)", answer.StatusCode)}
	default:
		return "", fmt.Errorf("the gateway answered %d", answer.StatusCode)
	}
	var said struct {
		Reference string `json:"reference"`
	}
	if json.Unmarshal(text, &said) != nil || len(said.Reference) > mostReference {
		said.Reference = ""
	}
	return said.Reference, nil
}
