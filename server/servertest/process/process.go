// Package process runs the real server as a process of its own, so that tests
// can kill it as a power cut would.
package process

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// Build compiles the server into a folder and returns its path. HUB_BINARY
// names one that is already built.
func Build(ctx context.Context, folder string) (string, error) {
	if built := os.Getenv("HUB_BINARY"); built != "" {
		return filepath.Abs(built)
	}
	path := filepath.Join(folder, "server")
	out, err := exec.CommandContext(ctx, "go", "build", "-o", path, "commandhub/server").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return path, nil
}

// Hub is a server on fixed addresses, whose process comes and goes.
type Hub struct {
	Binary, Folder, Database string
	HTTP, MQTT               string
	Flags                    []string

	process *exec.Cmd
	ended   chan error
	output  *output
}

// Start starts the process and waits until it is ready for devices.
func (h *Hub) Start(ctx context.Context) error {
	for _, address := range []*string{&h.HTTP, &h.MQTT} {
		if *address == "" {
			l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			*address = l.Addr().String()
			_ = l.Close()
		}
	}
	args := append([]string{"serve", "--http", h.HTTP, "--mqtt", h.MQTT, "--data", h.Folder, "--db", h.Database}, h.Flags...)
	h.output = &output{}
	h.process = exec.Command(h.Binary, args...) //nolint:noctx // it outlives the start, and Kill ends it
	h.process.Stdout, h.process.Stderr = h.output, h.output
	h.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := h.process.Start(); err != nil {
		return err
	}
	h.ended = make(chan error, 1)
	go func(p *exec.Cmd, ended chan<- error) { ended <- p.Wait() }(h.process, h.ended)
	return h.awaitReady(ctx)
}

var errEarly = errors.New("before it was ready")

const readyWithin = 30 * time.Second

func (h *Hub) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	for {
		if h.answers(ctx) {
			return nil
		}
		select {
		case err := <-h.ended:
			h.ended <- err
			return fmt.Errorf("the server ended: %w\n%s", errors.Join(err, errEarly), h.output)
		case <-ctx.Done():
			return fmt.Errorf("the server is not ready: %w\n%s", ctx.Err(), h.output)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (h *Hub) answers(ctx context.Context) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+h.HTTP+"/readyz", nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// PID is the number of the process.
func (h *Hub) PID() int { return h.process.Process.Pid }

// Kill ends the process without warning (kill -9) and waits until it is gone.
func (h *Hub) Kill() { _ = h.end(syscall.SIGKILL) }

// Stop lets the process end in its own way and returns its failure.
func (h *Hub) Stop() error { return h.end(syscall.SIGTERM) }

func (h *Hub) end(signal syscall.Signal) error {
	if h.process == nil {
		return nil
	}
	_ = h.process.Process.Signal(signal)
	err := <-h.ended
	h.process = nil
	return err
}

// Output is what the process wrote last.
func (h *Hub) Output() string { return h.output.String() }

// output keeps the end of what a process writes.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

const outputBytes = 64 << 10

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.b.Write(p)
	if over := o.b.Len() - outputBytes; over > 0 {
		o.b.Next(over)
	}
	return len(p), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}
