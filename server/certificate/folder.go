package certificate

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Folder holds an authority and the server certificate that it gave.
type Folder string

// The files of a folder. Only renewal needs AuthorityKey: it may be kept
// elsewhere until then.
const (
	AuthorityFile = "ca.crt" // so that Windows and phones know what it is
	AuthorityKey  = "ca.key"
	ServerFile    = "hub.pem"
	ServerKey     = "hub.key"
)

// Path is where a file of the folder lies.
func (f Folder) Path(file string) string { return filepath.Join(string(f), file) }

// Pair is what a folder's certificates say.
type Pair struct{ Authority, Server *x509.Certificate }

// Make fills a new or empty folder with a new authority and a certificate for
// the names: all files or none. A folder that holds anything is left alone.
func (f Folder) Make(names Names, now time.Time) (Pair, error) {
	authority, err := NewAuthority(now)
	if err != nil {
		return Pair{}, err
	}
	key, err := newKey()
	if err != nil {
		return Pair{}, err
	}
	server, err := authority.Issue(names, key.Public(), now)
	if err != nil {
		return Pair{}, err
	}
	target := filepath.Clean(string(f))
	parent := filepath.Dir(target)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return Pair{}, err
	}
	// Written beside it under another name (0700), then moved whole.
	draft, err := os.MkdirTemp(parent, ".tls-*")
	if err != nil {
		return Pair{}, err
	}
	defer os.RemoveAll(draft)
	d := Folder(draft)
	if err := errors.Join(
		writeCertificate(d.Path(AuthorityFile), authority.Certificate), writeKey(d.Path(AuthorityKey), authority.key),
		writeCertificate(d.Path(ServerFile), server), writeKey(d.Path(ServerKey), key),
	); err != nil {
		return Pair{}, err
	}
	if there, err := os.Lstat(target); err == nil && there.IsDir() {
		_ = os.Remove(target) // goes only if it is empty
	}
	if err := os.Rename(draft, target); err != nil {
		if _, there := os.Lstat(target); there == nil {
			return Pair{}, fmt.Errorf("%s holds something already, and nothing is overwritten: renew what is there, or give another folder", f)
		}
		return Pair{}, err
	}
	return Pair{authority.Certificate, server}, syncFolder(parent)
}

// Renew gives the server's key a new certificate of the same authority: for the
// same names, or for others. The keys stay, so that the change is one file, old
// or new and never between.
func (f Folder) Renew(names *Names, now time.Time) (Pair, error) {
	old, err := f.Read()
	if err != nil {
		return Pair{}, err
	}
	key, err := readKey(f.Path(AuthorityKey))
	if errors.Is(err, fs.ErrNotExist) {
		return Pair{}, fmt.Errorf("%s is not there: put the authority's key back for the renewal", f.Path(AuthorityKey))
	}
	if err != nil {
		return Pair{}, err
	}
	if public, ok := old.Authority.PublicKey.(interface{ Equal(crypto.PublicKey) bool }); !ok || !public.Equal(key.Public()) {
		return Pair{}, fmt.Errorf("%s is not the key of %s", f.Path(AuthorityKey), f.Path(AuthorityFile))
	}
	if names == nil {
		same := namesOf(old.Server)
		names = &same
	}
	server, err := (&Authority{old.Authority, key}).Issue(*names, old.Server.PublicKey, now)
	if err != nil {
		return Pair{}, err
	}
	draft := f.Path("." + ServerFile + ".new")
	defer os.Remove(draft)
	if err := writeCertificate(draft, server); err != nil {
		return Pair{}, err
	}
	err = os.Rename(draft, f.Path(ServerFile))
	return Pair{old.Authority, server}, errors.Join(err, syncFolder(string(f)))
}

// Read reads the two certificates, and no key.
func (f Folder) Read() (Pair, error) {
	authority, err := readCertificate(f.Path(AuthorityFile))
	if err != nil {
		return Pair{}, err
	}
	server, err := readCertificate(f.Path(ServerFile))
	return Pair{authority, server}, err
}

const (
	certificateBlock = "CERTIFICATE"
	keyBlock         = "PRIVATE KEY" // PKCS #8
)

// PEM is a certificate as a file.
func PEM(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: certificateBlock, Bytes: c.Raw})
}

func readBlock(path, kind string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != kind {
		return nil, fmt.Errorf("%s must begin with the PEM block %q", path, kind)
	}
	return block.Bytes, nil
}

func readCertificate(path string) (*x509.Certificate, error) {
	der, err := readBlock(path, certificateBlock)
	if err != nil {
		return nil, err
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

func readKey(path string) (crypto.Signer, error) {
	der, err := readBlock(path, keyBlock)
	if err != nil {
		return nil, err
	}
	key, err := x509.ParsePKCS8PrivateKey(der)
	signer, ok := key.(crypto.Signer)
	if err != nil || !ok {
		return nil, fmt.Errorf("%s holds no key that can sign", path)
	}
	return signer, nil
}

func writeCertificate(path string, c *x509.Certificate) error { return write(path, PEM(c), 0o644) }

func writeKey(path string, key crypto.Signer) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return write(path, pem.EncodeToMemory(&pem.Block{Type: keyBlock, Bytes: der}), 0o600)
}

// write leaves the file on the disk when it returns.
func write(path string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
