// Package document knows documents by the hash of their text: those of the
// hub's own application, which came with it, and those that partners have sent
// before (automatic persisted queries, Apollo's protocol, version 1).
package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"commandhub/server/viewer"
)

// Manifest is the file, beside the built application, that holds its documents'
// texts by the hexadecimal SHA-256 of each.
const Manifest = "persisted-documents.json"

// ReadTrusted reads the manifest. It is empty where none was built, and fails
// where a hash is not its text's.
func ReadTrusted(files fs.FS) (map[string]string, error) {
	text, err := fs.ReadFile(files, Manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var named map[string]string
	if err := json.Unmarshal(text, &named); err != nil {
		return nil, fmt.Errorf("%s: %w", Manifest, err)
	}
	trusted := make(map[string]string, len(named))
	for name, document := range named {
		hash := Hash(document)
		if strings.TrimPrefix(name, scheme) != hash {
			return nil, fmt.Errorf("%s: %s is not the SHA-256 of its document", Manifest, name)
		}
		trusted[hash] = document
	}
	return trusted, nil
}

// scheme may stand before a hash.
const scheme = "sha256:"

// Hash names a document.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// kept is how many documents of partners are known by their hash.
const kept = 500

// Documents is the executor's extension that resolves hashes, and lets displays,
// phones and strangers run none but trusted documents.
type Documents struct {
	trusted  map[string]string
	enforced bool
	sent     *lru.Cache[string, string]
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.OperationInterceptor
} = (*Documents)(nil)

// New makes the extension. Enforced is without effect where nothing is trusted,
// because no application is in the build.
func New(trusted map[string]string, enforced bool) *Documents {
	sent, err := lru.New[string, string](kept)
	if err != nil { // only for a size that is not positive
		panic(err)
	}
	return &Documents{trusted, enforced && len(trusted) > 0, sent}
}

// ExtensionName is for the executor.
func (*Documents) ExtensionName() string { return extension }

// Validate is for the executor.
func (*Documents) Validate(graphql.ExecutableSchema) error { return nil }

const extension = "Documents"

// MutateOperationParameters finds the text for a hash, and refuses a document
// that is not trusted where it must be.
func (d *Documents) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	hash, given, err := hashOf(params.Extensions)
	if err != nil {
		return refuse(err)
	}
	switch {
	case given && params.Query == "":
		text, known := d.trusted[hash]
		if !known && d.mayRunOwn(ctx) {
			text, known = d.sent.Get(hash)
		}
		if !known {
			return refuse(errNotFound)
		}
		params.Query = text
		return nil
	case given && Hash(params.Query) != hash:
		return refuse(&Problem{"INVALID", "extensions.persistedQuery.sha256Hash is not the SHA-256 of query"})
	}
	if !d.mayRunOwn(ctx) && !d.Trusts(params.Query) {
		return refuse(errUntrusted)
	}
	if given {
		graphql.GetOperationContext(ctx).Stats.SetExtension(extension, hash)
	}
	return nil
}

// InterceptOperation keeps a document that was sent with its hash, now that it
// has passed validation and every limit.
func (d *Documents) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	o := graphql.GetOperationContext(ctx)
	if hash, ok := o.Stats.GetExtension(extension).(string); ok {
		d.sent.Add(hash, o.RawQuery)
	}
	return next(ctx)
}

// mayRunOwn tells whether the context's viewer may run documents of its own.
func (d *Documents) mayRunOwn(ctx context.Context) bool {
	switch viewer.From(ctx).Kind {
	case viewer.Nobody, viewer.Wall, viewer.FieldDevice:
		return !d.enforced
	}
	return true
}

// Trusts tells whether a text is a document of the hub's own application.
func (d *Documents) Trusts(query string) bool {
	_, ok := d.trusted[Hash(query)]
	return ok
}

// Named makes a request's documentId, the hash with or without "sha256:" before
// it, what extensions.persistedQuery would say.
func Named(params *graphql.RawParams, id string) {
	if id == "" {
		return
	}
	if params.Extensions == nil {
		params.Extensions = map[string]any{}
	}
	params.Extensions["persistedQuery"] = map[string]any{"version": 1, "sha256Hash": strings.TrimPrefix(id, scheme)}
}

// hashOf reads extensions.persistedQuery.
func hashOf(extensions map[string]any) (hash string, given bool, err error) {
	raw, given := extensions["persistedQuery"]
	if !given || raw == nil {
		return "", false, nil
	}
	persisted, ok := raw.(map[string]any)
	if !ok {
		return "", true, &Problem{"INVALID", "extensions.persistedQuery must be an object with version and sha256Hash"}
	}
	if fmt.Sprint(persisted["version"]) != "1" {
		return "", true, &Problem{"INVALID", "extensions.persistedQuery.version must be 1"}
	}
	hash, _ = persisted["sha256Hash"].(string)
	if len(hash) != hex.EncodedLen(sha256.Size) {
		return "", true, &Problem{"INVALID", "extensions.persistedQuery.sha256Hash must be a SHA-256 in 64 hexadecimal digits"}
	}
	return hash, true, nil
}

// NotFound is the code, and "PersistedQueryNotFound" the message, by which clients
// know to send the text; both are the protocol's.
const NotFound = "PERSISTED_QUERY_NOT_FOUND"

// Problem is why a document is not run.
type Problem struct{ code, message string }

func (p *Problem) Error() string { return p.message }

// Extensions are what a client is told of it in the answer's error.
func (p *Problem) Extensions() map[string]any { return map[string]any{"code": p.code} }

var (
	errNotFound  = &Problem{NotFound, "PersistedQueryNotFound"}
	errUntrusted = &Problem{"FORBIDDEN", "displays, phones and strangers run only the documents that came with this hub; sign in, or use a key, to run your own"}
)

func refuse(err error) *gqlerror.Error { return &gqlerror.Error{Err: err, Message: err.Error()} }
