// Package postgres runs a private PostgreSQL cluster for tests and benchmarks:
// in a folder of its own, on a free port of loopback, with the durability that
// a hub relies on, and stoppable in mid-stream.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Cluster is one server with its data.
type Cluster struct {
	folder string // given to the server's user
	port   int
	bin    string
	more   []string
}

// New makes a cluster in a new folder below parent and starts it. settings are
// added to the configuration, as "max_wal_size=4GB". It fails where no
// PostgreSQL is installed.
func New(ctx context.Context, parent string, settings ...string) (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	c := &Cluster{folder: filepath.Join(parent, "postgres"), bin: bin, more: settings}
	if c.port, err = freePort(ctx); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.folder, 0o700); err != nil {
		return nil, err
	}
	if err := c.own(parent); err != nil {
		return nil, err
	}
	if err := c.run(ctx, "initdb", "-D", c.data(), "-U", "hub", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"); err != nil {
		return nil, err
	}
	return c, c.Start(ctx)
}

// URL is the address of a database of the cluster.
func (c *Cluster) URL(database string) string {
	return fmt.Sprintf("postgres://hub@127.0.0.1:%d/%s?sslmode=disable", c.port, database)
}

// Start starts the server and waits until it answers.
func (c *Cluster) Start(ctx context.Context) error {
	options := fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", c.port)
	for _, s := range c.more {
		options += " -c " + s
	}
	return c.run(ctx, "pg_ctl", "-D", c.data(), "-l", filepath.Join(c.folder, "log"), "-w", "-t", "60", "-o", options, "start")
}

// Stop ends the server at once, as a crash would: connections are cut, nothing
// is written that was not yet.
func (c *Cluster) Stop(ctx context.Context) error {
	return c.run(ctx, "pg_ctl", "-D", c.data(), "-m", "immediate", "-w", "stop")
}

// PID is the number of the server's first process.
func (c *Cluster) PID() (int, error) {
	text, err := os.ReadFile(filepath.Join(c.data(), "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return strconv.Atoi(first)
}

// Psql runs the client with arguments on a database of the cluster.
func (c *Cluster) Psql(ctx context.Context, database string, args ...string) error {
	args = append([]string{"-qX", "-v", "ON_ERROR_STOP=1", "-d", c.URL(database)}, args...)
	return report(exec.CommandContext(ctx, filepath.Join(c.bin, "psql"), args...))
}

func (c *Cluster) data() string { return filepath.Join(c.folder, "data") }

// run runs one of PostgreSQL's programs. They refuse root, so as root they run
// as the system's user for PostgreSQL.
func (c *Cluster) run(ctx context.Context, program string, args ...string) error {
	cmd := exec.CommandContext(ctx, filepath.Join(c.bin, program), args...)
	cmd.Dir = c.folder
	if os.Getuid() == 0 {
		uid, gid, err := unprivileged()
		if err != nil {
			return err
		}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: gid}}
	}
	return report(cmd)
}

// report gives a failed program's own words. Output goes to a file, since a
// server that was started keeps it open.
func report(cmd *exec.Cmd) error {
	out, err := os.CreateTemp("", "postgres-*.out")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", filepath.Base(cmd.Path), err, text)
	}
	return nil
}

// own gives the folder to the server's user and lets that user reach it.
func (c *Cluster) own(parent string) error {
	if os.Getuid() != 0 {
		return nil
	}
	uid, gid, err := unprivileged()
	if err != nil {
		return err
	}
	for dir := parent; dir != filepath.Dir(os.TempDir()) && dir != "/"; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if info.Mode()&0o001 == 0 {
			if err := os.Chmod(dir, info.Mode()|0o011); err != nil {
				return err
			}
		}
	}
	return os.Chown(c.folder, int(uid), int(gid))
}

func unprivileged() (uid, gid uint32, err error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return 0, 0, fmt.Errorf("PostgreSQL refuses root: %w", err)
	}
	n, err1 := strconv.ParseUint(u.Uid, 10, 32)
	g, err2 := strconv.ParseUint(u.Gid, 10, 32)
	return uint32(n), uint32(g), errors.Join(err1, err2)
}

// binaries is the folder of the newest PostgreSQL that is installed.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		path, err := exec.LookPath("initdb")
		if err != nil {
			return "", errors.New("no PostgreSQL server is installed: apt-get install postgresql")
		}
		return filepath.Dir(path), nil
	}
	return filepath.Dir(slices.Max(found)), nil
}

func freePort(ctx context.Context) (int, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
