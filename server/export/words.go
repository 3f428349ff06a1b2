package export

import (
	"encoding/json"
	"fmt"
	"io/fs"
)

// Words are the catalogue of one language, which the frontend shares.
type Words struct {
	Table  map[string]string            `json:"table"`
	Column map[string]string            `json:"column"`
	Value  map[string]map[string]string `json:"value"`
	Filter map[string]string            `json:"filter"`
	About  map[string]string            `json:"about"`
}

// ReadWords reads the catalogues of both languages. It fails where one lacks a word
// for a table, a column or a filter.
func ReadWords(files fs.FS) (zh, en Words, err error) {
	for _, one := range []struct {
		name  string
		words *Words
	}{{"export.zh.json", &zh}, {"export.en.json", &en}} {
		text, err := fs.ReadFile(files, one.name)
		if err != nil {
			return zh, en, err
		}
		if err := json.Unmarshal(text, one.words); err != nil {
			return zh, en, fmt.Errorf("%s: %w", one.name, err)
		}
		if err := one.words.complete(); err != nil {
			return zh, en, fmt.Errorf("%s: %w", one.name, err)
		}
	}
	return zh, en, nil
}

// abouts are the words of the first sheet.
var abouts = []string{
	"title", "county", "exercise", "yes", "no", "table", "by", "at", "filters", "none", "withheld", "rows", "cut", "cutNote", "data",
}

func (w *Words) complete() error {
	for _, t := range Tables {
		if w.Table[t.Name] == "" {
			return fmt.Errorf("no word for the table %s", t.Name)
		}
		for _, c := range t.Columns {
			if w.Column[c.Key] == "" {
				return fmt.Errorf("no word for the column %s of %s", c.Key, t.Name)
			}
			if c.Kind == Word && len(w.Value[c.Words]) == 0 {
				return fmt.Errorf("no words for the values %s", c.Words)
			}
		}
		for _, f := range t.Filters {
			if w.Filter[f] == "" {
				return fmt.Errorf("no word for the filter %s", f)
			}
		}
	}
	for _, a := range abouts {
		if w.About[a] == "" {
			return fmt.Errorf("no word for %s", a)
		}
	}
	return nil
}

// value is a word of the contract in this language; itself where there is none.
func (w *Words) value(of, word string) string {
	if told := w.Value[of][word]; told != "" {
		return told
	}
	return word
}
