package servertest

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Device is a device of the hub with a fresh credential.
type Device struct {
	hub        *Hub
	id, secret string
	seq        int
}

// Device issues a credential as an operator and speaks for the device.
func (h *Hub) Device(t *testing.T, operator *Client, code string) *Device {
	t.Helper()
	var issued struct {
		IssueDeviceCredential struct{ Secret string }
	}
	errs := operator.Query(t, &issued, `mutation($d:String!,$k:String!){issueDeviceCredential(input:{device:$d,idempotencyKey:$k}){secret}}`,
		map[string]any{"d": code, "k": time.Now().String()})
	if errs != nil || issued.IssueDeviceCredential.Secret == "" {
		t.Fatal(errs)
	}
	return &Device{hub: h, id: code, secret: issued.IssueDeviceCredential.Secret}
}

// Say posts one batch: its time and the lists of it, as JSON.
func (d *Device) Say(t *testing.T, at time.Time, lists string) (int, string) {
	t.Helper()
	d.seq++
	batch := map[string]any{"boot": "b1", "seq": d.seq, "time": at.UTC().Format(time.RFC3339Nano)}
	if err := json.Unmarshal([]byte(lists), &batch); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(batch)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.hub.URL+"/api/v1/telemetry", strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(d.id, d.secret)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var answer json.RawMessage
	_ = json.NewDecoder(response.Body).Decode(&answer)
	return response.StatusCode, string(answer)
}
