package county_test

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/profile"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// instant is when a device was last heard.
var instant = regexp.MustCompile(`20\d\d-\S+Z`)

// hurts are what a preview warns of, a line each.
func (p preview) hurts() string {
	var lines []string
	for line := range strings.Lines(p.rows()) {
		if strings.HasPrefix(line, "! ") {
			lines = append(lines, instant.ReplaceAllString(strings.TrimSpace(line[2:]), "HEARD"))
		}
	}
	return strings.Join(lines, "\n")
}

// In the county that each upload meets, tank HX-1/A holds 9,000 L and HX-1/B was
// never heard.
func TestAPreviewTellsWhatHurts(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	admin := hub.Operator(t)
	device := hub.Device(t, admin, "HX-1.console")
	for _, volume := range []string{"20000", "9000"} {
		if status, body := device.Say(t, time.Now(), `{"tanks":[{"tank":"A","volumeL":`+volume+`,"levelMm":900,"temperatureC":14.3}]}`); status != http.StatusOK {
			t.Fatalf("%d %s", status, body)
		}
	}
	const stations, tankA = "stations.yaml", "capacityL: 25000.5,"
	for name, c := range map[string]struct {
		changes []string
		want    string // all of it
	}{
		"a tank smaller than what is in it":       {[]string{stations, tankA, "capacityL: 8999.99,"}, "CAPACITY_BELOW_LEVEL HX-1/A 9000→8999.99 []"},
		"a tank that just holds what is in it":    {[]string{stations, tankA, "capacityL: 9000,"}, ""},
		"a larger tank":                           {[]string{stations, tankA, "capacityL: 30000,"}, ""},
		"a smaller tank that was never heard":     {[]string{stations, "capacityL: 40000,", "capacityL: 900,"}, ""},
		"another product where there is stock":    {[]string{stations, "{number: A, product: E10,", "{number: A, product: B5,"}, "PRODUCT_WITH_STOCK HX-1/A 9000→B5 []"},
		"another product where nothing was heard": {[]string{stations, "{number: B, product: B5,", "{number: B, product: E10,"}, ""},
		"both at once": {
			[]string{stations, "{number: A, product: E10, " + tankA, "{number: A, product: B5, capacityL: 5000,"},
			"CAPACITY_BELOW_LEVEL HX-1/A 9000→5000 []\nPRODUCT_WITH_STOCK HX-1/A 9000→B5 []",
		},
		"another township":               {[]string{stations, `area: "999901001"`, `area: "999901002"`}, "REACH_CHANGED HX-1 999901001→999901002 []"},
		"another owner":                  {[]string{stations, "owner: HARBOUR", "owner: REEF"}, "REACH_CHANGED HX-1 HARBOUR→REEF []"},
		"a station that becomes real":    {[]string{stations, "exercise: true", "exercise: false"}, "EXERCISE_CHANGED HX-1 true→false []"},
		"a station that becomes made up": {[]string{stations, "status: PLANNED", "status: PLANNED\n    exercise: true"}, "EXERCISE_CHANGED HX-2 false→true []"},
		"a station in use that closes":   {[]string{stations, "status: OPERATING", "status: CLOSED"}, "STATION_IN_USE HX-1 1→HEARD []"},
		"what hurts nobody":              {[]string{stations, "东岛加油站", "东岛第一加油站"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			seen := look(t, admin, upload(t, admin, given(t, c.changes...)))
			if seen.hurts() != c.want {
				t.Errorf("told\n%s\nwant\n%s", seen.hurts(), c.want)
			}
			if !strings.Contains(seen.rows(), "CHANGED") && !strings.Contains(seen.rows(), "CLOSED") {
				t.Errorf("nothing would change: %s", seen.rows())
			}
		})
	}
}

func TestAPreviewTellsThatSimulatedStationsFollowLater(t *testing.T) {
	hub := servertest.Start(t, app.Options{Simulate: true})
	admin := hub.Operator(t)
	for name, c := range map[string]struct {
		changes []string
		want    string
	}{
		"a tank":   {[]string{"stations.yaml", "capacityL: 40000,", "capacityL: 45000,"}, "SIMULATED_LATER  → []"},
		"the plan": {[]string{"plan.yaml", "reportMinutes: 10", "reportMinutes: 12"}, ""},
	} {
		if got := look(t, admin, upload(t, admin, given(t, c.changes...))).hurts(); got != c.want {
			t.Errorf("%s: told %q, want %q", name, got, c.want)
		}
	}
}

// Two administrators import at once, each by a hub of their own: both add the same
// area and each renames a station.
func TestOfTwoImportsAtOnceOneWinsAndTheOtherIsToldSo(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		data := t.TempDir()
		hub := servertest.Start(t, app.Options{Database: address, Data: data})
		other := servertest.Start(t, app.Options{Database: address, Data: data})
		area := []string{"areas.yaml", "areas:\n", "areas:\n  - {code: \"999901003\", name: 南岛镇, nameEn: South Island, kind: TOWNSHIP, centre: {lat: -1.5, lon: 91.5}}\n"}
		type side struct {
			admin     *servertest.Client
			files     profile.Files
			id, state string
			got       done
		}
		sides := []*side{
			{admin: hub.Operator(t), files: given(t, append(area, "stations.yaml", "东岛加油站", "东岛第一加油站")...)},
			{files: given(t, append(area, "stations.yaml", "西岛加油站", "西岛第一加油站")...)},
		}
		hub.Person(t, "second", app.NewPerson{Role: "SYSTEM_ADMINISTRATOR"})
		sides[1].admin = other.Stranger()
		sides[1].admin.SignIn(t, "second")
		for _, s := range sides {
			s.id = upload(t, s.admin, s.files)
		}
		for _, s := range sides {
			s.state = look(t, s.admin, s.id).State
		}
		var both sync.WaitGroup
		begin := make(chan struct{})
		for i, s := range sides {
			both.Go(func() {
				<-begin
				s.got = bring(t, s.admin, s.id, s.state, []string{"one", "two"}[i])
			})
		}
		close(begin)
		both.Wait()
		won, lost := sides[0], sides[1]
		if won.got.code() != "" {
			won, lost = lost, won
		}
		if won.got.code() != "" || won.got.Profile.Digest != won.files.Digest() || won.got.Profile.Version != 1 {
			t.Fatalf("nobody won: %+v, %+v", won.got, lost.got)
		}
		if lost.got.code() != "DRIFTED" || lost.got.Preview == nil || !strings.Contains(lost.got.UserErrors[0].Message, "no longer what was previewed") {
			t.Fatalf("the other is told %+v", lost.got)
		}
		if strings.Contains(lost.got.Preview.rows(), "AREAS ADDED") || !strings.Contains(lost.got.Preview.rows(), "第一加油站") {
			t.Errorf("the other is shown\n%s", lost.got.Preview.rows())
		}
		if now := inForce(t, won.admin); now.Digest != won.files.Digest() || now.Version != 1 {
			t.Errorf("%+v is in force", now)
		}
		if again := bring(t, lost.admin, lost.id, lost.got.Preview.State, "again"); again.code() != "" || again.Profile.Version != 2 {
			t.Errorf("the other, who looked again: %+v", again)
		}
	})
}
