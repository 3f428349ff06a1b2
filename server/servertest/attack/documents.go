package attack

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
)

// documents are attacks by what a document or its variables say.
func documents() []Case {
	return []Case{
		document("alias flood", "aliases", "{hub{"+numbered(400, "a#:version ")+"}}"),
		document("directive flood", "directives", "{__typename"+strings.Repeat("@skip(if:false)", 200)+"}"),
		document("nested fragments", "fields", doubling(45)),
		document("overlapping fields", "overlaps", "{hub{"+strings.Repeat("version ", 480)+"}}"),
		document("overlapping objects", "overlaps", "{"+strings.Repeat("hub{storage{"+strings.Repeat("since ", 15)+"}}", 20)+"}"),
		document("cyclic fragments", "spreads itself", "{...a} fragment a on Query{hub{version} ...b} fragment b on Query{...a}"),
		document("deep introspection", "introspectionDepth", "{__schema{types{"+strings.Repeat("fields{type{", 20)+"name"+strings.Repeat("}}", 20)+"}}}"),
		document("wide introspection", "Maximum introspection depth", "{__schema{types{fields{type{fields{type{fields{type{name}}}}}}}}}"),
		document("costly introspection", "cost", "{__schema{types{fields{args{type{fields{name}}}} inputFields{type{inputFields{name}}} possibleTypes{fields{args{name}}}}}}"),
		document("pages in pages", "cost", `{devices(first:100){edges{node{station{devices{station{devices{station{devices{id}}}}}}}}}}`),
		document("tokens", "tokens", "{"+strings.Repeat("a ", 3000)+"}"),
		document("long document", "bytes", "{__typename} #"+strings.Repeat("x", 200<<10)),
		document("many operations", "operations", numbered(300, "query q#{__typename} ")),
		document("declared variables", "variables", "query("+numbered(350, "$v#:Int ")+"){__typename}"),
		document("huge literal list", "INVALID", `{stations(first:1 filter:{stations:[`+strings.Repeat(`"`+canary+`" `, 1400)+`]}){totalCount}}`),
		document("deep literal list", "nesting", `{stations(first:1 filter:{stations:`+strings.Repeat("[", 700)+strings.Repeat("]", 700)+`}){totalCount}}`),
		document("huge literal object", "INVALID", `{stations(first:1 filter:{`+numbered(480, `x#:1 `)+`}){totalCount}}`),
		document("many errors", "more errors", "{viewer{"+numbered(400, "f# ")+"}}"),
		allowed("overlaps at their bound", "{hub{"+strings.Repeat("version ", 200)+"}}"),
		allowed("fields at their bound", "{hub{"+strings.Repeat("version countyCode countyName exercise ", 40)+strings.Repeat("storage{since} ", 100)+"}}"),
		allowed("fragments at their bound", "{hub{"+numbered(50, "...f# ")+"}} "+numbered(50, "fragment f# on Hub{version storage{since}} ")),
		variables("a million variables", http.StatusRequestEntityTooLarge, "256 KiB", numbered(1_000_000, `"v#":1,`)+`"x":1`),
		variables("20,000 variables", http.StatusOK, "variables", numbered(20_000, `"v#":1,`)+`"x":1`),
		variables("long list in a variable", http.StatusOK, "values", `"f":{"stations":[`+strings.Repeat("1,", 100_000)+`1]}`),
		variables("long string in a variable", http.StatusOK, "there is no", `"f":{"area":"`+strings.Repeat("x", 250_000)+`"}`),
		variables("deep list in a variable", http.StatusOK, "nesting", `"f":{"stations":`+strings.Repeat("[", 9000)+strings.Repeat("]", 9000)+`}`),
		variables("deeper list in a variable", http.StatusBadRequest, "JSON", `"f":`+strings.Repeat("[", 100_000)+strings.Repeat("]", 100_000)),
	}
}

// numbered writes a text n times with its number in place of #.
func numbered(n int, text string) string {
	var b strings.Builder
	before, after, _ := strings.Cut(text, "#")
	for i := range n {
		fmt.Fprintf(&b, "%s%d%s", before, i, after)
	}
	return b.String()
}

// doubling is a chain of fragments, each of which spreads the next twice.
func doubling(n int) string {
	var b strings.Builder
	b.WriteString("{...f0}")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query{...f%d ...f%d}", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query{hub{version}}", n)
	return b.String()
}

// document is refused with words, over HTTP. What is beyond every bound must not
// depend on the transport: sockets() sends one of them too.
func document(name, words, text string) Case {
	return Case{name, func(ctx context.Context, a *Attacker) error {
		body, err := json.Marshal(map[string]any{"query": text})
		if err != nil {
			return err
		}
		got, err := a.post(ctx, string(body))
		return refused(got, err, http.StatusOK, words)
	}}
}

// allowed is as large as the bounds let it be, and is answered; each time it is
// another document, which no cache holds.
func allowed(name, text string) Case {
	return Case{name, func(ctx context.Context, a *Attacker) error {
		got, err := a.as(ctx, a.Operator, fmt.Sprintf("%s #%d", text, rand.Int64()), nil)
		if err == nil && !strings.Contains(got.body, `"data":{`) {
			err = fmt.Errorf("not answered: %s", excerpt(got.body))
		}
		return err
	}}
}

func variables(name string, status int, words, list string) Case {
	return Case{name, func(ctx context.Context, a *Attacker) error {
		got, err := a.post(ctx, `{"query":"query($f:StationFilter){stations(first:1 filter:$f){totalCount}}","variables":{`+list+`}}`)
		return refused(got, err, status, words)
	}}
}
