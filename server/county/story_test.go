package county_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"commandhub/server/app"
	"commandhub/server/profile"
	"commandhub/server/servertest"
	"commandhub/server/store/storetest"
)

// given is the made-up county's files with changes: file, old, new and so on.
func given(t *testing.T, changes ...string) profile.Files {
	t.Helper()
	files, err := profile.Gather(os.DirFS(servertest.TestCounty()))
	if err != nil {
		t.Fatal(err)
	}
	return changed(t, files, changes...)
}

func changed(t *testing.T, files profile.Files, changes ...string) profile.Files {
	t.Helper()
	files = maps.Clone(files)
	for i := 0; i < len(changes); i += 3 {
		file, old, new := changes[i], changes[i+1], changes[i+2]
		if !strings.Contains(string(files[file]), old) {
			t.Fatalf("%s lacks %q", file, old)
		}
		files[file] = []byte(strings.Replace(string(files[file]), old, new, 1))
	}
	return files
}

func pack(t *testing.T, files profile.Files) string {
	t.Helper()
	data, err := files.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func send(t *testing.T, as *servertest.Client, body string) (int, map[string]any) {
	t.Helper()
	status, _, text := as.Exchange(t, http.MethodPost, "/api/v1/profile.zip", http.Header{}, body)
	var out map[string]any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%d %s", status, text)
	}
	return status, out
}

// upload gives the id of an upload that is taken.
func upload(t *testing.T, as *servertest.Client, files profile.Files) string {
	t.Helper()
	status, out := send(t, as, pack(t, files))
	if status != http.StatusCreated || out["digest"] != files.Digest() {
		t.Fatalf("%d %v", status, out)
	}
	return out["id"].(string)
}

type part struct {
	Part                                             string
	Added, Changed, Closed, Removed, Kept, Unchanged int
	Rows                                             []struct {
		Act, Code, Name string
		Fields          []struct{ Name, Before, After string }
	}
}

type preview struct {
	State    string
	Parts    []part
	Warnings []struct{ Message string }
	Harms    []struct {
		Kind, Code, Before, After string
		Incidents                 []string
	}
}

const previewed = `{state parts{part added changed closed removed kept unchanged rows{act code name fields{name before after}}} warnings{message} harms{kind code before after incidents}}`

func look(t *testing.T, as *servertest.Client, id string) preview {
	t.Helper()
	var data struct{ ProfilePreview preview }
	if errs := as.Query(t, &data, `query($u:ID!){profilePreview(upload:$u)`+previewed+`}`, map[string]any{"u": id}); errs != nil {
		t.Fatal(errs)
	}
	return data.ProfilePreview
}

// rows are what a preview says, a line each.
func (p preview) rows() string {
	var b strings.Builder
	for _, part := range p.Parts {
		for _, r := range part.Rows {
			fmt.Fprintf(&b, "%s %s %s", part.Part, r.Act, r.Code)
			for _, f := range r.Fields {
				fmt.Fprintf(&b, " %s:%s→%s", f.Name, f.Before, f.After)
			}
			b.WriteString("\n")
		}
	}
	for _, h := range p.Harms {
		fmt.Fprintf(&b, "! %s %s %s→%s %v\n", h.Kind, h.Code, h.Before, h.After, h.Incidents)
	}
	return b.String()
}

type done struct {
	Profile *struct {
		Source, Digest, By, SetAside string
		Version                      int
	}
	Preview    *preview
	UserErrors []struct{ Field, Code, Message string }
}

func (d done) code() string {
	if len(d.UserErrors) == 0 {
		return ""
	}
	return d.UserErrors[0].Code
}

func bring(t *testing.T, as *servertest.Client, id, state, key string) done {
	t.Helper()
	var data struct{ ImportProfile done }
	errs := as.Query(t, &data, `mutation($u:ID!,$s:String!,$k:String!){importProfile(input:{upload:$u,state:$s,idempotencyKey:$k})
		{profile{source digest by setAside version} preview`+previewed+` userErrors{field code message}}}`,
		map[string]any{"u": id, "s": state, "k": key})
	if errs != nil {
		t.Fatal(errs)
	}
	return data.ImportProfile
}

var second = []string{
	"stations.yaml", "东岛加油站", "东岛第一加油站",
	"stations.yaml", "capacityL: 40000,", "capacityL: 30000,",
	"stations.yaml", "status: PLANNED", "status: CLOSED",
	"organisations.yaml", `"event:read", "tamper:read"]`, `"event:read"]`,
	"plan.yaml", "reportMinutes: 10", "reportMinutes: 12",
	"plan.yaml", "{code: LEAK, name: 泄漏, nameEn: Leak", "{code: SPILL, name: 泄漏, nameEn: Spill",
	"products.yaml", "priceFenPerL: 650", "priceFenPerL: 655",
	"areas.yaml", "西岛镇", "西礁镇",
}

func TestAnImportDoesWhatItsPreviewShowedAndOutlivesARestart(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		data := t.TempDir()
		hub := servertest.Start(t, app.Options{Database: address, Data: data})
		other := servertest.Start(t, app.Options{Database: address, Data: data})
		admin := hub.Operator(t)
		status, header, body := admin.Exchange(t, http.MethodGet, "/api/v1/profile.zip", http.Header{}, "")
		files, err := profile.Unpack([]byte(body))
		if status != http.StatusOK || err != nil || files.Digest() != given(t).Digest() || !strings.Contains(header.Get("Content-Disposition"), "profile-999901-") {
			t.Fatalf("the profile in force: %d %v %v", status, err, header)
		}
		if same := look(t, admin, upload(t, admin, files)); same.rows() != "" {
			t.Errorf("what is in force would change\n%s", same.rows())
		}

		id := upload(t, admin, changed(t, files, second...))
		seen := look(t, admin, id)
		want := `AREAS CHANGED 999901002 name:西岛镇→西礁镇
ORGANISATIONS CHANGED TRADE share:station:read stock:read event:read tamper:read→station:read stock:read event:read
PRODUCTS CHANGED B5 priceFenPerL:650→655
STATIONS CHANGED HX-1 name:东岛加油站→东岛第一加油站
STATIONS CLOSED HX-2 status:PLANNED→CLOSED
TANKS CHANGED HX-1/B capacity:40000→30000
PLAN ADDED kinds[SPILL]
PLAN CHANGED grace reportMinutes:10→12
PLAN REMOVED kinds[LEAK]
! SHARE_CHANGED TRADE station:read stock:read event:read tamper:read→station:read stock:read event:read []
`
		if seen.rows() != want {
			t.Errorf("previewed\n%s\nwant\n%s", seen.rows(), want)
		}
		for _, p := range seen.Parts {
			if p.Part == "STATIONS" && (p.Changed != 1 || p.Closed != 1 || p.Unchanged != 0 || p.Added+p.Removed+p.Kept != 0) {
				t.Errorf("counted %+v", p)
			}
		}
		if got := bring(t, admin, id, seen.State[1:]+"x", "k0"); got.code() != "DRIFTED" || got.Preview.State != seen.State {
			t.Errorf("another state: %+v", got)
		}
		got := bring(t, admin, id, seen.State, "k1")
		if got.code() != "" || got.Profile.Source != "IMPORT" || got.Profile.Version != 1 || got.Profile.By != "The duty" && got.Profile.By != "duty" {
			t.Fatalf("%+v", got)
		}
		if again := bring(t, admin, id, seen.State, "k1"); again.code() != "REPEATED" || again.Profile.Version != 1 {
			t.Errorf("the same key again: %+v", again)
		}
		if again := bring(t, admin, id, seen.State, "k2"); again.code() != "INVALID" {
			t.Errorf("the same upload again: %+v", again)
		}

		if kinds(t, admin) != "FIRE SPILL" {
			t.Errorf("the plan knows %s", kinds(t, admin))
		}
		comes(t, desk(t, other), "FIRE SPILL")
		row := entry(t, admin, "profile.imported")
		if !strings.Contains(row, got.Profile.Digest) || !strings.Contains(row, `"closed":1`) {
			t.Errorf("the timeline says %s", row)
		}

		third := servertest.Start(t, app.Options{Database: address, Data: data}) // with the same option profile as ever
		if known := kinds(t, desk(t, third)); known != "FIRE SPILL" {
			t.Errorf("after a restart the plan knows %s", known)
		}
		now := inForce(t, desk(t, third))
		if now.Digest != got.Profile.Digest || now.SetAside != given(t).Digest() || now.Version != 1 {
			t.Errorf("after a restart %+v is in force", now)
		}
		fourth := servertest.Start(t, app.Options{Database: address, Data: data, ReplaceImport: got.Profile.Digest[:12]})
		if now := inForce(t, desk(t, fourth)); now.Digest != given(t).Digest() || now.Version != 2 || kinds(t, desk(t, fourth)) != "FIRE LEAK" {
			t.Errorf("replaced by %+v", now)
		}
		comes(t, admin, "FIRE LEAK")
		fifth := servertest.Start(t, app.Options{Database: address, Data: data, ReplaceImport: got.Profile.Digest[:12]})
		if now := inForce(t, desk(t, fifth)); now.Version != 2 {
			t.Errorf("the option, left where it was, replaced again: %+v", now)
		}
	})
}

func TestAnImportIsRefusedWhenTheCountyMovedSinceItsPreview(t *testing.T) {
	storetest.EachAddress(t, func(t *testing.T, address string) {
		hub := servertest.Start(t, app.Options{Database: address})
		admin := hub.Operator(t)
		first := upload(t, admin, given(t, second...))
		seen := look(t, admin, first)
		var opened struct {
			OpenIncident struct {
				Incident   struct{ Number string }
				UserErrors []struct{ Message string }
			}
		}
		errs := admin.Query(t, &opened, `mutation{openIncident(input:{idempotencyKey:"i",facts:{title:"Fire",kind:"FIRE",source:"caller",station:"HX-1",area:"999901001"}}){incident{number} userErrors{message}}}`, nil)
		if errs != nil || len(opened.OpenIncident.UserErrors) > 0 {
			t.Fatal(errs, opened)
		}
		got := bring(t, admin, first, seen.State, "k1")
		number := opened.OpenIncident.Incident.Number
		if got.code() != "DRIFTED" || !strings.Contains(got.Preview.rows(), "! INCIDENT_AT_STATION HX-1 → ["+number+"]") ||
			!strings.Contains(got.Preview.rows(), "! PLAN_DURING_INCIDENT  → ["+number+"]") {
			t.Fatalf("%+v\n%s", got.UserErrors, got.Preview.rows())
		}
		if now := inForce(t, admin); now.Version != 0 {
			t.Errorf("refused, and yet %+v", now)
		}
		if got := bring(t, admin, first, got.Preview.State, "k2"); got.code() != "" {
			t.Fatalf("the new preview is refused: %+v", got.UserErrors)
		}
		left := upload(t, admin, given(t, "stations.yaml", string(given(t)["stations.yaml"][strings.Index(string(given(t)["stations.yaml"]), "  - code: HX-2"):]), ""))
		if rows := look(t, admin, left).rows(); !strings.Contains(rows, "STATIONS KEPT HX-2\n") || !strings.Contains(rows, "! LEFT_OUT HX-2 → []\n") {
			t.Errorf("a station that the files leave out:\n%s", rows)
		}
	})
}

func TestOnlyTheSystemAdministratorImports(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	id := upload(t, hub.Operator(t), given(t, second...))
	for name, who := range map[string]*servertest.Client{
		"the commander": hub.Person(t, "commander", app.NewPerson{Role: "COMMANDER"}), "the auditor": hub.Person(t, "auditor", app.NewPerson{Role: "AUDITOR"}),
		"the security administrator": hub.Person(t, "security", app.NewPerson{Role: "SECURITY_ADMINISTRATOR"}), "a program": hub.Program(t, "TRADE"),
	} {
		if status, _ := send(t, who, pack(t, given(t))); status != http.StatusForbidden {
			t.Errorf("%s uploads: %d", name, status)
		}
		if status, _, _ := who.Exchange(t, http.MethodGet, "/api/v1/profile.zip", http.Header{}, ""); status != http.StatusForbidden {
			t.Errorf("%s downloads: %d", name, status)
		}
		for _, ask := range []string{
			`{countyProfile{digest}}`, `{profilePreview(upload:"` + id + `"){state}}`,
			`mutation{importProfile(input:{upload:"` + id + `",state:"x",idempotencyKey:"k"}){userErrors{code}}}`,
		} {
			if errs := who.Query(t, nil, ask, nil); len(errs) != 1 || errs[0].Extensions["scope"] != "profile:write" {
				t.Errorf("%s asks %s: %+v", name, ask, errs)
			}
		}
	}
	if status, _ := send(t, hub.Stranger(), "x"); status != http.StatusUnauthorized {
		t.Errorf("a stranger uploads: %d", status)
	}
}

func TestWhatIsNoProfileIsRefusedWithAllThatIsWrong(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	admin := hub.Operator(t)
	good := pack(t, given(t))
	with := func(name, content string, more ...func(*zip.FileHeader)) string {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		r, err := zip.NewReader(strings.NewReader(good), int64(len(good)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.File {
			if f.Name != name {
				if err := w.Copy(f); err != nil {
					t.Fatal(err)
				}
			}
		}
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		for _, m := range more {
			m(h)
		}
		to, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = to.Write([]byte(content))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	aliases := "stations:\n  - &a {code: A, nozzles: [" + strings.Repeat("{number: N}, ", 1000) + "]}\n" + strings.Repeat("  - *a\n", 1000)
	for name, c := range map[string]struct {
		body   string
		status int
		want   []string // of problems or of the error
	}{
		"no ZIP":         {"PK", 422, []string{"is no ZIP file"}},
		"too large":      {strings.Repeat("x", profile.MostArchive+1), 413, []string{"at most"}},
		"a slip":         {with("../evil.yaml", "x"), 422, []string{"../evil.yaml leads out of the folder"}},
		"an absolute":    {with("/etc/passwd", "x"), 422, []string{"/etc/passwd leads out"}},
		"a backslash":    {with(`..\evil.yaml`, "x"), 422, []string{"leads out"}},
		"a link":         {with("county.yaml", "/etc/passwd", func(h *zip.FileHeader) { h.SetMode(os.ModeSymlink | 0o777) }), 422, []string{"is no plain file"}},
		"a bomb":         {with("plan.yaml", strings.Repeat("a", 3<<20)), 422, []string{"at most 2097152 are taken"}},
		"a lying bomb":   {lying(t, with("plan.yaml", strings.Repeat("a", 3<<20))), 422, []string{"plan.yaml"}},
		"a program":      {with("run.sh", "rm"), 422, []string{"run.sh is no file of a profile"}},
		"deep YAML":      {with("plan.yaml", "name: "+strings.Repeat("[", 100_000)), 422, []string{"goes deeper than 100 levels"}},
		"no YAML":        {with("areas.yaml", "areas: {"), 422, []string{"areas.yaml:"}},
		"many aliases":   {with("stations.yaml", aliases), 422, []string{"stations.yaml says more than 500000 values"}},
		"another county": {pack(t, given(t, "county.yaml", `code: "999901"`, `code: "999902"`)), 422, []string{`code is "999902"; an import keeps "999901"`}},
		"all at once": {pack(t, given(t, "stations.yaml", "owner: HARBOUR", "owner: NOBODY", "stations.yaml", "status: PLANNED", "status: OPEN", "products.yaml", "650", "0")), 422,
			[]string{`products.yaml:3 products[1].priceFenPerL is 0`, `stations.yaml:5 stations[0].owner is "NOBODY"`, `stations.yaml:26 stations[1].status is "OPEN"`}},
	} {
		t.Run(name, func(t *testing.T) {
			status, out := send(t, admin, c.body)
			var told strings.Builder
			fmt.Fprintln(&told, out["error"].(map[string]any)["message"])
			problems, _ := out["problems"].([]any)
			for _, p := range problems {
				p := p.(map[string]any)
				line := ""
				if n := p["line"].(float64); n > 0 {
					line = fmt.Sprintf(":%v", n)
				}
				fmt.Fprintln(&told, strings.Join(strings.Fields(fmt.Sprint(p["file"], line, " ", p["field"], " ", p["message"])), " "))
			}
			if status != c.status {
				t.Errorf("status %d: %.500s", status, told.String())
			}
			for _, want := range c.want {
				if !strings.Contains(told.String(), want) {
					t.Errorf("told %.1500s\nwant %q", told.String(), want)
				}
			}
		})
	}
	if now := inForce(t, admin); now.Version != 0 {
		t.Errorf("%+v is in force", now)
	}
}

func TestAFolderInTheZIPAndWhatSystemsLeaveThereAreTaken(t *testing.T) {
	hub := servertest.Start(t, app.Options{})
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, data := range given(t) {
		to, _ := w.Create("haixing/" + name)
		_, _ = to.Write(data)
	}
	for _, litter := range []string{"haixing/", "__MACOSX/._county.yaml", "haixing/.DS_Store"} {
		if _, err := w.Create(litter); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if status, got := send(t, hub.Operator(t), out.String()); status != http.StatusCreated || got["digest"] != given(t).Digest() {
		t.Errorf("%d %v", status, got)
	}
}

// lying makes a ZIP file say that its entries are a byte long.
func lying(t *testing.T, body string) string {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if f.Name == "plan.yaml" {
			f.UncompressedSize64 = 1
		}
		raw, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.CreateRaw(&f.FileHeader)
		if err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		_, _ = content.ReadFrom(raw)
		_, _ = to.Write(content.Bytes())
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// desk is a session of the administrator at another hub of the same database.
func desk(t *testing.T, h *servertest.Hub) *servertest.Client {
	t.Helper()
	c := h.Stranger()
	c.SignIn(t, "duty")
	return c
}

type force struct {
	Digest, SetAside, Source string
	Version                  int
}

func inForce(t *testing.T, as *servertest.Client) force {
	t.Helper()
	var data struct{ CountyProfile force }
	if errs := as.Query(t, &data, `{countyProfile{digest setAside source version}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	return data.CountyProfile
}

// kinds are the codes of the plan's kinds of accident.
func kinds(t *testing.T, as *servertest.Client) string {
	t.Helper()
	var data struct {
		AccidentPlan struct{ Kinds []struct{ Code string } }
	}
	if errs := as.Query(t, &data, `{accidentPlan{kinds{code}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	var codes []string
	for _, k := range data.AccidentPlan.Kinds {
		codes = append(codes, k.Code)
	}
	return strings.Join(codes, " ")
}

// comes waits for the timeline to be followed.
func comes(t *testing.T, as *servertest.Client, want string) {
	t.Helper()
	for range 200 {
		if kinds(t, as) == want {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("the plan knows %s, not %s", kinds(t, as), want)
}

// entry is what the timeline says of an action.
func entry(t *testing.T, as *servertest.Client, action string) string {
	t.Helper()
	var data struct {
		EventsAfter struct {
			Entries []struct{ Action, ActorName, After string }
		}
	}
	if errs := as.Query(t, &data, `{eventsAfter(first:100){entries{action actorName after}}}`, nil); errs != nil {
		t.Fatal(errs)
	}
	for _, e := range data.EventsAfter.Entries {
		if e.Action == action {
			return e.ActorName + " " + e.After
		}
	}
	return ""
}
