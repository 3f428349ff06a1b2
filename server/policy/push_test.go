package policy_test

import (
	"errors"
	"testing"

	"entgo.io/ent/privacy"

	"commandhub/ent"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

func TestAPhoneFilesSeesAndRemovesItsOwnPushSubscriptionAlone(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		client := storetest.Open(t, address).Client
		hub := viewer.NewContext(t.Context(), viewer.Hub("test"))
		person := client.User.Create().SetName("leader").SetDisplayName("leader").SetPasswordHash("x").SaveX(hub)
		phone := func(token string) *ent.FieldDevice {
			return client.FieldDevice.Create().SetName("phone").SetUser(person).SetTokenSha256([]byte(token)).SaveX(hub)
		}
		as := func(d *ent.FieldDevice) viewer.Viewer {
			return viewer.New(viewer.FieldDevice, d.ID, "leader", "", viewer.PhoneGrants()...)
		}
		filing := func(d *ent.FieldDevice) *ent.PushSubscriptionCreate {
			return client.PushSubscription.Create().SetFieldDevice(d).SetSealed([]byte(d.Name)).SetEndpointSha256(d.TokenSha256).
				SetGroups([]int{}).SetFiledAt(d.EnrolledAt).SetTold(0)
		}
		mine, other := phone("a"), phone("b")
		own := viewer.NewContext(t.Context(), as(mine))
		filing(mine).ExecX(own)
		filing(other).ExecX(hub)

		if rows := client.PushSubscription.Query().CountX(own); rows != 1 {
			t.Errorf("it sees %d", rows)
		}
		if err := filing(other).Exec(own); !errors.Is(err, privacy.Deny) {
			t.Errorf("it files for another: %v", err)
		}
		if n := client.PushSubscription.Update().SetFailures(3).SaveX(own); n != 1 {
			t.Errorf("it changes %d", n)
		}
		if n := client.PushSubscription.Delete().ExecX(own); n != 1 {
			t.Errorf("it removes %d", n)
		}
		if n := client.PushSubscription.Query().CountX(hub); n != 1 {
			t.Errorf("%d are left", n)
		}
		// The right alone is not enough: it is for phones.
		somebody := viewer.NewContext(t.Context(), viewer.New(viewer.Person, other.ID, "leader", "", viewer.PhoneGrants()...))
		if n, err := client.PushSubscription.Delete().Exec(somebody); !errors.Is(err, privacy.Deny) {
			t.Errorf("a person removes %d: %v", n, err)
		}
	})
}
