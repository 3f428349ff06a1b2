package app

import (
	"fmt"
	"path/filepath"

	"commandhub/server/notice"
	"commandhub/server/profile"
	"commandhub/server/web"
)

// Notices are the gateways by which people are told.
type Notices struct {
	SMS, Voice string // URLs; empty for none
	Mail       notice.Mail
	Secret     string // shared with the gateways of text messages and calls
}

// noticeFile is where notices go that no gateway takes, in the data folder.
const noticeFile = "notices.jsonl"

// openNotices makes the use cases and the gateways.
func (a *App) openNotices() error {
	a.notices = &notice.Notices{
		Store: a.store, Timeline: a.timeline, Clock: a.opt.Clock, Words: func() *notice.Words { return a.county.Load().words },
	}
	var err error
	a.gateways = &notice.Gateways{File: &notice.File{Path: filepath.Join(a.opt.Data, noticeFile)}}
	for _, one := range []struct {
		option, address string
		into            *notice.Gateway
	}{{"notice-sms", a.opt.Notices.SMS, &a.gateways.SMS}, {"notice-voice", a.opt.Notices.Voice, &a.gateways.Voice}} {
		if one.address == "" {
			continue
		}
		if *one.into, err = notice.NewHTTP(one.address, a.opt.Notices.Secret); err != nil {
			return fmt.Errorf("%s: %w", one.option, err)
		}
	}
	if a.opt.Notices.Mail.Server != "" {
		if a.gateways.Email, err = notice.NewSMTP(a.opt.Notices.Mail); err != nil {
			return fmt.Errorf("notice-smtp: %w", err)
		}
	}
	return nil
}

// noticeWords are the county's texts.
func noticeWords(said profile.Notices) (*notice.Words, error) {
	words, err := notice.NewWords(said.Changed, said.Ended)
	if err != nil {
		return nil, fmt.Errorf("plan.yaml: notices.%w", err)
	}
	words.AnswerWithin, words.Exercise = minutes(said.AnswerWithinMinutes), said.Exercise
	words.Grades, words.Levels = named(said.Grades), named(said.Levels)
	return words, nil
}

// receipts are what gateways tell, where a secret is shared with them.
func (a *App) receipts() *web.Receipts {
	if a.opt.Notices.Secret == "" {
		return nil
	}
	return &web.Receipts{Notices: a.notices, Secret: []byte(a.opt.Notices.Secret), Clock: a.opt.Clock}
}

// named are words by their codes.
func named(words []profile.Word) map[string]string {
	out := map[string]string{}
	for _, w := range words {
		out[w.Code] = w.Name
	}
	return out
}
