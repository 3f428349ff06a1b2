// Package frontend carries the built single-page application.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

//go:embed src/i18n/export.zh.json src/i18n/export.en.json
var words embed.FS

// Words are the catalogues that the hub's files share with the application:
// export.zh.json and export.en.json.
func Words() fs.FS { return within(words, "src/i18n") }

// Dist is the built application: index.html, its assets, and the manifest of the
// documents that it asks the contract. It holds nothing but a placeholder where
// the application was not built.
func Dist() fs.FS { return within(dist, "dist") }

func within(files embed.FS, folder string) fs.FS {
	sub, err := fs.Sub(files, folder)
	if err != nil {
		panic(err) // The directory is embedded above; fs.Sub only checks its name.
	}
	return sub
}
