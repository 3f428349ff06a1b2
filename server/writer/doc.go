// Package writer stores what devices say: many submissions in one transaction,
// each answered only after its commit.
//
//	ingest ── Submit ──→ queue ──→ group ──→ one transaction ──→ answers
//	                     bounded   a few ms                  └──→ Committed
//
// # Once and only once
//
// A batch is known by its device, boot and sequence. The device's mark, which
// is read under a lock and written in the batch's own transaction, tells which
// sequences are stored: all up to the highest, less the gaps. A batch in a gap
// is late and stored; one that is stored is a duplicate, and is answered as
// well as the first time. This holds for repeats within a group, on two
// connections, and on two hubs with one Postgres, and over a crash anywhere:
// what was answered is stored, and what was stored and not answered is known
// when it comes again.
//
// A mark keeps MaxGaps gaps. Beyond, the oldest are forgotten: whether a
// sequence below was stored is then unknown, and a batch with one goes to
// quarantine as a whole, since storing might count its sales twice.
//
// A submission without a boot has no place in any order: nothing of it was
// readable. It is kept in quarantine each time it comes.
//
// # When something fails
//
// While the database is away nothing is answered: done gets ErrUnavailable and
// the device sends again. A transaction that cannot be stored because of its
// data is taken apart, so that one submission does not hold up the others; the
// one that fails alone is kept in quarantine and done gets ErrRejected.
package writer
