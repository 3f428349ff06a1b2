// Command attack measures what attacks on the contract cost the hub. The real
// server runs in a process of its own; each case of server/servertest/attack is
// run against it a few times alone, which gives the server's CPU time, and a few
// times beside another client's requests, which tells whether those are
// disturbed.
//
// The hub runs with --trusted-documents=false, so that displays and strangers
// reach all that there is.
//
// The last line of the output is for machines:
//
//	attack cases=… worst_cpu_ms=… leaks=…
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"commandhub/server/servertest/attack"
	"commandhub/server/servertest/process"
)

// within is how long all may take.
const within = 4 * time.Minute

// What an attack may have: CPU time, an answer, and another client's wait.
const (
	mostCPU    = 50 * time.Millisecond
	mostAnswer = 64 << 10
	mostWait   = 250 * time.Millisecond
)

func main() {
	rounds := flag.Int("rounds", 5, "how often each case is run, alone and beside another client")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ctx, cancel := context.WithTimeout(ctx, within)
	err := run(ctx, *rounds)
	cancel()
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench attack:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, rounds int) error {
	folder, err := os.MkdirTemp("", "bench-attack-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	binary, err := process.Build(ctx, folder)
	if err != nil {
		return err
	}
	hub := &process.Hub{
		Binary: binary, Folder: folder, Database: "sqlite:" + filepath.Join(folder, "hub.db"),
		Flags: []string{"--trusted-documents=false"},
	}
	if err := hub.Start(ctx); err != nil {
		return err
	}
	defer hub.Kill()
	target, err := attack.Enrol(ctx, hub.HTTP, hub.Output, func(userName, role string) error {
		out, err := exec.CommandContext(ctx, binary, "user", "appoint", userName, "--role", role, "--data", hub.Folder, "--db", hub.Database).CombinedOutput()
		if err != nil {
			return fmt.Errorf("appoint: %w: %s", err, out)
		}
		return nil
	})
	if err != nil {
		return err
	}
	cpu := newMeter(hub.PID())
	fmt.Printf("%-30s %10s %10s %12s %10s  %s\n", "case", "cpu ms", "answer B", "others' wait", "leaks", "")
	worst, leaks, failed := time.Duration(0), 0, 0
	cases := attack.Cases()
	for _, c := range cases {
		r, err := measure(ctx, c, target, cpu, rounds)
		if err != nil {
			failed++
			fmt.Printf("%-30s not refused as it must be: %v\n", c.Name, err)
			continue
		}
		fmt.Printf("%-30s %10.2f %10d %9.1f ms %10d  %s\n", c.Name, milliseconds(r.cpu), r.answer, milliseconds(r.wait), len(r.leaks), r.verdict())
		for _, leak := range r.leaks {
			fmt.Println("    " + leak)
		}
		worst, leaks = max(worst, r.cpu), leaks+len(r.leaks)
	}
	if failed > 0 {
		return fmt.Errorf("%d cases were not refused as they must be", failed)
	}
	fmt.Printf("attack cases=%d worst_cpu_ms=%.2f leaks=%d\n", len(cases), milliseconds(worst), leaks)
	return nil
}

// result is what one case cost: medians of its rounds, and the worst answer and
// wait.
type result struct {
	cpu, wait time.Duration
	answer    int
	leaks     []string
}

func (r result) verdict() string {
	switch {
	case r.cpu > mostCPU:
		return "too dear"
	case r.answer > mostAnswer:
		return "too long"
	case r.wait > mostWait:
		return "disturbs others"
	}
	return "ok"
}

func measure(ctx context.Context, c attack.Case, target attack.Target, cpu *meter, rounds int) (result, error) {
	var r result
	var spent []time.Duration
	a := &attack.Attacker{Target: target}
	for range rounds {
		cpu.settle(ctx)
		start, before := time.Now(), cpu.time()
		if err := c.Run(ctx, a); err != nil {
			return r, err
		}
		cpu.settle(ctx) // with what it left behind
		spent = append(spent, max(0, cpu.time()-before-cpu.idle(time.Since(start))))
	}
	slices.Sort(spent)
	r.cpu, r.answer, r.leaks = spent[len(spent)/2], a.Largest, slices.Compact(a.Leaks)
	waits := make([]time.Duration, 0, rounds)
	for range rounds {
		wait, err := beside(ctx, target, func() error { return c.Run(ctx, &attack.Attacker{Target: target}) })
		if err != nil {
			return r, err
		}
		waits = append(waits, wait)
	}
	slices.Sort(waits)
	r.wait = waits[len(waits)/2]
	return r, nil
}

func milliseconds(d time.Duration) float64 { return d.Seconds() * 1e3 }
