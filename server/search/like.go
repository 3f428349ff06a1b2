package search

import (
	"slices"
	"strings"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
)

// like compares a column with a text in folded letters that may begin or end
// anywhere, each of its characters taken as it is. It is one for both databases:
// ent's own fold differs for letters beyond A to Z.
func like(b *sql.Builder, column, before, text, after string) {
	pattern := before + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text) + after
	if b.Dialect() == dialect.Postgres {
		b.WriteString("lower(").Ident(column).WriteString(` COLLATE "C") LIKE `).Arg(pattern)
		return
	}
	b.Ident(column).WriteString(" LIKE ").Arg(pattern).WriteString(` ESCAPE '\'`) // SQLite folds A to Z by itself
}

func matches[P ~func(*sql.Selector)](field, before, text, after string) P {
	return func(s *sql.Selector) {
		column := s.C(field)
		s.Where(sql.P(func(b *sql.Builder) { like(b, column, before, text, after) }))
	}
}

// contains takes rows that have the text in one of some fields.
func contains[P ~func(*sql.Selector)](text string, fields ...string) P {
	all := make([]P, len(fields))
	for i, f := range fields {
		all[i] = matches[P](f, "%", text, "%")
	}
	return sql.OrPredicates(all...)
}

// holding takes rows that have each word in one of some fields, or where else says.
func holding[P ~func(*sql.Selector)](w wanted, elsewhere func(word string) []P, fields ...string) P {
	all := make([]P, len(w.words))
	for i, word := range w.words {
		one := []P{contains[P](word, fields...)}
		if elsewhere != nil {
			one = append(one, elsewhere(word)...)
		}
		all[i] = sql.OrPredicates(one...)
	}
	return sql.AndPredicates(all...)
}

// inOrder sorts as rank does within a kind, so that no page of the database cuts
// off what is better: who is exactly the text by its code, the first field, then
// what begins with it by any, then by age.
func inOrder(kind Kind, text string, fields ...string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.OrderExpr(sql.ExprFunc(func(b *sql.Builder) {
			b.WriteString("CASE WHEN ")
			like(b, s.C(fields[0]), "", text, "")
			b.WriteString(" THEN 0")
			for _, f := range fields {
				b.WriteString(" WHEN ")
				like(b, s.C(f), "", text, "%")
				b.WriteString(" THEN 1")
			}
			b.WriteString(" ELSE 2 END")
		}))
		if slices.Contains(register, kind) {
			s.OrderBy(sql.Asc(s.C("id")))
		} else {
			s.OrderBy(sql.Desc(s.C("id")))
		}
	}
}
