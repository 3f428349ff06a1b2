package rule

import (
	"testing"
	"time"
)

func TestPausesOfAWebhookThatFailsGrowToAnHour(t *testing.T) {
	for _, c := range []struct {
		failures int
		asked    time.Duration
		roll     float64
		want     time.Duration
	}{
		{0, 0, 0, 5 * time.Second},
		{1, 0, 0, 5 * time.Second},
		{2, 0, 0, 30 * time.Second},
		{3, 0, 0, 2 * time.Minute},
		{4, 0, 0, 10 * time.Minute},
		{5, 0, 0, 30 * time.Minute},
		{6, 0, 0, time.Hour},
		{7, 0, 0, time.Hour},
		{1000, 0, 0, time.Hour},
		{1, 0, 0.5, 5*time.Second + 250*time.Millisecond},
		{6, 0, 0.5, time.Hour + 3*time.Minute},
		{1, 4 * time.Second, 0, 5 * time.Second}, // less than the schedule is not granted
		{1, 6 * time.Second, 0, 6 * time.Second},
		{1, time.Hour, 0, time.Hour},
		{1, time.Hour + time.Second, 0, time.Hour}, // nor more than an hour
		{6, 24 * time.Hour, 0, time.Hour},
		{1, -time.Hour, 0, 5 * time.Second},
	} {
		if got := WebhookPause(c.failures, c.asked, c.roll); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	if got := WebhookPause(1, 0, 0.999999); got <= 5*time.Second || got >= 5*time.Second+500*time.Millisecond+1 {
		t.Errorf("the most jitter: %s", got)
	}
}

func TestAWebhookIsGivenUpAfterFiveDays(t *testing.T) {
	since := time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)
	for now, want := range map[time.Duration]bool{
		0: false, 5*24*time.Hour - time.Nanosecond: false, 5 * 24 * time.Hour: true, 6 * 24 * time.Hour: true,
	} {
		if got := WebhookGivesUp(since, since.Add(now)); got != want {
			t.Errorf("after %s: %t", now, got)
		}
	}
}
