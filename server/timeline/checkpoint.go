package timeline

import (
	"bufio"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"commandhub/server/viewer"
)

// Checkpoint keeps the head of the chain in a file outside the database.
type Checkpoint struct{ Path string }

// Read returns the last head that was kept, nil before the first.
func (c Checkpoint) Read() (*Head, error) {
	f, err := os.Open(c.Path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var last *Head
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var head Head
		var hash string
		if _, err := fmt.Fscanf(strings.NewReader(lines.Text()), "%d %s", &head.Sequence, &hash); err != nil {
			continue // a line cut short by a power loss: the one before it counts
		}
		if head.Hash, err = hex.DecodeString(hash); err == nil && len(head.Hash) == 32 {
			last = &head
		}
	}
	return last, nil
}

// Keep writes every new head until the context ends. The file only grows: one
// line a head, so that it can be copied to a medium that is written once.
func (c Checkpoint) Keep(ctx context.Context, t *Timeline) error {
	if err := os.MkdirAll(filepath.Dir(c.Path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(c.Path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	kept, err := c.Read()
	if err != nil {
		return err
	}
	var from int64
	if kept != nil {
		from = kept.Sequence
	}
	system := viewer.NewContext(ctx, viewer.Hub("timeline"))
	for _, row := range t.Follow(system, from) {
		if _, err := fmt.Fprintf(f, "%d %x\n", row.Sequence, row.Hash); err != nil {
			return err
		}
		if err := f.Sync(); err != nil {
			return err
		}
	}
	return ctx.Err()
}
