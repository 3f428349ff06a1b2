package webhook

import (
	"time"

	"commandhub/ent"
	"commandhub/server/viewer"
)

// clear tells whether a webhook's events were looked through up to a sequence,
// with the rights that it has now.
func (c *Courier) clear(row *ent.Webhook, who viewer.Viewer, head int64) bool {
	return c.from(row, who) >= head
}

// from is the sequence after which a webhook's events are looked for.
func (c *Courier) from(row *ent.Webhook, who viewer.Viewer) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if m := c.marks[row.ID]; m.told == row.Told && m.rights == who.Key() {
		return max(m.clear, row.Told)
	}
	return row.Told
}

// mark keeps that there is nothing for a webhook up to a sequence, and since when
// the next event waits, if one does.
func (c *Courier) mark(row *ent.Webhook, who viewer.Viewer, clear int64, oldest time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.marks[row.ID] = mark{row.Told, who.Key(), clear, oldest}
}

// forget drops the marks of all but these webhooks, and those that no longer
// hold because another hub delivered.
func (c *Courier) forget(but []*ent.Webhook) {
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := map[int]mark{}
	for _, row := range but {
		if m, ok := c.marks[row.ID]; ok && m.told == row.Told {
			kept[row.ID] = m
		}
	}
	c.marks = kept
}

// lag is for how many seconds the oldest event waits that this hub knows of.
func (c *Courier) lag() float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, longest := c.now(), time.Duration(0)
	for _, m := range c.marks {
		if !m.oldest.IsZero() {
			longest = max(longest, now.Sub(m.oldest))
		}
	}
	return longest.Seconds()
}
