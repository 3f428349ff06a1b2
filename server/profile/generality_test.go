package profile

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNoCodeKnowsTheCounty reads all Go, SDL and frontend sources: the county's
// names stand in its profile, in tests and in documents, nowhere else. Comments
// in Go may give an example.
func TestNoCodeKnowsTheCounty(t *testing.T) {
	root := filepath.Join("..", "..")
	county := load(t, "")
	words := []string{county.Code, county.Name, strings.TrimSuffix(county.Name, "县")}
	words = append(words, strings.Fields(county.NameEn)[0], county.City.Name, county.City.Code)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	known := regexp.MustCompile(`(?i)` + strings.Join(words, "|"))
	read := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if name == "node_modules" || name == "dist" || name == "testdata" || path != root && strings.HasPrefix(name, ".") {
				return filepath.SkipDir
			}
			return nil
		}
		switch filepath.Ext(name) {
		case ".go", ".graphql", ".ts", ".tsx":
		default:
			return nil
		}
		if strings.HasSuffix(name, "_test.go") || strings.Contains(name, ".test.") || strings.Contains(name, ".spec.") || strings.Contains(path, "e2e") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		if filepath.Ext(name) == ".go" && known.Match(source) {
			source = withoutComments(source)
		}
		if at := known.FindIndex(source); at != nil {
			t.Errorf("%s:%d knows %q", path, strings.Count(string(source[:at[0]]), "\n")+1, source[at[0]:at[1]])
		}
		return nil
	})
	if err != nil || read < 50 {
		t.Fatalf("read %d sources, %v", read, err)
	}
}

// withoutComments blanks the comments of a Go source and keeps its lines.
func withoutComments(source []byte) []byte {
	files := token.NewFileSet()
	file := files.AddFile("", files.Base(), len(source))
	var s scanner.Scanner
	s.Init(file, source, func(token.Position, string) {}, scanner.ScanComments)
	bare := slices.Clone(source)
	for {
		at, kind, text := s.Scan()
		if kind == token.EOF {
			return bare
		}
		if kind != token.COMMENT {
			continue
		}
		for i := range text {
			if offset := file.Offset(at) + i; bare[offset] != '\n' {
				bare[offset] = ' '
			}
		}
	}
}

func TestCommentsAloneAreBlanked(t *testing.T) {
	got := string(withoutComments([]byte("package p // x y\n/* x\nx */var s = \"x//x\"\n")))
	if want := "package p       \n    \n    var s = \"x//x\"\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
