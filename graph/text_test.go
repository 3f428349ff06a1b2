package graph_test

import (
	"context"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"commandhub/graph"
)

func TestTextTakesBlanksOffAndCountsCharacters(t *testing.T) {
	for _, tc := range []struct {
		name  string
		given any
		want  any // nil where it is refused
	}{
		{"blanks at its ends", "  火情 \n", "火情"},
		{"blanks alone", " 　 ", ""},
		{"as many characters as it may have, not bytes", strings.Repeat("火", 5), strings.Repeat("火", 5)},
		{"one too many", strings.Repeat("火", 6), nil},
		{"one too many but for blanks", " " + strings.Repeat("火", 5) + " ", strings.Repeat("火", 5)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			ctx := graphql.WithPathContext(context.Background(), graphql.NewPathWithField("openIncident"))
			ctx = graphql.WithPathContext(ctx, graphql.NewPathWithField("input"))
			ctx = graphql.WithPathContext(ctx, graphql.NewPathWithField("title"))
			got, err := graph.Text(ctx, nil, func(context.Context) (any, error) { return tc.given, nil }, 5)
			if tc.want == nil {
				if err == nil || err.Error() != "input.title has 6 characters; at most 5 are taken" {
					t.Fatalf("%v %v", got, err)
				}
				return
			}
			if err != nil || got != tc.want {
				t.Errorf("%q %v", got, err)
			}
		})
	}
}

func TestTextKeepsWhatIsNotGiven(t *testing.T) {
	got, err := graph.Text(context.Background(), nil, func(context.Context) (any, error) { return (*string)(nil), nil }, 5)
	if s, ok := got.(*string); err != nil || !ok || s != nil {
		t.Errorf("%v %v", got, err)
	}
}
