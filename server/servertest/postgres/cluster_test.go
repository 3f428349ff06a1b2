package postgres

import (
	"testing"
)

func TestAClusterStopsAndStartsAgainWithItsData(t *testing.T) {
	c, err := New(t.Context(), t.TempDir())
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = c.Stop(t.Context()) })
	for _, statement := range []string{"CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1)"} {
		if err := c.Psql(t.Context(), "postgres", "-c", statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := c.Psql(t.Context(), "postgres", "-c", "SELECT 1"); err == nil {
		t.Fatal("a stopped cluster answers")
	}
	if err := c.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := c.Psql(t.Context(), "postgres", "-c", "SELECT 1/count(*) FROM kept"); err != nil {
		t.Fatal(err)
	}
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
}
