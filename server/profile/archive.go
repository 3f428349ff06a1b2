package profile

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"commandhub/server/reason"
)

// Bounds of a profile that is sent as a ZIP file.
const (
	MostArchive = 2 << 20 // bytes of the ZIP
	mostFile    = 2 << 20 // bytes of one file of it, unpacked
	mostAll     = 6 << 20 // bytes of all of them
	mostFiles   = 24
)

// YAML files of a profile; its outline is named in the first.
var yamlFiles = []string{countyFile, areasFile, organisationsFile, productsFile, stationsFile, planFile, supervisionFile}

// Files are those of a profile in memory, by name.
type Files map[string][]byte

// Gather reads the files of a profile and no other. One that is missing is left
// out: Load tells of it.
func Gather(from fs.FS) (Files, error) {
	files := Files{}
	take := func(name string) error {
		data, err := fs.ReadFile(from, name)
		if err == nil {
			files[name] = data
		}
		return err
	}
	for _, name := range yamlFiles {
		if err := take(name); err != nil {
			return nil, fmt.Errorf("%s: %s", name, cause(err))
		}
	}
	var county County
	_, _ = decode(from, countyFile, &county) // what is wrong in it, Load tells
	if county.OutlineFile != "" {
		if err := take(county.OutlineFile); err != nil {
			return nil, fmt.Errorf("%s: %s", county.OutlineFile, cause(err))
		}
	}
	return files, nil
}

// Digest names what the files say: SHA-256 over their names and bytes, hexadecimal.
// It does not depend on how they were packed.
func (f Files) Digest() string {
	sum := sha256.New()
	for _, name := range f.names() {
		_, _ = fmt.Fprintf(sum, "%d %s %d\n", len(name), name, len(f[name]))
		_, _ = sum.Write(f[name])
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func (f Files) names() []string {
	names := make([]string, 0, len(f))
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Pack makes a ZIP file of them.
func (f Files) Pack() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range f.names() {
		to, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(f[name]); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// ReadFile gives them to Load.
func (f Files) ReadFile(name string) ([]byte, error) {
	if data, ok := f[name]; ok {
		return data, nil
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}

// Open is there because a file system must have it; files are read whole.
func (f Files) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.ErrUnsupported}
}

// Unpack reads a ZIP file of a profile's folder: its files at the top, or in one
// folder. What cannot be is refused with Problems, all at once, before it is
// unpacked: a name that leads out of the folder, what is no file of a profile, more
// or larger files than a profile has.
func Unpack(data []byte) (Files, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, Problems{{Why: noZIP.With()}}
	}
	u := unpacking{files: Files{}, left: mostAll}
	entries := slices.DeleteFunc(slices.Clone(r.File), isLitter)
	if len(entries) > mostFiles {
		return nil, Problems{{Why: tooManyFiles.With(len(entries), mostFiles)}}
	}
	folder := folderOf(entries)
	for _, entry := range entries {
		u.add(entry, strings.TrimPrefix(entry.Name, folder))
	}
	for _, name := range yamlFiles {
		if _, ok := u.files[name]; !ok && !u.refused[name] {
			u.refuse(name, missing.With())
		}
	}
	if len(u.problems) > 0 {
		u.problems.sort()
		return nil, u.problems
	}
	return u.files, nil
}

// isLitter tells of what programs leave in a ZIP file beside what was packed.
func isLitter(f *zip.File) bool {
	return strings.HasPrefix(f.Name, "__MACOSX/") || path.Base(f.Name) == ".DS_Store" || strings.HasSuffix(f.Name, "/") && f.UncompressedSize64 == 0 && !strings.Contains(f.Name, "..")
}

// folderOf is the one folder that holds all, empty where there is none.
func folderOf(entries []*zip.File) string {
	folder := ""
	for i, f := range entries {
		at := strings.Index(f.Name, "/") + 1
		if at <= 1 || i > 0 && f.Name[:at] != folder {
			return ""
		}
		folder = f.Name[:at]
	}
	if folder == "../" || folder == "./" {
		return ""
	}
	return folder
}

type unpacking struct {
	files    Files
	refused  map[string]bool
	left     uint64 // bytes that may still come
	problems Problems
}

func (u *unpacking) refuse(name string, why reason.Reason) {
	if u.refused == nil {
		u.refused = map[string]bool{}
	}
	u.refused[name] = true
	u.problems = append(u.problems, Problem{File: name, Why: why})
}

func (u *unpacking) add(entry *zip.File, name string) {
	_, twice := u.files[name]
	switch {
	case !fs.ValidPath(name) || strings.ContainsAny(name, `\:`):
		u.refuse(entry.Name, leadsOut.With())
	case !entry.Mode().IsRegular():
		u.refuse(name, noPlainFile.With())
	case !slices.Contains(yamlFiles, name) && !isOutline(name):
		u.refuse(name, noProfileFile.With(yamlFiles))
	case twice:
		u.refuse(name, fileTwice.With())
	case entry.Flags&1 != 0:
		u.refuse(name, encrypted.With())
	case entry.UncompressedSize64 > mostFile:
		u.refuse(name, fileTooLarge.With(entry.UncompressedSize64, mostFile))
	case entry.UncompressedSize64 > u.left:
		u.refuse(name, filesTooLarge.With(mostAll))
	default:
		u.left -= entry.UncompressedSize64
		u.read(entry, name)
	}
}

func isOutline(name string) bool {
	return !strings.Contains(name, "/") && (path.Ext(name) == ".geojson" || path.Ext(name) == ".json")
}

// read trusts no size that the ZIP file itself tells.
func (u *unpacking) read(entry *zip.File, name string) {
	in, err := entry.Open()
	if err != nil {
		u.refuse(name, notUnpacked.With(err))
		return
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, mostFile+1))
	switch {
	case err != nil:
		u.refuse(name, notUnpacked.With(err))
	case len(data) > mostFile:
		u.refuse(name, fileLies.With(mostFile))
	default:
		u.files[name] = data
	}
}
