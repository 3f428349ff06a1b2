// Package reason is why the hub does not take what it was given, so that a program
// can tell one reason from another and a screen can say it in its reader's language:
// a code that stays, and the values of the case by their names. Its sentence in
// English is for logs, commands and programs.
//
// A package declares each Kind once, with its code and its English:
//
//	tooLong := reason.New("contact.TOO_LONG", "has {{length}} characters; at most {{most}} are kept")
//
// and says it of a case with the values in the order of the sentence:
//
//	tooLong.With(utf8.RuneCountInString(name), maxName)
//
// The screens have each code in frontend/src/i18n/reason: the part before the point
// is the file. That they are whole, and that each With has the values of its
// sentence, is tested here for all of the hub.
package reason

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kind is one reason, said of no case yet.
type Kind struct {
	Code    string // domain and word, as profile.NAME; it never becomes another
	English string // with {{names}} for the values
	names   []string
}

// placeholder takes the quotes around a value with it.
var placeholder = regexp.MustCompile(`"\{\{(\w+)\}\}"|\{\{(\w+)\}\}`)

// New declares a reason. Both are literals, for the test that compares them with the
// catalogues.
func New(code, english string) Kind {
	k := Kind{Code: code, English: english}
	for _, found := range placeholder.FindAllStringSubmatch(english, -1) {
		if name := found[1] + found[2]; !slices.Contains(k.names, name) {
			k.names = append(k.names, name)
		}
	}
	return k
}

// Names are those of the values, in the order in which With takes them.
func (k Kind) Names() []string { return slices.Clone(k.names) }

// With is the reason of a case: one value for each name of the sentence.
func (k Kind) With(values ...any) Reason {
	r := Reason{Code: k.Code, english: k.English, Values: make([]Value, min(len(values), len(k.names)))}
	for i := range r.Values {
		r.Values[i] = Value{k.names[i], text(values[i])}
	}
	return r
}

// Reason is why something was not taken.
type Reason struct {
	Code    string
	Values  []Value
	english string
}

// Value is what stands in a sentence for its name: text as it was given, a number in
// digits, an instant as RFC 3339 in UTC, a list with commas.
type Value struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Error is the sentence in English; what was given as text is quoted in it where the
// sentence has quotes.
func (r Reason) Error() string {
	return placeholder.ReplaceAllStringFunc(r.english, func(found string) string {
		name := strings.Trim(found, `"{}`)
		i := slices.IndexFunc(r.Values, func(v Value) bool { return v.Name == name })
		switch {
		case i < 0:
			return found
		case found[0] == '"':
			return strconv.Quote(r.Values[i].Value)
		}
		return r.Values[i].Value
	})
}

func text(value any) string {
	switch v := value.(type) {
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case *time.Time:
		return v.UTC().Format(time.RFC3339)
	}
	list := reflect.ValueOf(value)
	if !list.IsValid() || list.Kind() != reflect.Slice {
		return fmt.Sprint(value)
	}
	words := make([]string, list.Len())
	for i := range words {
		words[i] = fmt.Sprint(list.Index(i).Interface())
	}
	return strings.Join(words, ", ")
}
