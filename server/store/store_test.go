package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMigrateTwiceAppliesOnce(t *testing.T) {
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "hub.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	first, err := s.Migrate(t.Context())
	if err != nil || len(first) == 0 {
		t.Fatalf("first: %v %v", first, err)
	}
	second, err := s.Migrate(t.Context())
	if err != nil || len(second) != 0 {
		t.Fatalf("second: %v %v", second, err)
	}
}

func TestSQLiteKeepsWhatItAcknowledged(t *testing.T) {
	s, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "hub.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		if err := s.DB.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %q (%v), want %q", pragma, got, err, want)
		}
	}
}

func TestAnAddressThatIsWrongSaysWhatWouldBeRight(t *testing.T) {
	for _, address := range []string{"mysql://u:geheim@h/db", "sqlite:", "hub.db"} {
		_, err := Open(t.Context(), address)
		if err == nil || !strings.Contains(err.Error(), "sqlite:") {
			t.Errorf("%s: %v", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: the password is in the error: %v", address, err)
		}
	}
}

func TestAPathMayHoldAnyCharacter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "50% of #1? 陵川.db")
	s, err := Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	var mode string
	if err := s.DB.QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
		t.Errorf("%s %v", mode, err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
