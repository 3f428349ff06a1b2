package attack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
)

const change = `mutation{setExercise(input:{exercise:true,idempotencyKey:"forged"}){hub{exercise}}}`

// requests are attacks by the form of a request.
func requests() []Case {
	crossSite := []string{"Sec-Fetch-Site", "cross-site", "Origin", "http://attacker.example"}
	return []Case{
		{"array batching", func(ctx context.Context, a *Attacker) error {
			got, err := a.post(ctx, "["+strings.Repeat(`{"query":"{__typename}"},`, 1000)+`{"query":"{__typename}"}]`)
			return refused(got, err, http.StatusBadRequest, "several operations in one request are not taken")
		}},
		{"forged by GET", func(ctx context.Context, a *Attacker) error {
			got, err := a.send(ctx, http.MethodGet, "?query="+url.QueryEscape(change), a.Operator, nil, "Sec-Fetch-Site", "cross-site")
			return refused(got, err, http.StatusMethodNotAllowed, "POST")
		}},
		{"forged by a form", func(ctx context.Context, a *Attacker) error {
			for kind, body := range forms() {
				got, err := a.send(ctx, http.MethodPost, "", a.Operator, strings.NewReader(body), "Content-Type", kind)
				if err := refused(got, err, http.StatusUnsupportedMediaType, asJSON); err != nil {
					return fmt.Errorf("%s: %w", kind, err)
				}
				got, err = a.send(ctx, http.MethodPost, "", a.Operator, strings.NewReader(body), append(crossSite, "Content-Type", kind)...)
				if err := refused(got, err, http.StatusForbidden); err != nil {
					return fmt.Errorf("%s from another site: %w", kind, err)
				}
			}
			return nil
		}},
		{"forged by script", func(ctx context.Context, a *Attacker) error {
			got, err := a.send(ctx, http.MethodPost, "", a.Operator, strings.NewReader(`{"query":"`+canary+`"}`), append(crossSite, "Content-Type", asJSON)...)
			return refused(got, err, http.StatusForbidden)
		}},
		{"two content types", func(ctx context.Context, a *Attacker) error {
			got, err := a.send(ctx, http.MethodPost, "", a.Operator, strings.NewReader(`{"query":"{__typename}"}`), "Content-Type", asJSON, "Content-Type", "text/plain")
			return refused(got, err, http.StatusUnsupportedMediaType)
		}},
		{"trailing data", func(ctx context.Context, a *Attacker) error {
			got, err := a.post(ctx, `{"query":"{__typename}"}{"query":"`+canary+`"}`)
			return refused(got, err, http.StatusBadRequest, "follows")
		}},
		{"body of 200 MB", func(ctx context.Context, a *Attacker) error { return a.flood(ctx, 200<<20) }},
		{"body without an end", func(ctx context.Context, a *Attacker) error { return a.flood(ctx, -1) }},
		{"slow bodies", slowBodies},
	}
}

func forms() map[string]string {
	return map[string]string{
		"text/plain":                        `{"query":"` + change + `"}`,
		"application/x-www-form-urlencoded": "query=" + url.QueryEscape(change),
		"multipart/form-data; boundary=b":   "--b\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{\"query\":\"{__typename}\"}\r\n--b--\r\n",
		"application/graphql":               change,
	}
}

// flood announces a body of a size, or of none, and sends as much of it as is
// taken. To be cut off while sending is a refusal too.
func (a *Attacker) flood(ctx context.Context, size int64) error {
	body := io.LimitReader(endless{}, 200<<20)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+a.Address+"/graphql", body)
	if err != nil {
		return err
	}
	request.ContentLength = size
	request.Header.Set("Content-Type", asJSON)
	request.Header.Set("Cookie", a.Operator)
	response, err := client.Do(request)
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) {
		return nil
	}
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	a.heard(string(text))
	return refused(answer{response.StatusCode, string(text), nil}, nil, http.StatusRequestEntityTooLarge, "256 KiB")
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// slow is how many bodies come drop by drop, and for how long one looks on.
const (
	slow     = 50
	slowLook = time.Second
)

// slowBodies keep a hub's connections busy. It ends them after its own time; here
// they only must not keep it from others' requests.
func slowBodies(ctx context.Context, a *Attacker) error {
	for range slow {
		conn, err := a.dial(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		head := "POST /graphql HTTP/1.1\r\nHost: " + a.Address + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
		if _, err := io.WriteString(conn, head); err != nil {
			return err
		}
		go func() {
			for range int(slowLook / (100 * time.Millisecond)) {
				if _, err := io.WriteString(conn, " "); err != nil {
					return
				}
				select {
				case <-ctx.Done():
					return
				case <-time.After(100 * time.Millisecond):
				}
			}
		}()
	}
	select {
	case <-time.After(slowLook):
	case <-ctx.Done():
	}
	return a.othersAreServed(ctx)
}
