package web

import (
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// notBuilt is shown by a server that was built without the application.
const notBuilt = "The application is not in this build. Run scripts/run, which builds it, or npm run build in frontend/.\n"

// spa serves the application: its files as they are, and its one page for every
// address that it routes by itself.
func spa(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if strings.HasPrefix(name, "assets/") {
			rw.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // their names change with them
			server.ServeHTTP(rw, r)
			return
		}
		rw.Header().Set("Cache-Control", "no-cache")
		if strings.HasSuffix(name, ".webmanifest") {
			rw.Header().Set("Content-Type", "application/manifest+json")
		}
		if info, err := fs.Stat(files, name); name != "" && err == nil && !info.IsDir() {
			server.ServeHTTP(rw, r)
			return
		}
		page, err := fs.ReadFile(files, "index.html")
		if err != nil {
			rw.WriteHeader(http.StatusNotFound)
			_, _ = rw.Write([]byte(notBuilt))
			return
		}
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = rw.Write(page)
	})
}
