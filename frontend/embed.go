// Package frontend carries the built single-page application.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist is the built application: index.html, its assets, and the manifest of the
// documents that it asks the contract. It holds nothing but a placeholder where
// the application was not built.
func Dist() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // The directory is embedded above; fs.Sub only checks its name.
	}
	return files
}
