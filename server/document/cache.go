package document

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
)

// Cache keeps parsed and validated documents by their text: trusted ones for
// good, others until so many later ones came.
type Cache struct {
	trusted map[string]*parsed
	others  graphql.Cache[*ast.QueryDocument]
}

type parsed struct {
	mu       sync.RWMutex
	document *ast.QueryDocument
}

var _ graphql.Cache[*ast.QueryDocument] = (*Cache)(nil)

// parsedOthers is how many other documents are kept: one of 1,500 tokens takes
// some 300 KB.
const parsedOthers = 256

// NewCache makes an empty cache.
func NewCache(trusted map[string]string) *Cache {
	c := &Cache{trusted: map[string]*parsed{}, others: lru.New[*ast.QueryDocument](parsedOthers)}
	for _, text := range trusted {
		c.trusted[text] = &parsed{}
	}
	return c
}

// Get returns the document of a text, where it is known.
func (c *Cache) Get(ctx context.Context, text string) (*ast.QueryDocument, bool) {
	p, ok := c.trusted[text]
	if !ok {
		return c.others.Get(ctx, text)
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.document, p.document != nil
}

// Add keeps a document that has passed validation.
func (c *Cache) Add(ctx context.Context, text string, document *ast.QueryDocument) {
	p, ok := c.trusted[text]
	if !ok {
		c.others.Add(ctx, text, document)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.document = document
}
