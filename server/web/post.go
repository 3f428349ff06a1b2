package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/server/document"
	"commandhub/server/limit"
)

// bodyLimit is the size of one request to the contract, in bytes.
const bodyLimit = 256 << 10

// Media types of answers (GraphQL over HTTP, 6.1).
const (
	plainJSON  = "application/json"
	graphqlAns = "application/graphql-response+json"
)

// post is the contract over HTTP: one operation in a JSON body. Queries by GET
// are not taken: they would leave documents and their values in logs and
// histories, and need no leave of another origin.
type post struct{}

// Supports takes all that the socket leaves.
func (post) Supports(*http.Request) bool { return true }

// Do answers one operation.
func (post) Do(rw http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	h := rw.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept")
	kind, ok := accepted(r.Header.Values("Accept"))
	if !ok {
		kind = plainJSON
	}
	h.Set("Content-Type", kind+"; charset=utf-8")
	if !ok {
		refuse(rw, http.StatusNotAcceptable, "accept "+graphqlAns+" or "+plainJSON)
		return
	}
	params, status, problem := readOperation(rw, r)
	if problem != "" {
		refuse(rw, status, problem)
		return
	}
	ctx := r.Context()
	o, errs := exec.CreateOperationContext(ctx, params)
	var response *graphql.Response
	if errs != nil {
		response = exec.DispatchError(graphql.WithOperationContext(ctx, o), errs)
	} else if o.Operation.Operation == "subscription" {
		refuse(rw, http.StatusBadRequest, "subscriptions are answered over a websocket of this address, by graphql-transport-ws")
		return
	} else {
		responses, ctx := exec.DispatchOperation(ctx, o)
		response = responses(ctx)
	}
	standing(h, o)
	write(rw, statusOf(kind, response), response)
}

// readOperation reads a request, or says in what status and words it is refused.
func readOperation(rw http.ResponseWriter, r *http.Request) (params *graphql.RawParams, status int, problem string) {
	if r.Method != http.MethodPost {
		rw.Header().Set("Allow", http.MethodPost)
		return nil, http.StatusMethodNotAllowed, "send the operation by POST, as JSON"
	}
	if !isJSON(r.Header.Values("Content-Type")) {
		return nil, http.StatusUnsupportedMediaType, "one Content-Type is needed: " + plainJSON + ", in utf-8"
	}
	const tooLarge = "the body may have at most 256 KiB"
	if r.ContentLength > bodyLimit {
		rw.Header().Set("Connection", "close") // the rest is not read
		return nil, http.StatusRequestEntityTooLarge, tooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, bodyLimit))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return nil, http.StatusRequestEntityTooLarge, tooLarge
	case err != nil:
		return nil, http.StatusBadRequest, "the body did not arrive whole"
	}
	params, problem = decodeOperation(body)
	return params, http.StatusBadRequest, problem
}

// decodeOperation decodes one operation, or says what would be right.
func decodeOperation(body []byte) (params *graphql.RawParams, problem string) {
	if !utf8.Valid(body) {
		return nil, "the body must be utf-8"
	}
	switch body = bytes.TrimLeft(body, " \t\r\n"); {
	case bytes.HasPrefix(body, []byte("[")):
		return nil, "several operations in one request are not taken: send each by itself"
	case !bytes.HasPrefix(body, []byte("{")):
		return nil, "the body must be a JSON object with query"
	}
	var in struct {
		graphql.RawParams
		DocumentID string `json:"documentId"`
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber() // so that no digit of a large number is lost
	err := decoder.Decode(&in)
	var misfit *json.UnmarshalTypeError
	switch {
	case errors.As(err, &misfit):
		return nil, strings.TrimPrefix(misfit.Field, "RawParams.") + " is of another type than the protocol says"
	case err != nil:
		return nil, "the body is not JSON"
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, "something follows the JSON object"
	}
	document.Named(&in.RawParams, in.DocumentID)
	if in.Query == "" && in.Extensions["persistedQuery"] == nil {
		return nil, "query is needed: the text of a document"
	}
	return &in.RawParams, ""
}

// isJSON takes one header that says JSON and no other encoding than utf-8.
func isJSON(headers []string) bool {
	if len(headers) != 1 {
		return false
	}
	kind, parameters, err := mime.ParseMediaType(headers[0])
	charset := parameters["charset"]
	return err == nil && kind == plainJSON && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// accepted is the media type that a client likes best of the two; of equal ones
// the first named, JSON where either will do.
func accepted(headers []string) (kind string, ok bool) {
	if len(headers) == 0 {
		return plainJSON, true
	}
	best := 0.0
	for _, part := range strings.Split(strings.Join(headers, ","), ",") {
		named, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil {
			continue
		}
		if named == "*/*" || named == "application/*" {
			named = plainJSON
		}
		q, err := strconv.ParseFloat(parameters["q"], 64)
		if err != nil {
			q = 1
		}
		if (named == plainJSON || named == graphqlAns) && q > best {
			best, kind = q, named
		}
	}
	return kind, best > 0
}

// statusOf is the status of an answer. By the older media type what is well
// formed is answered with 200, and clients read the errors (GraphQL over HTTP,
// 6.4.1 and 6.4.2).
func statusOf(kind string, r *graphql.Response) int {
	if r.Data != nil || len(r.Errors) == 0 {
		return http.StatusOK
	}
	code, _ := r.Errors[0].Extensions["code"].(string)
	switch {
	case code == "RATE_LIMITED":
		return http.StatusTooManyRequests
	case kind == plainJSON:
		return http.StatusOK
	case code == "FORBIDDEN":
		return http.StatusForbidden
	case code == "UNAUTHENTICATED":
		return http.StatusUnauthorized
	case code == "UNAVAILABLE":
		return http.StatusServiceUnavailable
	case code == "INTERNAL":
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}

// standing tells how the viewer's quota stands, in points: the unit has no word
// in the draft's registry, so that the policy's name says it. Retry-After does
// not come before the end of the window
// (draft-ietf-httpapi-ratelimit-headers-11, sections 3, 4 and 6).
func standing(h http.Header, o *graphql.OperationContext) {
	s, ok := limit.StandingOf(o)
	if !ok {
		return
	}
	window := s.ResetSeconds
	if s.Exhausted != nil {
		window = s.Exhausted.Seconds()
		h.Set("Retry-After", strconv.Itoa(window))
	}
	h.Set("RateLimit-Policy", fmt.Sprintf(`"points";q=%d;w=60`, s.Limit))
	h.Set("RateLimit", fmt.Sprintf(`"points";r=%d;t=%d`, s.Remaining, window))
}

// refuse answers what is no operation at all, in the form of the contract.
func refuse(rw http.ResponseWriter, status int, message string) {
	e := &gqlerror.Error{Message: message, Extensions: map[string]any{"code": "INVALID"}}
	write(rw, status, &graphql.Response{Errors: gqlerror.List{e}})
}

// write leaves out data where nothing was executed.
func write(rw http.ResponseWriter, status int, r *graphql.Response) {
	rw.WriteHeader(status)
	_ = json.NewEncoder(rw).Encode(struct {
		Errors     gqlerror.List   `json:"errors,omitempty"`
		Data       json.RawMessage `json:"data,omitempty"`
		Extensions map[string]any  `json:"extensions,omitempty"`
	}{r.Errors, r.Data, r.Extensions})
}

// refusal is an error that a client is told as it is.
func refusal(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Err: &told{code, message}, Message: message}
}

type told struct{ code, message string }

func (t *told) Error() string              { return t.message }
func (t *told) Extensions() map[string]any { return map[string]any{"code": t.code} }
