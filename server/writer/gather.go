package writer

import "time"

// gather forms groups while the one before is being committed: a group leaves
// when its first has waited long enough and the database is free for it, or
// grows until it is full.
func (w *Writer) gather() {
	groups := make(chan []*item)
	go w.commitAll(groups)
	defer close(groups)

	wait := time.NewTimer(w.opt.GroupWait)
	defer wait.Stop()
	queue := w.queue
	for queue != nil {
		first, ok := <-queue
		if !ok {
			return
		}
		group, rows := []*item{first}, weight(first)
		wait.Reset(w.opt.GroupWait)
		var out chan<- []*item // nil until the group may leave
		for group != nil {
			in := queue
			if rows >= w.opt.GroupSize {
				in, out = nil, groups
			}
			select {
			case it, ok := <-in:
				if !ok {
					queue, out = nil, groups
					continue
				}
				group, rows = append(group, it), rows+weight(it)
			case <-wait.C:
				out = groups
			case out <- group:
				group = nil
			}
		}
	}
}

// weight is how many rows a submission may write, at least one.
func weight(it *item) int {
	b := &it.Batch
	return 1 + len(b.Tanks) + len(b.Sales) + len(b.Deliveries) + len(b.Events) + len(it.Refused)
}

// commitAll stores group by group and hands each to be answered.
func (w *Writer) commitAll(groups <-chan []*item) {
	w.bulk = w.opt.Store.Bulk()
	defer func() { w.bulk.Close() }()
	defer close(w.answers)
	for group := range groups {
		w.commit(group)
		w.answers <- group
	}
}

// answer tells those who wait, while the next group is being stored.
func (w *Writer) answer() {
	defer close(w.finished)
	for group := range w.answers {
		for _, it := range group {
			it.done(it.outcome, it.err)
		}
	}
}
