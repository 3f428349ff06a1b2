package reason

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the English catalogues from the sources")

const catalogues = "../../frontend/src/i18n/reason"

// said is how often a kind is said with how many values, and where.
type said struct {
	kind   Kind
	values []int
	at     []token.Position
}

// TestEachReasonHasItsWordsInBothLanguages compares all that the hub declares with
// what the screens have: the same codes, the same values, and in English the same
// sentence.
func TestEachReasonHasItsWordsInBothLanguages(t *testing.T) {
	byDomain := map[string]map[string]Kind{}
	for _, s := range sources(t) {
		domain, word, ok := strings.Cut(s.kind.Code, ".")
		if !ok || !regexp.MustCompile(`^[a-z]+\.[A-Z][A-Z0-9_]*$`).MatchString(s.kind.Code) {
			t.Errorf("%q is no code as profile.NAME", s.kind.Code)
			continue
		}
		if byDomain[domain] == nil {
			byDomain[domain] = map[string]Kind{}
		}
		if _, twice := byDomain[domain][word]; twice {
			t.Errorf("%s is declared twice", s.kind.Code)
		}
		byDomain[domain][word] = s.kind
	}
	if len(byDomain["profile"]) < 50 {
		t.Fatalf("found %d reasons of the profile: the sources are not read", len(byDomain["profile"]))
	}
	for domain, kinds := range byDomain {
		english := map[string]string{}
		for word, k := range kinds {
			english[word] = k.English
		}
		if *update {
			write(t, domain+".en.json", english)
		}
		inEnglish, inChinese := read(t, domain+".en.json"), read(t, domain+".zh.json")
		for word, k := range kinds {
			if inEnglish[word] != k.English {
				t.Errorf("%s.en.json: %s is %q, the hub says %q: go test ./server/reason -update writes it", domain, word, inEnglish[word], k.English)
			}
			names := New("", inChinese[word]).Names()
			slices.Sort(names)
			want := k.Names()
			slices.Sort(want)
			if strings.TrimSpace(inChinese[word]) == "" || !slices.Equal(names, want) {
				t.Errorf("%s.zh.json: %s is %q with the values %v, want %v; in English %q", domain, word, inChinese[word], names, want, k.English)
			}
		}
		for _, words := range []map[string]string{inEnglish, inChinese} {
			for word := range words {
				if _, known := kinds[word]; !known {
					t.Errorf("%s.%s has words and is said nowhere", domain, word)
				}
			}
		}
	}
	for _, file := range files(t, os.DirFS(catalogues), ".json") {
		if domain, _, _ := strings.Cut(file, "."); byDomain[domain] == nil {
			t.Errorf("%s is of no reason", file)
		}
	}
}

// TestEachReasonIsSaidWithTheValuesOfItsSentence looks at each With of a kind that
// its package declares.
func TestEachReasonIsSaidWithTheValuesOfItsSentence(t *testing.T) {
	calls := 0
	for _, s := range sources(t) {
		for i, n := range s.values {
			calls++
			if want := len(s.kind.Names()); n != want {
				t.Errorf("%s: %s is said with %d values, its sentence has %d", s.at[i], s.kind.Code, n, want)
			}
		}
	}
	if calls < 60 {
		t.Fatalf("found %d calls: the sources are not read", calls)
	}
}

// sources reads the declarations of reasons, and who says them by name, from the
// sources of the hub.
func sources(t *testing.T) (all []*said) {
	t.Helper()
	root, positions := os.DirFS("../.."), token.NewFileSet()
	folders := map[string]map[string]*said{} // by name, of each package
	var parsed []*ast.File
	var folderOf []string
	for _, name := range files(t, root, ".go") {
		if strings.HasSuffix(name, "_test.go") || !strings.HasPrefix(name, "server/") && !strings.HasPrefix(name, "graph/") {
			continue
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Dir(name)
		if folder == "graph/generated" || !bytes.Contains(text, []byte(".With(")) && !bytes.Contains(text, []byte("reason.New(")) {
			continue
		}
		file, err := parser.ParseFile(positions, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed, folderOf = append(parsed, file), append(folderOf, folder)
		if folders[folder] == nil {
			folders[folder] = map[string]*said{}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for i, value := range spec.Values {
				if call, ok := value.(*ast.CallExpr); ok && isSelector(call.Fun, "reason", "New") {
					s := &said{kind: New(literal(t, call.Args[0]), literal(t, call.Args[1]))}
					folders[folder][spec.Names[i].Name] = s
					all = append(all, s)
				}
			}
			return true
		})
	}
	for i, file := range parsed {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			with, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || with.Sel.Name != "With" {
				return true
			}
			folder := folderOf[i]
			name, ok := with.X.(*ast.Ident)
			if of, elsewhere := with.X.(*ast.SelectorExpr); elsewhere { // of another package
				if pkg, named := of.X.(*ast.Ident); named {
					folder, name, ok = "server/"+pkg.Name, of.Sel, true
				}
			}
			if !ok {
				return true
			}
			if s := folders[folder][name.Name]; s != nil {
				s.values, s.at = append(s.values, len(call.Args)), append(s.at, positions.Position(call.Pos()))
			}
			return true
		})
	}
	return all
}

func isSelector(fun ast.Expr, pkg, name string) bool {
	s, ok := fun.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != name {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == pkg
}

func literal(t *testing.T, value ast.Expr) string {
	t.Helper()
	lit, ok := value.(*ast.BasicLit)
	if !ok {
		t.Fatalf("a reason is declared with %T; a literal is needed", value)
	}
	text, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func files(t *testing.T, root fs.FS, ext string) (names []string) {
	t.Helper()
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || name == "ent" || name != "." && strings.HasPrefix(d.Name(), ".")) {
			return fs.SkipDir
		}
		if strings.HasSuffix(name, ext) {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func read(t *testing.T, name string) map[string]string {
	t.Helper()
	words := map[string]string{}
	text, err := os.ReadFile(filepath.Join(catalogues, name))
	if err == nil {
		err = json.Unmarshal(text, &words)
	}
	if err != nil {
		t.Error(err)
	}
	return words
}

func write(t *testing.T, name string, words map[string]string) {
	t.Helper()
	var out bytes.Buffer
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	if err := to.Encode(words); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(catalogues, name), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
