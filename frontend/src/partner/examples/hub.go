// Reads a Command Hub as a bureau's program.
//
//	go mod init example && go get github.com/gorilla/websocket
//	export HUB_URL=https://hub.example HUB_KEY=hubkey_…
//	go run hub.go query | stations | events | token | verify ID TIME SIGNATURE < body
package main

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

var (
	hub    = strings.TrimSuffix(or(os.Getenv("HUB_URL"), "http://127.0.0.1:8080"), "/")
	bearer = os.Getenv("HUB_KEY")
	client = http.Client{Timeout: 20 * time.Second}
)

// refused is an answer that asking again does not change.
type refused struct{ text string }

func (r *refused) Error() string { return r.text }

func main() {
	ctx := context.Background()
	arguments := append(os.Args[1:], "query")
	var err error
	switch arguments[0] {
	case "query":
		err = query(ctx)
	case "stations":
		err = stations(ctx)
	case "events":
		err = events(ctx)
	case "token":
		err = token(ctx, "station:read")
	case "verify":
		err = verify(os.Stdin, arguments[1], arguments[2], arguments[3])
	default:
		err = errors.New("one of query, stations, events, token, verify is needed")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// ask sends one operation. Where the hub has no time (429, 503) it waits as long
// as the hub says and asks again.
func ask(ctx context.Context, query string, variables map[string]any, into any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, hub+"/graphql", bytes.NewReader(body))
		if err != nil {
			return err
		}
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", "Bearer "+bearer)
		response, err := client.Do(request)
		if err != nil {
			return err
		}
		text, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			return err
		}
		if busy := response.StatusCode == 429 || response.StatusCode == 503; busy && attempt < 5 {
			seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
			time.Sleep(time.Duration(max(seconds, 1)) * time.Second)
			continue
		}
		if response.StatusCode == 401 {
			return &refused{"the key is not good: " + string(text)}
		}
		var answer struct {
			Data   json.RawMessage
			Errors []struct{ Message string }
		}
		if err := json.Unmarshal(text, &answer); err != nil || len(answer.Errors) > 0 || answer.Data == nil {
			return fmt.Errorf("%s: %s", response.Status, text)
		}
		return json.Unmarshal(answer.Data, into)
	}
}

// query is a first one: who the hub takes us for, and what we may see.
func query(ctx context.Context) error {
	var data json.RawMessage
	if err := ask(ctx, `{ hub { countyNameEn serverTime } viewer { name scopes } }`, nil, &data); err != nil {
		return err
	}
	fmt.Println(string(data))
	return nil
}

// stations reads a list page by page.
func stations(ctx context.Context) error {
	for after, more := (*string)(nil), true; more; {
		var data struct {
			Stations struct {
				Edges []struct {
					Node struct{ Code, Name string }
				}
				PageInfo struct {
					HasNextPage bool
					EndCursor   *string
				}
			}
		}
		if err := ask(ctx, `query($after: Cursor) {
			stations(first: 20, after: $after) { edges { node { code name } } pageInfo { hasNextPage endCursor } }
		}`, map[string]any{"after": after}, &data); err != nil {
			return err
		}
		for _, e := range data.Stations.Edges {
			fmt.Println(e.Node.Code, e.Node.Name)
		}
		after, more = data.Stations.PageInfo.EndCursor, data.Stations.PageInfo.HasNextPage
	}
	return nil
}

const eventsOperation = `subscription($after: Cursor) {
	stationEvents(after: $after) {
		__typename
		... on Delivery { cursor station { code } volume waybill }
		... on DeviceEvent { cursor station { code } kind happenedAt }
	}
}`

// events follows what happens at the stations and misses nothing: each event is
// dealt with, then its cursor is kept, and a new connection goes on after it.
func events(ctx context.Context) error {
	file := or(os.Getenv("HUB_CURSOR"), "events.cursor")
	for pause := time.Second; ; pause = min(2*pause, 30*time.Second) {
		var after *string
		if kept, err := os.ReadFile(file); err == nil {
			cursor := strings.TrimSpace(string(kept))
			after = &cursor
		}
		err := follow(ctx, after, func(event json.RawMessage, cursor string) error {
			pause = time.Second
			fmt.Println(string(event))
			return os.WriteFile(file, []byte(cursor), 0o600)
		})
		var final *refused
		if errors.As(err, &final) {
			return err
		}
		fmt.Fprintln(os.Stderr, "connecting again:", err)
		time.Sleep(pause)
	}
}

// follow speaks graphql-transport-ws until the connection ends.
func follow(ctx context.Context, after *string, each func(event json.RawMessage, cursor string) error) error {
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: 10 * time.Second}
	header := http.Header{"Authorization": {"Bearer " + bearer}}
	conn, response, err := dialer.DialContext(ctx, "ws"+strings.TrimPrefix(hub, "http")+"/graphql", header)
	if response != nil && response.StatusCode == 401 {
		return &refused{"the key is not good"}
	}
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.WriteJSON(map[string]any{"type": "connection_init"}); err != nil {
		return err
	}
	for {
		_ = conn.SetReadDeadline(time.Now().Add(30 * time.Second)) // the hub pings every 12 s
		var message struct {
			Type    string
			Payload json.RawMessage
		}
		if err := conn.ReadJSON(&message); err != nil {
			return err
		}
		switch message.Type {
		case "ping":
			err = conn.WriteJSON(map[string]any{"type": "pong"})
		case "connection_ack":
			err = conn.WriteJSON(map[string]any{"type": "subscribe", "id": "1", "payload": map[string]any{
				"query": eventsOperation, "variables": map[string]any{"after": after},
			}})
		case "next":
			var item struct {
				Data struct{ StationEvents json.RawMessage }
			}
			var event struct{ Cursor string }
			if err := json.Unmarshal(message.Payload, &item); err != nil {
				return err
			}
			if err := json.Unmarshal(item.Data.StationEvents, &event); err != nil {
				return fmt.Errorf("%s: %w", message.Payload, err)
			}
			err = each(item.Data.StationEvents, event.Cursor)
		case "error":
			return &refused{string(message.Payload)}
		case "complete":
			return errors.New("the subscription ended")
		}
		if err != nil {
			return err
		}
	}
}

// token gets an access token, good for an hour, for no more than it needs; it is
// shown as a key is.
func token(ctx context.Context, scopes string) error {
	form := url.Values{
		"grant_type": {"client_credentials"}, "scope": {scopes},
		"client_id": {os.Getenv("HUB_CLIENT_ID")}, "client_secret": {bearer},
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, hub+"/api/v1/oauth/token", strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct {
		AccessToken string `json:"access_token"`
		Error       string `json:"error_description"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.AccessToken == "" {
		return fmt.Errorf("%s: %s", response.Status, answer.Error)
	}
	bearer = answer.AccessToken
	return query(ctx)
}

// verify checks what a webhook got (Standard Webhooks): the headers webhook-id,
// webhook-timestamp and webhook-signature, and the body as it came.
func verify(body io.Reader, id, timestamp, signatures string) error {
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("HUB_WEBHOOK_SECRET"), "whsec_"))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(io.LimitReader(body, 1<<20))
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "%s.%s.%s", id, timestamp, text)
	want, good := "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)), false
	for _, s := range strings.Fields(signatures) {
		good = good || hmac.Equal([]byte(s), []byte(want))
	}
	if !good {
		return errors.New("the signature is wrong")
	}
	seconds, _ := strconv.ParseInt(timestamp, 10, 64)
	if age := time.Since(time.Unix(seconds, 0)); age.Abs() > 5*time.Minute {
		return errors.New("the signature is right, but old: it may be played back")
	}
	fmt.Println("the signature is good")
	return nil
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
