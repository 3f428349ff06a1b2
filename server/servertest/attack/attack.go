// Package attack sends a hub what it must refuse: each case is one attack, small
// enough to be repeated. Go tests ask whether it was refused and whether
// anything leaked; server/bench/attack measures what it cost.
package attack

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// Target is the hub that is attacked, and the cookies of those who may use it.
type Target struct {
	Address        string // host:port
	Operator, Wall string // Cookie headers
	// Foreign are ids that the wall may not see.
	Foreign []string
}

// Case is one attack.
type Case struct {
	Name string
	// Run attacks once, and fails where the hub did other than it must.
	Run func(ctx context.Context, a *Attacker) error
}

// Cases are all attacks.
func Cases() []Case {
	var all []Case
	for _, cases := range [][]Case{documents(), requests(), secrets(), sockets()} {
		all = append(all, cases...)
	}
	return all
}

// Attacker runs one case, and notes what came back.
type Attacker struct {
	Target
	Largest int      // bytes of the largest answer
	Leaks   []string // what an answer must not have held
}

// canary stands in requests where no answer may repeat it.
const canary = "canary7f3a91"

// internals are words of the hub's own inside, or of what it is built on.
var internals = regexp.MustCompile(`pq:|sqlite|SQLITE|SELECT |goroutine|\.go:\d|runtime error|panic|json:|Did you mean|constraint`)

// heard notes an answer.
func (a *Attacker) heard(answer string) {
	a.Largest = max(a.Largest, len(answer))
	if strings.Contains(answer, canary) {
		a.Leaks = append(a.Leaks, "repeats the request: "+excerpt(answer))
	}
	if found := internals.FindString(answer); found != "" {
		a.Leaks = append(a.Leaks, "tells "+found+": "+excerpt(answer))
	}
}

func excerpt(answer string) string { return answer[:min(len(answer), 300)] }

// client follows nothing and keeps no cookies.
var client = &http.Client{
	Timeout:       20 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Transport:     &http.Transport{MaxIdleConnsPerHost: 64, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}},
}

// answer is what came back.
type answer struct {
	status int
	body   string
	header http.Header
}

// send sends any request to the contract with a cookie.
func (a *Attacker) send(ctx context.Context, method, query, cookie string, body io.Reader, headers ...string) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, "http://"+a.Address+"/graphql"+query, body)
	if err != nil {
		return answer{}, err
	}
	if cookie != "" {
		request.Header.Set("Cookie", cookie)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Add(headers[i], headers[i+1])
	}
	response, err := client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	a.heard(string(text))
	return answer{response.StatusCode, string(text), response.Header}, err
}

const asJSON = "application/json"

// post asks as an operator would.
func (a *Attacker) post(ctx context.Context, body string) (answer, error) {
	return a.send(ctx, http.MethodPost, "", a.Operator, strings.NewReader(body), "Content-Type", asJSON)
}

// refused fails unless an answer has a status and words, and no data.
func refused(got answer, err error, status int, words ...string) error {
	if err != nil {
		return err
	}
	if got.status != status {
		return fmt.Errorf("status %d, not %d: %s", got.status, status, excerpt(got.body))
	}
	for _, w := range words {
		if !strings.Contains(got.body, w) {
			return fmt.Errorf("no %q in %s", w, excerpt(got.body))
		}
	}
	if data := strings.Index(got.body, `"data":{`); data >= 0 && !strings.Contains(got.body[data:], `:null}`) {
		return fmt.Errorf("it was executed: %s", excerpt(got.body))
	}
	return nil
}

// othersAreServed asks as the wall, beside an attack that is under way.
func (a *Attacker) othersAreServed(ctx context.Context) error {
	got, err := a.as(ctx, a.Wall, `{__typename}`, nil)
	if err != nil {
		return err
	}
	if got.status != http.StatusOK || !strings.Contains(got.body, `"data":{"__typename":"Query"}`) {
		return fmt.Errorf("another's request: %d %s", got.status, excerpt(got.body))
	}
	return nil
}

// dial opens a bare connection.
func (a *Attacker) dial(ctx context.Context) (net.Conn, error) {
	return (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "tcp", a.Address)
}
