package duty

import (
	"context"
	"encoding/json"
	"time"
	"unicode/utf8"

	"commandhub/ent"
	"commandhub/ent/deadline"
	entincident "commandhub/ent/incident"
	"commandhub/ent/noticesending"
	"commandhub/ent/task"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Bounds of what is written down at a hand-over. What lies beyond them is counted.
const (
	mostIncidents = 100
	mostClocks    = 400
	mostTasks     = 400
	mostNotices   = 200
	mostText      = 200 // characters of a task
)

// Open is what is open at an instant, as it is frozen.
type Open struct {
	At        time.Time  `json:"at"`
	Incidents []Incident `json:"incidents"`
	Clocks    []Clock    `json:"clocks"`
	Tasks     []Task     `json:"tasks"`
	Notices   []Notice   `json:"notices"`
	// Left is how many more there were of each.
	Left Left `json:"left"`
}

// Left is how many there were beyond what is written down.
type Left struct {
	Incidents int `json:"incidents"`
	Clocks    int `json:"clocks"`
	Tasks     int `json:"tasks"`
	Notices   int `json:"notices"`
}

// Incident is one that had not ended.
type Incident struct {
	ID        int         `json:"id,string"`
	Number    string      `json:"number"`
	Title     string      `json:"title"`
	Stage     string      `json:"stage"`
	Grade     rule.Grade  `json:"grade"`
	Level     *rule.Level `json:"level"`
	InSupport bool        `json:"inSupport"`
	Exercise  bool        `json:"exercise"`
}

// Clock is a duty that was owed, with its state then.
type Clock struct {
	Incident string          `json:"incident"` // number
	Duty     rule.Duty       `json:"duty"`
	Article  string          `json:"article"`
	Due      time.Time       `json:"dueAt"`
	State    rule.ClockState `json:"state"`
}

// Task is one that was not done.
type Task struct {
	Incident string     `json:"incident"` // number
	Kind     task.Kind  `json:"kind"`
	Text     string     `json:"text"`
	Owner    string     `json:"owner"` // or the working group
	State    task.State `json:"state"`
	Due      *time.Time `json:"dueAt"`
}

// Notice is one that a unit had not answered. By which number is no part of it.
type Notice struct {
	Incident string              `json:"incident"` // number; empty for none
	Unit     string              `json:"unit"`
	State    noticesending.State `json:"state"`
	AnswerBy *time.Time          `json:"answerBy"`
}

// open reads what is open now.
func (s *Rooms) open(ctx context.Context, tx *ent.Tx, now time.Time) (*Open, error) {
	o := &Open{At: now, Incidents: []Incident{}, Clocks: []Clock{}, Tasks: []Task{}, Notices: []Notice{}}
	for _, read := range []func(context.Context, *ent.Tx) error{o.incidents, o.clocks, o.tasks, o.notices} {
		if err := read(asHub(ctx), tx); err != nil {
			return nil, err
		}
	}
	return o, nil
}

var goesOn = entincident.StageNotIn(entincident.StageCLOSED, entincident.StageREJECTED)

func (o *Open) incidents(ctx context.Context, tx *ent.Tx) error {
	q := tx.Incident.Query().Where(goesOn)
	n, err := q.Clone().Count(ctx)
	if err != nil {
		return err
	}
	rows, err := q.Order(ent.Desc(entincident.FieldID)).Limit(mostIncidents).All(ctx)
	for _, r := range rows {
		o.Incidents = append(o.Incidents, Incident{
			ID: r.ID, Number: r.Number, Title: r.Title, Stage: string(r.Stage), Grade: r.Grade, Level: r.Level,
			InSupport: r.InSupport, Exercise: r.Exercise,
		})
	}
	o.Left.Incidents = n - len(rows)
	return err
}

func (o *Open) clocks(ctx context.Context, tx *ent.Tx) error {
	q := tx.Deadline.Query().Where(deadline.MetAtIsNil(), deadline.VoidAtIsNil(), deadline.HasIncidentWith(goesOn))
	n, err := q.Clone().Count(ctx)
	if err != nil {
		return err
	}
	rows, err := q.WithIncident().Order(ent.Asc(deadline.FieldDueAt)).Limit(mostClocks).All(ctx)
	for _, r := range rows {
		o.Clocks = append(o.Clocks, Clock{
			Incident: r.Edges.Incident.Number, Duty: r.Duty, Article: r.Article, Due: r.DueAt,
			State: rule.StateAt(o.At, r.SoonAt, r.DueAt, r.MetAt, r.VoidAt),
		})
	}
	o.Left.Clocks = n - len(rows)
	return err
}

func (o *Open) tasks(ctx context.Context, tx *ent.Tx) error {
	q := tx.Task.Query().Where(task.StateNotIn(task.StateDONE, task.StateCANCELLED), task.HasIncidentWith(goesOn))
	n, err := q.Clone().Count(ctx)
	if err != nil {
		return err
	}
	rows, err := q.WithIncident().WithGroup().Order(ent.Asc(task.FieldID)).Limit(mostTasks).All(ctx)
	for _, r := range rows {
		owner := r.Owner
		if r.Edges.Group != nil {
			owner = r.Edges.Group.Name
		}
		o.Tasks = append(o.Tasks, Task{
			Incident: r.Edges.Incident.Number, Kind: r.Kind, Text: short(r.Text), Owner: owner, State: r.State, Due: r.DueAt,
		})
	}
	o.Left.Tasks = n - len(rows)
	return err
}

func (o *Open) notices(ctx context.Context, tx *ent.Tx) error {
	q := tx.NoticeSending.Query().Where(
		noticesending.AnswerByNotNil(), noticesending.AnsweredAtIsNil(), noticesending.PassedOnAtIsNil(),
	)
	n, err := q.Clone().Count(ctx)
	if err != nil {
		return err
	}
	rows, err := q.WithNotice(func(q *ent.NoticeQuery) { q.WithIncident() }).Order(ent.Asc(noticesending.FieldAnswerBy)).Limit(mostNotices).All(ctx)
	for _, r := range rows {
		one := Notice{Unit: r.Unit, State: r.State, AnswerBy: r.AnswerBy}
		if of := r.Edges.Notice.Edges.Incident; of != nil {
			one.Incident = of.Number
		}
		o.Notices = append(o.Notices, one)
	}
	o.Left.Notices = n - len(rows)
	return err
}

// short is a text that a hand-over has room for.
func short(text string) string {
	if utf8.RuneCountInString(text) <= mostText {
		return text
	}
	return string([]rune(text)[:mostText-1]) + "…"
}

// Open is what was open when a room was handed over, for the context's viewer: nil
// for whoever is not told of every incident of the county, and without notices for
// whoever is not told of those.
func (s *Rooms) Open(ctx context.Context, of *ent.ShiftChange) (*string, error) {
	who := viewer.From(ctx)
	if all, _ := who.Reaches(viewer.IncidentRead); !all {
		return nil, nil
	}
	if who.May(viewer.NoticeRead) {
		return &of.Open, nil
	}
	var o Open
	if err := json.Unmarshal([]byte(of.Open), &o); err != nil {
		return nil, err
	}
	o.Notices, o.Left.Notices = []Notice{}, 0
	text, err := json.Marshal(o)
	told := string(text)
	return &told, err
}
