package notice

import (
	"fmt"
	"strings"
	"text/template"
	"time"
)

// Words are the county's texts of notices, and how long a unit has to answer.
type Words struct {
	AnswerWithin   time.Duration
	Exercise       string // what begins each text in exercise
	Grades, Levels map[string]string
	changed, ended *template.Template
}

// Text is what a text of a response may name.
type Text struct {
	Number, Title, Place string
	Grade, Level         string // as the county calls them
	Time                 string // of the order, as 02:50
}

// mostText is the longest text that is sent, in characters: seven text messages of
// 70 (GSM 03.38 in UCS-2).
const mostText = 500

// NewWords reads the texts for a response that was started or changed, and for one
// that has ended: templates with the fields of Text.
func NewWords(changed, ended string) (*Words, error) {
	w := &Words{}
	for _, one := range []struct {
		name, text string
		into       **template.Template
	}{{"changed", changed, &w.changed}, {"ended", ended, &w.ended}} {
		parsed, err := template.New(one.name).Option("missingkey=error").Parse(one.text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		if err := parsed.Execute(&strings.Builder{}, Text{}); err != nil {
			return nil, fmt.Errorf("%s: %w", one.name, err)
		}
		*one.into = parsed
	}
	return w, nil
}

// say fills a text in; what is too long is cut with a sign of it.
func say(t *template.Template, with Text) (string, error) {
	var b strings.Builder
	if err := t.Execute(&b, with); err != nil {
		return "", err
	}
	text := []rune(b.String())
	if len(text) > mostText {
		text = append(text[:mostText-1], '…')
	}
	return string(text), nil
}
