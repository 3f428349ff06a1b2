package certificate_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"commandhub/server/certificate"
)

// content of the folder's files by name.
func content(t *testing.T, f certificate.Folder) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(string(f))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(f.Path(e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

func TestWhatIsThereIsNotOverwritten(t *testing.T) {
	f, _ := made(t)
	before := content(t, f)
	if _, err := f.Make(lan(t), born); err == nil || !strings.Contains(err.Error(), "nothing is overwritten") {
		t.Errorf("a second time: %v", err)
	}
	for name, text := range content(t, f) {
		if text != before[name] {
			t.Errorf("%s changed", name)
		}
	}
	other := certificate.Folder(t.TempDir())
	if err := os.WriteFile(other.Path("notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Make(lan(t), born); err == nil || len(content(t, other)) != 1 {
		t.Errorf("among other files: %v", err)
	}
	file := certificate.Folder(other.Path("notes.txt"))
	if _, err := file.Make(lan(t), born); err == nil {
		t.Error("in the place of a file")
	}
}

func TestAnEmptyFolderIsFilled(t *testing.T) {
	f := certificate.Folder(t.TempDir() + "/")
	if _, err := f.Make(lan(t), born); err != nil || len(content(t, f)) != 4 {
		t.Error(err)
	}
}

func TestRenewalKeepsTheAuthorityAndTheKeys(t *testing.T) {
	f, old := made(t)
	before := content(t, f)
	later := born.Add(300 * day)
	renewed, err := f.Renew(nil, later)
	if err != nil {
		t.Fatal(err)
	}
	after := content(t, f)
	for _, same := range []string{certificate.AuthorityFile, certificate.AuthorityKey, certificate.ServerKey} {
		if after[same] != before[same] {
			t.Errorf("%s changed", same)
		}
	}
	if len(after) != 4 || after[certificate.ServerFile] == before[certificate.ServerFile] {
		t.Errorf("%d files, or the old certificate", len(after))
	}
	if !renewed.Server.NotAfter.Equal(later.Add(397*day - time.Hour)) {
		t.Errorf("ends %v", renewed.Server.NotAfter)
	}
	if certificate.List(renewed.Server) != certificate.List(old.Server) || renewed.Server.CheckSignatureFrom(old.Authority) != nil {
		t.Errorf("names %s", certificate.List(renewed.Server))
	}
	moved, err := certificate.ParseNames([]string{"centre.lan"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if renewed, err = f.Renew(&moved, later); err != nil || certificate.Host(renewed.Server) != "centre.lan" {
		t.Errorf("for other names: %v", err)
	}
}

func TestRenewalNeedsTheAuthoritysOwnKey(t *testing.T) {
	f, _ := made(t)
	stranger, _ := made(t)
	key := f.Path(certificate.AuthorityKey)
	before := content(t, f)[certificate.ServerFile]
	for _, c := range []struct {
		what, says string
		put        func() error
	}{
		{"another's", "is not the key of", func() error {
			return os.WriteFile(key, []byte(content(t, stranger)[certificate.AuthorityKey]), 0o600)
		}},
		{"broken", "PEM block", func() error { return os.WriteFile(key, []byte("-----BEGIN"), 0o600) }},
		{"kept elsewhere", "put the authority's key back", func() error { return os.Remove(key) }},
	} {
		if err := c.put(); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Renew(nil, born); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	if content(t, f)[certificate.ServerFile] != before {
		t.Error("the certificate changed")
	}
}

func TestAChangedCertificateIsServedAndABrokenOneIsNot(t *testing.T) {
	f, old := made(t)
	now := born
	var log bytes.Buffer
	source, err := certificate.Open(f.Path(certificate.ServerFile), f.Path(certificate.ServerKey),
		func() time.Time { return now }, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if !source.Leaf().Equal(old.Server) || !source.Authority().Equal(old.Authority) {
		t.Error("another certificate than the folder's")
	}
	renewed, err := f.Renew(nil, born.Add(day))
	if err != nil {
		t.Fatal(err)
	}
	if now = born.Add(4 * time.Second); !source.Leaf().Equal(old.Server) {
		t.Error("the files were looked at too often")
	}
	if now = born.Add(5 * time.Second); !source.Leaf().Equal(renewed.Server) {
		t.Error("the renewed certificate is not served")
	}
	if err := os.WriteFile(f.Path(certificate.ServerFile), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if now = now.Add(5 * time.Second); !source.Leaf().Equal(renewed.Server) {
			t.Error("a broken file is served")
		}
	}
	if n := strings.Count(log.String(), "cannot be used"); n != 1 {
		t.Errorf("told %d times: %s", n, log.String())
	}
	if err := os.WriteFile(f.Path(certificate.ServerFile), certificate.PEM(old.Server), 0o600); err != nil {
		t.Fatal(err)
	}
	if now = now.Add(5 * time.Second); !source.Leaf().Equal(old.Server) {
		t.Error("a whole file is not served again")
	}
}

func TestACertificateFromElsewhereHasNoAuthorityToInstall(t *testing.T) {
	f, _ := made(t)
	stranger, _ := made(t)
	open := func() *certificate.Source {
		t.Helper()
		s, err := certificate.Open(f.Path(certificate.ServerFile), f.Path(certificate.ServerKey), time.Now, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if err := os.WriteFile(f.Path(certificate.AuthorityFile), []byte(content(t, stranger)[certificate.AuthorityFile]), 0o600); err != nil {
		t.Fatal(err)
	}
	if open().Authority() != nil {
		t.Error("an authority that did not give the certificate")
	}
	if err := os.Remove(f.Path(certificate.AuthorityFile)); err != nil {
		t.Fatal(err)
	}
	if open().Authority() != nil {
		t.Error("an authority from nowhere")
	}
	if _, err := certificate.Open(filepath.Join(t.TempDir(), "none"), f.Path(certificate.ServerKey), time.Now, nil); err == nil {
		t.Error("a certificate from nowhere")
	}
}
