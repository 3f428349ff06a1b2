package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// tick is the unit of CPU time in /proc, USER_HZ, which Linux fixes for all its
// architectures that matter here.
const tick = 10 * time.Millisecond

// usage is CPU time of the server and of the database, which with SQLite is in
// the server.
type usage struct{ server, database time.Duration }

func (u usage) since(before usage) usage {
	return usage{u.server - before.server, u.database - before.database}
}

// per is µs a row.
func per(d time.Duration, rows int64) float64 { return d.Seconds() * 1e6 / float64(rows) }

func (b *bench) usage() usage {
	u := usage{server: ticks(statOf(fmt.Sprintf("/proc/%d/stat", b.hub.PID())), 11, 12)}
	if b.cluster != nil {
		u.database = b.databaseTime()
	}
	return u
}

func (b *bench) databaseTime() (total time.Duration) {
	postmaster, err := b.cluster.PID()
	if err != nil {
		return 0
	}
	total = ticks(statOf(fmt.Sprintf("/proc/%d/stat", postmaster)), 11, 12, 13, 14) // with processes that have ended
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		if fields := statOf(path); len(fields) > 1 && string(fields[1]) == strconv.Itoa(postmaster) {
			total += ticks(fields, 11, 12)
		}
	}
	return total
}

// statOf is what stands in a stat file after the program's name: state, parent,
// …; none where the process is gone. Source: proc(5).
func statOf(path string) [][]byte {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
}

// ticks adds fields: from the 12th on they are the time in user mode and in the
// kernel, and the same of children that have ended.
func ticks(fields [][]byte, which ...int) time.Duration {
	var sum int64
	for _, i := range which {
		if i < len(fields) {
			n, _ := strconv.ParseInt(string(fields[i]), 10, 64)
			sum += n
		}
	}
	return time.Duration(sum) * tick
}
