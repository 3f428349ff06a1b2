package attack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Enrol takes the one-time links that a fresh hub prints for the wall and the
// system administrator, lets that one have duty too, and looks for what there is
// to attack behind them.
func Enrol(ctx context.Context, address string, printed func() string, appoint func(userName, role string) error) (Target, error) {
	t := Target{Address: address}
	codes, err := links(ctx, printed)
	if err != nil {
		return t, err
	}
	if t.Wall, err = enrol(ctx, address, map[string]string{"code": codes[0][1]}); err != nil {
		return t, err
	}
	if t.Operator, err = enrol(ctx, address, map[string]string{
		"code": codes[1][1], "username": "duty", "displayName": "Duty", "password": "Correct-horse-7",
	}); err != nil {
		return t, err
	}
	if err := appoint("duty", "DUTY_OFFICER"); err != nil {
		return t, err
	}
	a := &Attacker{Target: t}
	got, err := a.post(ctx, `{"query":"{eventsAfter{entries{id}} walls{id}}"}`)
	if err != nil {
		return t, err
	}
	for _, id := range regexp.MustCompile(`"id":"(\d+)"`).FindAllStringSubmatch(got.body, -1) {
		t.Foreign = append(t.Foreign, id[1])
	}
	return t, nil
}

// links waits for all four: they are printed when the hub is ready already.
func links(ctx context.Context, printed func() string) ([][]string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		codes := regexp.MustCompile(`#code=(\S+)\s`).FindAllStringSubmatch(printed(), -1)
		if len(codes) == 4 {
			return codes, nil
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return nil, fmt.Errorf("four links are needed, and %d are printed", len(codes))
		}
	}
}

// enrol exchanges a code for a cookie.
func enrol(ctx context.Context, address string, in map[string]string) (cookie string, err error) {
	body, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/api/v1/enrol", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", asJSON)
	response, err := client.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var pairs []string
	for _, c := range response.Cookies() {
		pairs = append(pairs, c.Name+"="+c.Value)
	}
	if response.StatusCode != http.StatusOK || len(pairs) == 0 {
		return "", fmt.Errorf("enrol: %s", response.Status)
	}
	return strings.Join(pairs, "; "), nil
}
