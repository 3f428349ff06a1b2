// Command fanout measures what one update costs the server when it goes to many
// sockets over graphql-transport-ws: the hub's own transport, gqlgen's, and raw
// gorilla/websocket writes of ready bytes, side by side in one run.
//
// Each server and the load client are processes of their own on a core each.
// Updates are published as fast as they are read, with at most a window of them
// unread by the slowest socket. Counted is the server process's own CPU time,
// which moves less with the machine's other work than throughput does. Rounds of
// the three servers are interleaved, and the medians told in the last line:
//
//	fanout n=2000 cpu_us=… gqlgen_cpu_us=… raw_cpu_us=… kb_per_conn=… gaps=…
//
// cpu_us is microseconds an update and socket; kb_per_conn the growth of the
// hub's resident memory by one loaded socket, in KiB; gaps the updates that any
// of the hub's sockets missed or got out of order.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// The servers that are compared.
const (
	hub    = "hub"
	gqlgen = "gqlgen"
	raw    = "raw"
)

var kinds = []string{hub, gqlgen, raw}

func main() {
	sockets := flag.Int("n", 2000, "sockets")
	rounds := flag.Int("rounds", 3, "rounds of each server")
	window := flag.Int("window", 12, "updates in flight to a socket")
	duration := flag.Duration("time", 4*time.Second, "length of one measurement")
	serveKind := flag.String("serve", "", "be a server of this kind (used by the program itself)")
	address := flag.String("load", "", "be the load of the server at this address (used by the program itself)")
	flag.Parse()

	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM)
	defer cancel()
	var err error
	switch {
	case *serveKind != "":
		err = serve(ctx, *serveKind, os.Stdout)
	case *address != "":
		err = load(ctx, *address, *sockets, *window, *duration, os.Stdout)
	default:
		err = compare(ctx, *sockets, *rounds, *window, *duration)
	}
	if err != nil {
		cancel()
		fmt.Fprintln(os.Stderr, "fanout:", err)
		os.Exit(1)
	}
}

// compare runs all rounds and prints the medians.
func compare(ctx context.Context, sockets, rounds, window int, duration time.Duration) error {
	cores, err := twoCores()
	if err != nil {
		return err
	}
	if err := enoughFiles(sockets); err != nil {
		return err
	}
	results := map[string][]measurement{}
	for round := range rounds {
		for _, kind := range kinds {
			m, err := measure(ctx, kind, cores, sockets, window, duration)
			if err != nil {
				return fmt.Errorf("%s: %w", kind, err)
			}
			results[kind] = append(results[kind], m)
			fmt.Printf("round %d  %-6s  %7.2f µs an update  %8.0f updates/s  %6.1f KiB a socket  %d gaps\n",
				round+1, kind, m.CPU, m.PerSecond, m.KiB, m.Gaps)
		}
	}
	cpu := func(m measurement) float64 { return m.CPU }
	gaps := 0
	for _, m := range results[hub] {
		gaps += m.Gaps
	}
	fmt.Printf("fanout n=%d cpu_us=%.2f gqlgen_cpu_us=%.2f raw_cpu_us=%.2f kb_per_conn=%.1f gaps=%d\n", sockets,
		median(results[hub], cpu), median(results[gqlgen], cpu), median(results[raw], cpu),
		median(results[hub], func(m measurement) float64 { return m.KiB }), gaps)
	return nil
}

// measurement is what one load found out about one server.
type measurement struct {
	CPU       float64 // of the server, µs an update and socket
	PerSecond float64 // updates read by all sockets
	KiB       float64 // of the server's resident memory, a socket
	Gaps      int     // updates missed or out of order
}

// measure runs one server and its load.
func measure(ctx context.Context, kind string, cores [2]int, sockets, window int, duration time.Duration) (m measurement, err error) {
	server := onCore(ctx, cores[0], "-serve", kind)
	output, err := server.StdoutPipe()
	if err != nil {
		return m, err
	}
	if err := server.Start(); err != nil {
		return m, err
	}
	defer func() {
		_ = server.Process.Kill() // it holds nothing
		_ = server.Wait()
	}()
	address, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		return m, fmt.Errorf("the server did not start: %w", err)
	}
	client := onCore(ctx, cores[1], "-load", strings.TrimSpace(address), "-n", strconv.Itoa(sockets),
		"-window", strconv.Itoa(window), "-time", duration.String())
	found, err := client.Output()
	if err != nil {
		return m, fmt.Errorf("the load failed: %w", err)
	}
	return m, json.Unmarshal(found, &m)
}

// onCore prepares this program to run on one core.
func onCore(ctx context.Context, core int, arguments ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	command := exec.CommandContext(ctx, "taskset", append([]string{"-c", strconv.Itoa(core), self}, arguments...)...)
	command.Stderr = os.Stderr
	return command
}

func twoCores() (cores [2]int, err error) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		return cores, err
	}
	if set.Count() < 2 {
		return cores, fmt.Errorf("two cores are needed, one for the server and one for the load")
	}
	found := 0
	for core := 0; found < 2; core++ {
		if set.IsSet(core) {
			cores[found] = core
			found++
		}
	}
	return cores, nil
}

// enoughFiles checks that a process may open a file for each socket. Go has
// raised the limit as far as it may.
func enoughFiles(sockets int) error {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	if need := uint64(sockets) + 50; limit.Max < need {
		return fmt.Errorf("%d sockets need %d open files, and the limit is %d: raise it with ulimit -n", sockets, need, limit.Max)
	}
	return nil
}

func median(measurements []measurement, of func(measurement) float64) float64 {
	values := make([]float64, len(measurements))
	for i, m := range measurements {
		values[i] = of(m)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
