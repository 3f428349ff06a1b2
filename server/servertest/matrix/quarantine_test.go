package matrix_test

import "testing"

// judged gives a verdict on one entry of the quarantine, and leaves another to wait.
func (c *assembly) judged(t *testing.T) {
	administrator := c.parties["SYSTEM_ADMINISTRATOR"].client
	var waits struct {
		QuarantineReview struct {
			Groups []struct{ First struct{ ID string } }
		}
	}
	if errs := administrator.Query(t, &waits, `{quarantineReview{groups{first{id}}}}`, nil); errs != nil || len(waits.QuarantineReview.Groups) < 2 {
		t.Fatalf("%+v %+v", errs, waits)
	}
	var given struct {
		ReviewQuarantine struct {
			UserErrors []struct{ Field, Message string }
		}
	}
	errs := administrator.Query(t, &given, `mutation($e:ID!){reviewQuarantine(input:{entry:$e,kind:CONFIGURATION,idempotencyKey:"judged"}){userErrors{field message}}}`,
		map[string]any{"e": waits.QuarantineReview.Groups[0].First.ID})
	if errs != nil || len(given.ReviewQuarantine.UserErrors) > 0 {
		t.Fatalf("%+v %+v", errs, given)
	}
}
