package policy_test

import (
	"context"
	"errors"
	"testing"

	"entgo.io/ent/privacy"

	"commandhub/ent"
	"commandhub/server/policy"
	"commandhub/server/store/storetest"
	"commandhub/server/viewer"
)

// read counts the rows of an entity.
type read func(ctx context.Context, c *ent.Client) error

func count[T any](n T, err error) error { return err }

var entities = map[string]struct {
	needs viewer.Scope
	read  read
}{
	"areas":            {viewer.StationRead, func(ctx context.Context, c *ent.Client) error { return count(c.Area.Query().Count(ctx)) }},
	"organisations":    {viewer.StationRead, func(ctx context.Context, c *ent.Client) error { return count(c.Organisation.Query().Count(ctx)) }},
	"products":         {viewer.StationRead, func(ctx context.Context, c *ent.Client) error { return count(c.Product.Query().Count(ctx)) }},
	"stations":         {viewer.StationRead, func(ctx context.Context, c *ent.Client) error { return count(c.Station.Query().Count(ctx)) }},
	"tanks":            {viewer.StationRead, func(ctx context.Context, c *ent.Client) error { return count(c.Tank.Query().Count(ctx)) }},
	"nozzles":          {viewer.StationRead, func(ctx context.Context, c *ent.Client) error { return count(c.Nozzle.Query().Count(ctx)) }},
	"devices":          {viewer.StationRead, func(ctx context.Context, c *ent.Client) error { return count(c.Device.Query().Count(ctx)) }},
	"readings":         {viewer.StockRead, func(ctx context.Context, c *ent.Client) error { return count(c.TankReading.Query().Count(ctx)) }},
	"sales":            {viewer.SalesRead, func(ctx context.Context, c *ent.Client) error { return count(c.Sale.Query().Count(ctx)) }},
	"daily sales":      {viewer.SalesRead, func(ctx context.Context, c *ent.Client) error { return count(c.DailySales.Query().Count(ctx)) }},
	"deliveries":       {viewer.DeliveryRead, func(ctx context.Context, c *ent.Client) error { return count(c.Delivery.Query().Count(ctx)) }},
	"device events":    {viewer.EventRead, func(ctx context.Context, c *ent.Client) error { return count(c.DeviceEvent.Query().Count(ctx)) }},
	"quarantine":       {viewer.QuarantineRead, func(ctx context.Context, c *ent.Client) error { return count(c.Quarantine.Query().Count(ctx)) }},
	"timeline":         {viewer.TimelineRead, func(ctx context.Context, c *ent.Client) error { return count(c.TimelineEntry.Query().Count(ctx)) }},
	"users":            {viewer.AccountRead, func(ctx context.Context, c *ent.Client) error { return count(c.User.Query().Count(ctx)) }},
	"walls":            {viewer.AccountRead, func(ctx context.Context, c *ent.Client) error { return count(c.Wall.Query().Count(ctx)) }},
	"enrolments":       {viewer.AccountRead, func(ctx context.Context, c *ent.Client) error { return count(c.Enrolment.Query().Count(ctx)) }},
	"appointments":     {viewer.AccountRead, func(ctx context.Context, c *ent.Client) error { return count(c.Appointment.Query().Count(ctx)) }},
	"phones":           {viewer.AccountRead, func(ctx context.Context, c *ent.Client) error { return count(c.FieldDevice.Query().Count(ctx)) }},
	"programs":         {viewer.ClientRead, func(ctx context.Context, c *ent.Client) error { return count(c.ApiClient.Query().Count(ctx)) }},
	"keys":             {viewer.ClientRead, func(ctx context.Context, c *ent.Client) error { return count(c.ApiKey.Query().Count(ctx)) }},
	"webhooks":         {viewer.ClientRead, func(ctx context.Context, c *ent.Client) error { return count(c.Webhook.Query().Count(ctx)) }},
	"webhook attempts": {viewer.ClientRead, func(ctx context.Context, c *ent.Client) error { return count(c.WebhookAttempt.Query().Count(ctx)) }},
	"incidents":        {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.Incident.Query().Count(ctx)) }},
	"counts":           {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.CasualtyCount.Query().Count(ctx)) }},
	"casualties":       {viewer.CasualtyRead, func(ctx context.Context, c *ent.Client) error { return count(c.Casualty.Query().Count(ctx)) }},
	"deadlines":        {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.Deadline.Query().Count(ctx)) }},
	"reports":          {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.Report.Query().Count(ctx)) }},
	"sendings":         {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.ReportSending.Query().Count(ctx)) }},
	"response steps":   {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.ResponseStep.Query().Count(ctx)) }},
	"groups":           {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.WorkingGroup.Query().Count(ctx)) }},
	"tasks":            {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.Task.Query().Count(ctx)) }},
	"task notes":       {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.TaskNote.Query().Count(ctx)) }},
	"scene reports":    {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.SceneReport.Query().Count(ctx)) }},
	"hand-overs":       {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.HandOver.Query().Count(ctx)) }},
	"cordon entries":   {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.CordonEntry.Query().Count(ctx)) }},
	"samples":          {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.EnvironmentSample.Query().Count(ctx)) }},
	"releases":         {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.Release.Query().Count(ctx)) }},
	"ledger items":     {viewer.IncidentRead, func(ctx context.Context, c *ent.Client) error { return count(c.LedgerItem.Query().Count(ctx)) }},
	"passkeys":         {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.Passkey.Query().Count(ctx)) }},
	"lockouts":         {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.Lockout.Query().Count(ctx)) }},
	"access tokens":    {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.AccessToken.Query().Count(ctx)) }},
	"pushes":           {viewer.PushWrite, func(ctx context.Context, c *ent.Client) error { return count(c.PushSubscription.Query().Count(ctx)) }},
	"use of programs":  {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.ApiUse.Query().Count(ctx)) }},
	"settings":         {viewer.Public, func(ctx context.Context, c *ent.Client) error { return count(c.Setting.Query().Count(ctx)) }},
	"sessions":         {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.Session.Query().Count(ctx)) }},
	"device sessions":  {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.DeviceSession.Query().Count(ctx)) }},
	"marks of devices": {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.DeviceMark.Query().Count(ctx)) }},
	"heads of streams": {policy.HubInternal, func(ctx context.Context, c *ent.Client) error { return count(c.StreamHead.Query().Count(ctx)) }},
}

// everybody is one viewer of each kind and role; places are codes of the
// made-up county.
func everybody() map[string]viewer.Viewer {
	at := viewer.Place{Area: "999901001", Organisation: "HARBOUR", Share: []string{"station:read", "stock:read", "event:read", "tamper:read"}}
	all := map[string]viewer.Viewer{
		"nobody": {Kind: viewer.Nobody}, "the hub": viewer.Hub("test"),
		"a wall":    viewer.New(viewer.Wall, 1, "wall", "", viewer.WallGrants()...),
		"a device":  viewer.New(viewer.Device, 1, "device", "", viewer.DeviceGrants()...),
		"a phone":   viewer.New(viewer.FieldDevice, 1, "phone", "", append(viewer.PhoneGrants(), viewer.FieldLeader.Grants(at)...)...),
		"a program": viewer.New(viewer.Client, 1, "program", "", viewer.ClientGrants(at.Share, at.Share)...),
	}
	for _, role := range viewer.Roles {
		all[string(role)] = viewer.New(viewer.Person, 1, "somebody", "", role.Grants(at)...)
	}
	return all
}

// Each row policy refuses each viewer that lacks its scope, and lets in each that
// holds it.
func TestWhoeverLacksTheScopeReadsNoRow(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		client := storetest.Open(t, address).Client
		for kind, who := range everybody() {
			ctx := viewer.NewContext(t.Context(), who)
			for name, e := range entities {
				err := e.read(ctx, client)
				var denied *policy.Denied
				switch {
				case who.May(e.needs) && err != nil:
					t.Errorf("%s cannot read %s: %v", kind, name, err)
				case !who.May(e.needs) && (!errors.As(err, &denied) || denied.Scope != e.needs || !errors.Is(err, privacy.Deny)):
					t.Errorf("%s reads %s: %v", kind, name, err)
				}
			}
		}
	})
}

func TestOnlyTheHubChangesWhatTheProfileAndTheDevicesSay(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		client := storetest.Open(t, address).Client
		changes := map[string]func(ctx context.Context) error{
			"an area":   func(ctx context.Context) error { return client.Area.Update().SetName("x").Exec(ctx) },
			"a station": func(ctx context.Context) error { return client.Station.Update().SetName("x").Exec(ctx) },
			"a tank": func(ctx context.Context) error {
				return client.Tank.Update().SetUnusableBottom(1).SetCapacity(2).Exec(ctx)
			},
			"a reading":      func(ctx context.Context) error { return count(client.TankReading.Delete().Exec(ctx)) },
			"a sale":         func(ctx context.Context) error { return count(client.Sale.Delete().Exec(ctx)) },
			"an event":       func(ctx context.Context) error { return count(client.DeviceEvent.Delete().Exec(ctx)) },
			"the timeline":   func(ctx context.Context) error { return count(client.TimelineEntry.Delete().Exec(ctx)) },
			"the quarantine": func(ctx context.Context) error { return count(client.Quarantine.Delete().Exec(ctx)) },
			"a verdict":      func(ctx context.Context) error { return count(client.QuarantineVerdict.Delete().Exec(ctx)) },
			"what is judged": func(ctx context.Context) error { return client.Quarantine.Update().Exec(ctx) },
			"a deadline":     func(ctx context.Context) error { return count(client.Deadline.Delete().Exec(ctx)) },
			"a session":      func(ctx context.Context) error { return count(client.Session.Delete().Exec(ctx)) },
		}
		for kind, who := range everybody() {
			if who.Kind == viewer.System {
				continue
			}
			ctx := viewer.NewContext(t.Context(), who)
			for name, change := range changes {
				if err := change(ctx); !errors.Is(err, privacy.Deny) {
					t.Errorf("%s changed %s: %v", kind, name, err)
				}
			}
		}
		for name, change := range changes {
			if err := change(viewer.NewContext(t.Context(), viewer.Hub("test"))); err != nil {
				t.Errorf("the hub cannot change %s: %v", name, err)
			}
		}
	})
}

func TestWithoutAViewerNothingIsOpen(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		client := storetest.Open(t, address).Client
		for name, e := range entities {
			if e.needs == viewer.Public {
				continue
			}
			if err := e.read(context.WithoutCancel(t.Context()), client); !errors.Is(err, privacy.Deny) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
