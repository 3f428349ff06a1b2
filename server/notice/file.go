package notice

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"sync"
	"time"
)

// File writes sendings to a file, one JSON object a line, where no gateway is
// configured and in exercise. Nobody is reached by it: whoever reads it is.
type File struct {
	Path string

	mu sync.Mutex
}

// Send returns once the line lies on the disk.
func (f *File) Send(_ context.Context, m Outgoing) (_ string, err error) {
	line, err := json.Marshal(struct {
		At time.Time `json:"at"`
		Outgoing
	}{time.Now().UTC(), m})
	if err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	out, err := os.OpenFile(f.Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := out.Write(append(line, '\n')); err != nil {
		return "", err
	}
	return "", out.Sync()
}
