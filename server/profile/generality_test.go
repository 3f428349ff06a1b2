package profile

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNoCodeKnowsTheCounty reads all Go, SDL and frontend sources: the county's
// names stand in its profile, in tests and in documents, nowhere else.
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
		if at := known.FindIndex(source); at != nil {
			t.Errorf("%s:%d knows %q", path, strings.Count(string(source[:at[0]]), "\n")+1, source[at[0]:at[1]])
		}
		return nil
	})
	if err != nil || read < 50 {
		t.Fatalf("read %d sources, %v", read, err)
	}
}
