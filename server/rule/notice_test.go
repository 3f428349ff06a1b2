package rule_test

import (
	"testing"
	"time"

	"commandhub/server/rule"
)

func TestAContactIsReachedByTextOnAMobileByCallElsewhereAndByMailWithoutANumber(t *testing.T) {
	for _, c := range []struct {
		phone, email string
		want         rule.Way
	}{
		{"13800000001", "", rule.BySMS},
		{"+86 138-0000-0001", "", rule.BySMS},
		{"8613800000001", "a@b.example", rule.BySMS},
		{"12800000001", "", rule.ByVoice},  // 12 begins no mobile number
		{"1380000000", "", rule.ByVoice},   // ten digits
		{"138000000011", "", rule.ByVoice}, // twelve
		{"0356-6202222", "", rule.ByVoice}, // a landline
		{"+4930123456", "", rule.ByVoice},  // from elsewhere
		{"", "duty@b.example", rule.ByEmail},
		{"", "", rule.ByNone},
	} {
		if got := rule.WayOf(c.phone, c.email); got != c.want {
			t.Errorf("%q %q is reached by %s, want %s", c.phone, c.email, got, c.want)
		}
	}
}

func TestANoticeIsTriedFiveTimesWithinTwoMinutesAndAQuarter(t *testing.T) {
	var sum time.Duration
	for failures := 1; failures < rule.NoticeTries; failures++ {
		pause, again := rule.NoticePause(failures)
		if !again || pause <= 0 {
			t.Errorf("after %d failures: %v %v", failures, pause, again)
		}
		sum += pause
	}
	if sum != 2*time.Minute+15*time.Second {
		t.Errorf("the pauses add up to %v", sum)
	}
	for _, failures := range []int{-1, 0, rule.NoticeTries, rule.NoticeTries + 1} {
		if _, again := rule.NoticePause(failures); again {
			t.Errorf("after %d failures it is tried again", failures)
		}
	}
}
