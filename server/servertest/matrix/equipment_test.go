package matrix_test

import (
	"testing"
	"time"
)

// equipment takes one installation of the profile's samples away, so that there is one
// of those too.
func (c *assembly) equipment(t *testing.T) {
	administrator := c.parties["SYSTEM_ADMINISTRATOR"].client
	var book struct {
		InstallationBook struct {
			Stations []struct {
				Places []struct{ Installation struct{ ID string } }
			}
		}
	}
	if errs := administrator.Query(t, &book, `{installationBook{stations{places{installation{id}}}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	var moved struct {
		MoveInstallation struct {
			UserErrors []struct{ Field, Message string }
		}
	}
	errs := administrator.Query(t, &moved, `mutation($in:MoveInstallationInput!){moveInstallation(input:$in){userErrors{field message}}}`, map[string]any{
		"in": map[string]any{
			"installation": book.InstallationBook.Stations[0].Places[0].Installation.ID, "version": 1, "to": "REMOVED",
			"on": time.Now().AddDate(0, 0, -1).Format(time.DateOnly), "note": "another model", "idempotencyKey": "equipment",
		},
	})
	if errs != nil || len(moved.MoveInstallation.UserErrors) > 0 {
		t.Fatalf("%+v %+v", errs, moved)
	}
}
