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

// cpu is the time that the server and the database have spent so far. With
// SQLite the database is in the server.
func (b *bench) cpu() time.Duration {
	total := ticks(statOf(fmt.Sprintf("/proc/%d/stat", b.hub.PID())), 11, 12)
	if b.cluster == nil {
		return total
	}
	postmaster, err := b.cluster.PID()
	if err != nil {
		return total
	}
	total += ticks(statOf(fmt.Sprintf("/proc/%d/stat", postmaster)), 11, 12, 13, 14) // with processes that have ended
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
