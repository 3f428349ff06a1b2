// Package servertest runs whole hubs in a test's process: real databases, the
// real handler, a clock that the test sets.
package servertest

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"commandhub/server/access"
	"commandhub/server/app"
	"commandhub/server/store/storetest"
)

// TestCounty is the folder of a made-up county that no code knows.
func TestCounty() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "profile", "testdata", "haixing")
}

// Hub is a whole hub in the test's process.
type Hub struct {
	*app.App
	URL  string
	MQTT string // host:port
	// Codes are the one-time codes that the hub printed: wall, system
	// administrator, security administrator, auditor.
	Codes []string
}

// Start runs a hub of the made-up county on free ports until the test ends.
func Start(t *testing.T, o app.Options) *Hub {
	t.Helper()
	var printed bytes.Buffer
	o.HTTP, o.MQTT, o.Out = "127.0.0.1:0", "127.0.0.1:0", &printed
	if o.Data == "" {
		o.Data = t.TempDir()
	}
	if o.Database == "" {
		path := filepath.Join(o.Data, "hub.db")
		if err := storetest.WriteSQLite(path); err != nil && !errors.Is(err, fs.ErrExist) { // of the hub before
			t.Fatal(err)
		}
		o.Database = "sqlite:" + path
	}
	if o.Profile == "" {
		o.Profile = TestCounty()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	hub, err := app.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := hub.Stop(ctx); err != nil {
			t.Errorf("stop: %v", err)
		}
		_ = hub.Close()
	})
	if err := hub.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	address := func(of string) string {
		return regexp.MustCompile(of + ` +(\S+)`).FindStringSubmatch(printed.String())[1]
	}
	h := &Hub{App: hub, URL: address("Web"), MQTT: address("MQTT")}
	if o.PublicURL != "" { // which leads elsewhere
		h.URL = "http://" + hub.Address()
	}
	for _, m := range regexp.MustCompile(`#code=(\S+)`).FindAllStringSubmatch(printed.String(), -1) {
		h.Codes = append(h.Codes, m[1])
	}
	return h
}

// Client is a browser, which keeps cookies, or a program with a key.
type Client struct {
	hub    *Hub
	http   http.Client
	bearer string
}

// Passwords cost little here: that of the hub itself is tested in its own package.
func init() {
	access.Hashing = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// Stranger is a client that has not signed in. Each comes from a loopback address
// of its own, as limits by address count. It follows no redirect.
func (h *Hub) Stranger() *Client {
	jar, _ := cookiejar.New(nil)
	n := addresses.Add(1)
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 1+byte(n>>16), byte(n>>8), byte(n))}}
	return &Client{hub: h, http: http.Client{
		Jar: jar, Timeout: 20 * time.Second, Transport: &http.Transport{DialContext: dialer.DialContext},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

var addresses atomic.Uint32

// Operator is a person who is both system administrator and duty officer.
func (h *Hub) Operator(t *testing.T) *Client {
	t.Helper()
	c := h.enrol(t, h.Codes[1], "duty")
	if err := h.Appoint(t.Context(), "duty", app.NewPerson{Role: "DUTY_OFFICER"}); err != nil {
		t.Fatal(err)
	}
	return c
}

// Person is a client of a new account with one role.
func (h *Hub) Person(t *testing.T, userName string, as app.NewPerson) *Client {
	t.Helper()
	link, err := h.InvitePerson(t.Context(), as)
	if err != nil {
		t.Fatal(err)
	}
	_, code, _ := strings.Cut(link, "#code=")
	return h.enrol(t, code, userName)
}

// Program is a client that shows a key of an organisation's new program, with
// all scopes of its share or those named.
func (h *Hub) Program(t *testing.T, organisation string, scopes ...string) *Client {
	t.Helper()
	_, key, err := h.CreateClient(t.Context(), app.NewClient{Organisation: organisation, Name: "program " + rand.Text(), Scopes: scopes}, 10)
	if err != nil {
		t.Fatal(err)
	}
	return h.Bearer(key)
}

// Bearer is a client that shows a key or an access token.
func (h *Hub) Bearer(key string) *Client {
	c := h.Stranger()
	c.bearer = key
	return c
}

func (h *Hub) enrol(t *testing.T, code, userName string) *Client {
	t.Helper()
	c := h.Stranger()
	status, body := c.Post(t, "/api/v1/enrol", map[string]string{
		"code": code, "username": userName, "displayName": "The " + userName, "password": password,
	})
	if status != http.StatusOK {
		t.Fatalf("enrol %s: %d %s", userName, status, body)
	}
	return c
}

// SignIn begins a new session, as after the old one has ended.
func (c *Client) SignIn(t *testing.T, userName string) {
	t.Helper()
	status, body := c.Post(t, "/api/v1/session", map[string]string{"username": userName, "password": password})
	if status != http.StatusNoContent {
		t.Fatalf("sign in %s: %d %s", userName, status, body)
	}
}

// password of every account that is made here.
const password = "Correct-horse-7"

// UserID is the id of an account, as the client finds it, who needs account:read.
func (c *Client) UserID(t *testing.T, name string) string {
	t.Helper()
	var data struct {
		Users struct {
			Edges []struct{ Node struct{ ID, Name string } }
		}
	}
	if errs := c.Query(t, &data, `{users(first:100){edges{node{id name}}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	for _, e := range data.Users.Edges {
		if e.Node.Name == name {
			return e.Node.ID
		}
	}
	t.Fatalf("there is no %s", name)
	return ""
}

// Phone is a browser that an administrator enrolled as a person's phone.
func (h *Hub) Phone(t *testing.T, administrator *Client, of string) *Client {
	t.Helper()
	var made struct{ CreateEnrolment struct{ Link string } }
	errs := administrator.Query(t, &made, `mutation($u:ID!,$k:String!){createEnrolment(input:{kind:FIELD_DEVICE,name:"red phone",user:$u,idempotencyKey:$k}){link}}`,
		map[string]any{"u": administrator.UserID(t, of), "k": rand.Text()})
	if errs != nil {
		t.Fatal(errs)
	}
	_, code, _ := strings.Cut(made.CreateEnrolment.Link, "#code=")
	c := h.Stranger()
	if status, body := c.Post(t, "/api/v1/enrol", map[string]string{"code": code}); status != http.StatusOK {
		t.Fatalf("enrol the phone: %d %s", status, body)
	}
	return c
}

// Wall is a client that used the wall's link.
func (h *Hub) Wall(t *testing.T) *Client {
	t.Helper()
	c := h.Stranger()
	if status, body := c.Post(t, "/api/v1/enrol", map[string]string{"code": h.Codes[0]}); status != http.StatusOK {
		t.Fatalf("enrol the wall: %d %s", status, body)
	}
	return c
}

// Cookie is the client's Cookie header.
func (c *Client) Cookie() string {
	address, _ := url.Parse(c.hub.URL) // the hub's own
	var pairs []string
	for _, cookie := range c.http.Jar.Cookies(address) {
		pairs = append(pairs, cookie.Name+"="+cookie.Value)
	}
	return strings.Join(pairs, "; ")
}

// Post sends JSON and returns the status and the body.
func (c *Client) Post(t *testing.T, path string, body any) (int, string) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return c.Send(t, http.MethodPost, path, "application/json", string(text))
}

// Send sends any request and returns the status and the body.
func (c *Client) Send(t *testing.T, method, path, contentType, body string) (int, string) {
	t.Helper()
	header := http.Header{}
	if contentType != "" {
		header.Set("Content-Type", contentType)
	}
	status, _, answer := c.Exchange(t, method, path, header, body)
	return status, answer
}

// Exchange sends any request with headers, and returns those of the answer too.
func (c *Client) Exchange(t *testing.T, method, path string, header http.Header, body string) (int, http.Header, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, c.hub.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header = header
	if c.bearer != "" {
		request.Header.Set("Authorization", "Bearer "+c.bearer)
	}
	response, err := c.http.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(answer)
}

// GraphError is one error of an answer.
type GraphError struct {
	Message    string
	Path       []any
	Extensions map[string]any
}

// Query asks the contract; data is decoded into the value given.
func (c *Client) Query(t *testing.T, into any, query string, variables map[string]any) []GraphError {
	t.Helper()
	status, body := c.Post(t, "/graphql", map[string]any{"query": query, "variables": variables})
	var answer struct {
		Data   json.RawMessage
		Errors []GraphError
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%d %s: %v", status, body, err)
	}
	if into != nil && len(answer.Data) > 0 {
		if err := json.Unmarshal(answer.Data, into); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
	}
	return answer.Errors
}
