package profile

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// Each folder beside this file that holds a county.yaml is embedded.
//
//go:embed */*.yaml */*.geojson
var embedded embed.FS

// Embedded lists the names of the profiles in the binary.
func Embedded() []string {
	entries, err := embedded.ReadDir(".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// Open gives the files of a profile: of a folder on disk, of an embedded
// profile by its name, or, when dir is empty, of the only embedded one.
func Open(dir string) (fs.FS, error) {
	names := Embedded()
	if dir == "" {
		if len(names) != 1 {
			return nil, fmt.Errorf("name a profile: a folder, or one of %s", strings.Join(names, ", "))
		}
		return fs.Sub(embedded, names[0])
	}
	info, err := os.Stat(dir)
	if err == nil && info.IsDir() {
		return os.DirFS(dir), nil
	}
	for _, name := range names {
		if name == dir {
			return fs.Sub(embedded, name)
		}
	}
	return nil, fmt.Errorf("profile %q is neither a folder nor one of %s", dir, strings.Join(names, ", "))
}
