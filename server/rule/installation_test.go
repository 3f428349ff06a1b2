package rule

import (
	"slices"
	"testing"

	"commandhub/server/measure"
)

func TestEachStepOfAnInstallationFollowsItsPredecessor(t *testing.T) {
	for now, want := range map[Installed][]Installed{
		Procured:   {Contracted, Removed},
		Contracted: {Installing, Removed},
		Installing: {Connected, Removed},
		Connected:  {Accepted, Faulty, Removed},
		Accepted:   {Operating, Faulty, Removed},
		Operating:  {Faulty, Removed},
		Faulty:     {Accepted, Removed}, // it was accepted before
		Removed:    {},
	} {
		if got := NextInstalled(now, Accepted); !slices.Equal(got, want) {
			t.Errorf("after %s come %v, want %v", now, got, want)
		}
	}
}

func TestWhyAStepOfAnInstallationIsNotTaken(t *testing.T) {
	fine := Move{
		Now: Procured, To: Contracted, Since: "2025-02-01", On: "2025-03-01", Today: "2025-03-02",
		Supplier: "a firm", Supervisor: "a watcher", Accepter: "a third", Note: "why", CountyPays: true, CostKnown: true,
	}
	for name, c := range map[string]struct {
		change func(*Move)
		want   Standing
	}{
		"all is there":                           {func(*Move) {}, MayMove},
		"a step is left out":                     {func(m *Move) { m.To = Installing }, OutOfOrder},
		"a step back":                            {func(m *Move) { m.Now = Connected }, OutOfOrder},
		"the same again":                         {func(m *Move) { m.To = Procured }, OutOfOrder},
		"a fault before it speaks":               {func(m *Move) { m.To = Faulty }, OutOfOrder},
		"anything after removal":                 {func(m *Move) { m.Now = Removed }, OutOfOrder},
		"on the day of the last step":            {func(m *Move) { m.On = m.Since }, MayMove},
		"a day before the last step":             {func(m *Move) { m.On = "2025-01-31" }, DayBefore},
		"today":                                  {func(m *Move) { m.On = m.Today }, MayMove},
		"tomorrow":                               {func(m *Move) { m.On = "2025-03-03" }, DayAhead},
		"a day that there is not":                {func(m *Move) { m.On = "2025-02-29" }, DayUnread},
		"no day":                                 {func(m *Move) { m.On = "" }, DayUnread},
		"a contract with nobody":                 {func(m *Move) { m.Supplier = "" }, NoSupplier},
		"the county signs for an unknown sum":    {func(m *Move) { m.CostKnown = false }, NoCost},
		"an owner's own sum may be unknown":      {func(m *Move) { m.CostKnown, m.CountyPays = false, false }, MayMove},
		"work without a supervisor":              {func(m *Move) { m.Now, m.To, m.Supervisor = Contracted, Installing, "" }, NoSupervisor},
		"accepted by nobody":                     {func(m *Move) { m.Now, m.To, m.Accepter = Connected, Accepted, "" }, NoAccepter},
		"accepted by who supplied it":            {func(m *Move) { m.Now, m.To, m.Accepter = Connected, Accepted, "a firm" }, AcceptsItsOwn},
		"accepted by who supervised it":          {func(m *Move) { m.Now, m.To, m.Accepter = Connected, Accepted, "a watcher" }, AcceptsItsOwn},
		"a fault without a reason":               {func(m *Move) { m.Now, m.To, m.Note = Operating, Faulty, "" }, NoNote},
		"removed without a reason":               {func(m *Move) { m.To, m.Note = Removed, "" }, NoNote},
		"repaired to where it was":               {func(m *Move) { m.Now, m.BeforeFault, m.To = Faulty, Accepted, Accepted }, MayMove},
		"repaired to where it was not":           {func(m *Move) { m.Now, m.BeforeFault, m.To = Faulty, Accepted, Operating }, OutOfOrder},
		"repaired needs nothing that it had not": {func(m *Move) { m.Now, m.BeforeFault, m.To, m.Accepter = Faulty, Accepted, Accepted, "" }, MayMove},
	} {
		m := fine
		c.change(&m)
		if got := MayInstall(m); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWhoPaysAnInstallationToTheFen(t *testing.T) {
	for _, c := range []struct {
		cost      measure.Fen
		ownerPays bool
		percent   int
		want      Shares
	}{
		{0, false, 20, Shares{}},
		{1, false, 20, Shares{County: 1}},
		{4, false, 20, Shares{County: 4}}, // 0.8 fen: the county's
		{5, false, 20, Shares{County: 4, City: 1}},
		{9, false, 20, Shares{County: 8, City: 1}}, // 1.8 fen
		{10, false, 20, Shares{County: 8, City: 2}},
		{12_345_67, false, 20, Shares{County: 9_876_54, City: 2_469_13}}, // 2,469.134
		{MostCost, false, 20, Shares{County: 80_000_000_00, City: 20_000_000_00}},
		{100, false, 0, Shares{County: 100}},
		{100, false, 100, Shares{City: 100}},
		{12_345_67, true, 20, Shares{Owner: 12_345_67}},
	} {
		got := InstallationShares(c.cost, c.ownerPays, c.percent)
		if got != c.want {
			t.Errorf("%d fen, own %t, %d %%: %+v, want %+v", c.cost, c.ownerPays, c.percent, got, c.want)
		}
		if got.Owner+got.County+got.City != c.cost {
			t.Errorf("%d fen: the shares of %+v do not add up", c.cost, got)
		}
	}
}

func TestAnInstallationIsLateFromTheDayAfter(t *testing.T) {
	for _, c := range []struct {
		connected, due, today string
		want                  Timeliness
		days                  int
	}{
		{"", "2025-04-30", "2025-04-29", Pending, 0},
		{"", "2025-04-30", "2025-04-30", Pending, 0},
		{"", "2025-04-30", "2025-05-01", Unconnected, 1},
		{"", "2025-04-30", "2026-04-30", Unconnected, 365},
		{"2025-04-30", "2025-04-30", "2026-01-01", InTime, 0},
		{"2025-05-01", "2025-04-30", "2026-01-01", ConnectedLate, 1},
		{"2025-03-01", "2025-04-30", "2025-03-02", InTime, 0},
	} {
		if got, days := InstallationStands(c.connected, c.due, c.today); got != c.want || days != c.days {
			t.Errorf("connected %q, due %s, today %s: %s %d, want %s %d", c.connected, c.due, c.today, got, days, c.want, c.days)
		}
	}
	for status, want := range map[string]bool{"OPERATING": true, "SUSPENDED": true, "PLANNED": false, "CLOSED": false} {
		if AsksInstallation(status) != want {
			t.Errorf("%s: %t", status, !want)
		}
	}
}
