// Package schema is the contract as it is written, for those who read it.
package schema

import (
	"embed"
	"strings"
)

//go:embed *.graphql
var files embed.FS

// Changelog tells what changed in the contract, newest first, as Markdown.
//
//go:embed CHANGELOG.md
var Changelog string

// SDL is the whole contract with its descriptions, one domain after another.
func SDL() string {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // they are in the program
	}
	var parts []string
	for _, e := range entries {
		text, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		parts = append(parts, "# "+strings.TrimSuffix(e.Name(), ".graphql")+"\n"+string(text))
	}
	return strings.Join(parts, "\n")
}
