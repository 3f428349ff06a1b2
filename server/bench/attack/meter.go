package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"commandhub/server/servertest/attack"
)

// meter tells the CPU time of a process.
type meter struct {
	pid  int
	rate float64 // of a second, when nothing is asked
}

func newMeter(pid int) *meter {
	m := &meter{pid: pid}
	m.settle(context.Background())
	const look = 2 * time.Second
	before := m.time()
	time.Sleep(look)
	m.rate = float64(m.time()-before) / float64(look)
	return m
}

// time is what all threads have run, in the kernel's nanoseconds; the ticks of
// /proc/PID/stat are as long as an attack. Source: the kernel's sched-stats.
func (m *meter) time() (total time.Duration) {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", m.pid))
	for _, path := range threads {
		text, err := os.ReadFile(path)
		if fields := bytes.Fields(text); err == nil && len(fields) > 0 {
			ns, _ := strconv.ParseInt(string(fields[0]), 10, 64)
			total += time.Duration(ns)
		}
	}
	return total
}

// idle is what the hub's own work takes in a time.
func (m *meter) idle(d time.Duration) time.Duration { return time.Duration(m.rate * float64(d)) }

// settle waits until the process is quiet, at most a while: what an attack left
// behind is its own.
func (m *meter) settle(ctx context.Context) {
	const step, quiet = 20 * time.Millisecond, time.Millisecond
	for range 50 {
		before := m.time()
		select {
		case <-time.After(step):
		case <-ctx.Done():
			return
		}
		if m.time()-before < quiet {
			return
		}
	}
}

// beside runs something while another client asks a simple question again and
// again, and returns the longest that it waited for an answer.
func beside(ctx context.Context, target attack.Target, do func() error) (longest time.Duration, err error) {
	ctx, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	begun := make(chan struct{})
	go func() {
		close(begun)
		for ctx.Err() == nil {
			start := time.Now()
			if err := ask(ctx, target); err != nil && ctx.Err() == nil {
				done <- err
				return
			}
			longest = max(longest, time.Since(start))
			time.Sleep(2 * time.Millisecond)
		}
		done <- nil
	}()
	<-begun
	err = do()
	time.Sleep(20 * time.Millisecond) // and in its wake
	stop()
	if asked := <-done; err == nil {
		err = asked
	}
	return longest, err
}

func ask(ctx context.Context, target attack.Target) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+target.Address+"/graphql", strings.NewReader(`{"query":"{hub{version}}"}`))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Cookie", target.Wall)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("another client was answered %d", response.StatusCode)
	}
	return nil
}
