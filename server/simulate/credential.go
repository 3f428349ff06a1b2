package simulate

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Credential is what a device signs in with.
type Credential struct {
	Device string `json:"device"` // code of the device
	ID     string `json:"id"`     // MQTT user name
	Secret string `json:"secret"` // MQTT password
}

// WriteCredentials writes a file that only its owner may read, replacing an
// older one as a whole. It holds a JSON array of device, id and secret.
func WriteCredentials(path string, credentials []Credential) error {
	data, err := json.MarshalIndent(credentials, "", "  ")
	if err != nil {
		return err
	}
	return replaceFile(path, append(data, '\n'))
}

// ReadCredentials reads such a file, by device code.
func ReadCredentials(r io.Reader) (map[string]Credential, error) {
	var list []Credential
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&list); err != nil {
		return nil, fmt.Errorf("credentials: a JSON array of device, id and secret is needed: %w", err)
	}
	byDevice := make(map[string]Credential, len(list))
	for i, c := range list {
		if c.Device == "" || c.ID == "" || c.Secret == "" {
			return nil, fmt.Errorf("credentials: entry %d lacks its device, id or secret", i+1)
		}
		byDevice[c.Device] = c
	}
	return byDevice, nil
}

// replaceFile puts a whole new file, for the owner alone, in the old one's
// place: a crash leaves one or the other.
func replaceFile(path string, data []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary.Name()) }() // gone already when all went well
	_, err = temporary.Write(data)
	if err == nil {
		err = temporary.Sync()
	}
	if closing := temporary.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}
