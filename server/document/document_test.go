package document_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"commandhub/server/document"
	"commandhub/server/viewer"
)

const (
	trusted = "{hub{version}}"
	own     = "{hub{exercise}}"
)

// documents trusts one document.
func documents(enforced bool) *document.Documents {
	return document.New(map[string]string{document.Hash(trusted): trusted}, enforced)
}

func as(kind viewer.Kind) context.Context {
	o := &graphql.OperationContext{}
	ctx := viewer.NewContext(context.Background(), viewer.New(kind, 1, "", ""))
	return graphql.WithOperationContext(ctx, o)
}

// ask resolves a request and returns its text, or the code of its refusal.
func ask(ctx context.Context, d *document.Documents, text, hash string) string {
	params := &graphql.RawParams{Query: text}
	if hash != "" {
		document.Named(params, hash)
	}
	if err := d.MutateOperationParameters(ctx, params); err != nil {
		told := err.Unwrap().(interface{ Extensions() map[string]any })
		return told.Extensions()["code"].(string)
	}
	return params.Query
}

// execute runs what was asked, as after validation.
func execute(ctx context.Context, d *document.Documents, text string) {
	graphql.GetOperationContext(ctx).RawQuery = text
	d.InterceptOperation(ctx, func(context.Context) graphql.ResponseHandler { return nil })
}

func TestDisplaysAndStrangersRunTrustedDocumentsOnly(t *testing.T) {
	for _, kind := range []viewer.Kind{viewer.Nobody, viewer.Wall} {
		if got := ask(as(kind), documents(true), own, ""); got != "FORBIDDEN" {
			t.Errorf("%s: its own: %s", kind, got)
		}
		if got := ask(as(kind), documents(true), own, document.Hash(own)); got != "FORBIDDEN" {
			t.Errorf("%s: its own by text and hash: %s", kind, got)
		}
		if got := ask(as(kind), documents(false), own, ""); got != own {
			t.Errorf("%s: its own where that is allowed: %s", kind, got)
		}
		for what, got := range map[string]string{
			"hash": ask(as(kind), documents(true), "", document.Hash(trusted)),
			"id":   ask(as(kind), documents(true), "", "sha256:"+document.Hash(trusted)),
			"text": ask(as(kind), documents(true), trusted, ""),
			"both": ask(as(kind), documents(true), trusted, document.Hash(trusted)),
		} {
			if got != trusted {
				t.Errorf("%s: a trusted one by its %s: %s", kind, what, got)
			}
		}
	}
	if got := ask(as(viewer.Person), documents(true), own, ""); got != own {
		t.Errorf("an operator's own: %s", got)
	}
}

func TestADocumentIsKnownByItsHashOnceItWasExecuted(t *testing.T) {
	d, hash := documents(true), document.Hash(own)
	if got := ask(as(viewer.Person), d, "", hash); got != "PERSISTED_QUERY_NOT_FOUND" {
		t.Error(got)
	}
	if got := ask(as(viewer.Person), d, own, hash); got != own { // validation may still refuse it
		t.Error(got)
	}
	if got := ask(as(viewer.Person), d, "", hash); got != "PERSISTED_QUERY_NOT_FOUND" {
		t.Errorf("before it was executed: %s", got)
	}
	ctx := as(viewer.Person)
	ask(ctx, d, own, hash)
	execute(ctx, d, own)
	if got := ask(as(viewer.Person), d, "", hash); got != own {
		t.Error(got)
	}
	if got := ask(as(viewer.Wall), d, "", hash); got != "PERSISTED_QUERY_NOT_FOUND" {
		t.Errorf("a wall runs an operator's: %s", got)
	}
}

func TestADocumentWithoutAHashIsNotKept(t *testing.T) {
	d, ctx := documents(true), as(viewer.Person)
	ask(ctx, d, own, "")
	execute(ctx, d, own)
	if got := ask(as(viewer.Person), d, "", document.Hash(own)); got != "PERSISTED_QUERY_NOT_FOUND" {
		t.Error(got)
	}
}

func TestAHashMustBeItsDocuments(t *testing.T) {
	d := documents(false)
	for what, got := range map[string]string{
		"another's": ask(as(viewer.Person), d, own, document.Hash(trusted)),
		"no hash":   ask(as(viewer.Person), d, own, "abc"),
	} {
		if got != "INVALID" {
			t.Errorf("%s: %s", what, got)
		}
	}
	for _, persisted := range []any{"text", map[string]any{"version": 2, "sha256Hash": document.Hash(own)}, map[string]any{}} {
		err := d.MutateOperationParameters(as(viewer.Person), &graphql.RawParams{Query: own, Extensions: map[string]any{"persistedQuery": persisted}})
		if err == nil || !strings.Contains(err.Message, "extensions.persistedQuery") {
			t.Errorf("%v: %v", persisted, err)
		}
	}
}

func TestAManifestIsReadWholeOrNotAtAll(t *testing.T) {
	read := func(text string) (map[string]string, error) {
		return document.ReadTrusted(fstest.MapFS{document.Manifest: {Data: []byte(text)}})
	}
	if got, err := read(`{"sha256:` + document.Hash(own) + `":"` + own + `"}`); err != nil || got[document.Hash(own)] != own {
		t.Error(got, err)
	}
	for _, text := range []string{`{"` + document.Hash(trusted) + `":"` + own + `"}`, `{`, `[]`} {
		if _, err := read(text); err == nil {
			t.Errorf("%s was read", text)
		}
	}
	if got, err := document.ReadTrusted(fstest.MapFS{}); err != nil || got != nil {
		t.Error("without an application:", got, err)
	}
}

func TestNobodyIsLockedOutWhereNoApplicationIsBuilt(t *testing.T) {
	if got := ask(as(viewer.Nobody), document.New(nil, true), own, ""); got != own {
		t.Error(got)
	}
}

func TestTrustedDocumentsStayParsed(t *testing.T) {
	c := document.NewCache(map[string]string{document.Hash(trusted): trusted})
	if _, ok := c.Get(t.Context(), trusted); ok {
		t.Error("it was parsed before anybody asked")
	}
	c.Add(t.Context(), trusted, &ast.QueryDocument{})
	c.Add(t.Context(), own, &ast.QueryDocument{})
	for i := range 1000 {
		c.Add(t.Context(), strings.Repeat("x", i), &ast.QueryDocument{})
	}
	if _, ok := c.Get(t.Context(), trusted); !ok {
		t.Error("a trusted document was forgotten")
	}
	if _, ok := c.Get(t.Context(), own); ok {
		t.Error("all documents are kept for ever")
	}
}
