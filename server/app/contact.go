package app

import (
	"context"
	"fmt"
	"os"
)

// mostContacts is the size of the largest file of contacts, far beyond what a county
// has.
const mostContacts = 4 << 20

// ImportContacts files the contacts of a CSV file, or none of them.
func (a *App) ImportContacts(ctx context.Context, path string) (int, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	if info.Size() > mostContacts {
		return 0, fmt.Errorf("%s has %d bytes; at most %d are read", path, info.Size(), mostContacts)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	n, err := a.contacts.Import(commandLine(ctx), text)
	if err != nil {
		return 0, fmt.Errorf("%s: nothing was taken: %w", path, err)
	}
	return n, nil
}
