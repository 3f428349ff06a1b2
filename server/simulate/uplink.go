package simulate

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"golang.org/x/time/rate"
)

// The device's topics.
const (
	telemetryTopic = "v1/devices/me/telemetry"
	errorsTopic    = "v1/devices/me/errors"
)

// How the uplink treats its connection.
const (
	keepAtMost    = 256 // batches unanswered or unsent; then the console waits
	inFlight      = 16  // of them on the wire
	connectWithin = 10 * time.Second
	writeWithin   = 5 * time.Second // also what a batch waits when the connection breaks as it leaves
	answerIn      = 30 * time.Second
	firstPause    = 500 * time.Millisecond
	longestPause  = 30 * time.Second
	drainWithin   = 5 * time.Second
)

// errUnanswered is a batch that stays without PUBACK: in MQTT 3.1.1 only a new
// connection lets it be sent again.
var errUnanswered = errors.New("a batch is not answered")

// uplink sends batches with QoS 1 and keeps each until it is answered. After a
// broken connection all that are unanswered go out again, in order, with the
// boot and sequence that they had.
type uplink struct {
	options    Options
	device     string
	credential Credential
	patience   time.Duration // for an answer
	answered   func(message) // is told of each batch, in order

	kept    []message // unanswered or unsent, oldest first
	limiter *rate.Limiter
	closed  bool // no more batches will come
	lost    bool // the connection, and that was told
}

// run connects, and connects again for ever. When in is closed it goes on
// until all is answered, for a few seconds after ctx ends at most.
func (u *uplink) run(ctx context.Context, in <-chan message) {
	u.limiter = rate.NewLimiter(rate.Limit(u.options.Rate), max(int(2*u.options.Rate), 1))
	hard, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-time.After(drainWithin):
		case <-hard.Done():
		}
		cancel()
	})
	defer stop()

	log := u.options.Log.With("device", u.device)
	pause := firstPause
	for !u.finished() && hard.Err() == nil {
		connected := time.Now()
		err := u.session(hard, in, log)
		if u.finished() || hard.Err() != nil {
			break
		}
		if time.Since(connected) > longestPause {
			pause = firstPause
		}
		wait := time.Duration(rand.Int64N(int64(pause))) + pause/2
		level := slog.LevelWarn // once for each loss, not for each try
		if u.lost {
			level = slog.LevelDebug
		}
		log.Log(hard, level, "simulate: not connected", "error", err, "again_in", wait.Round(time.Millisecond).String())
		u.lost = true
		u.wait(hard, in, wait)
		pause = min(2*pause, longestPause)
	}
	if len(u.kept) > 0 {
		log.Warn("simulate: stopped with batches unanswered", "batches", len(u.kept))
	}
	for range in { // let the console end
	}
}

func (u *uplink) finished() bool { return u.closed && len(u.kept) == 0 }

// room is where new batches come from: nowhere while there is no room.
func (u *uplink) room(in <-chan message) <-chan message {
	if u.closed || len(u.kept) >= keepAtMost {
		return nil
	}
	return in
}

func (u *uplink) keep(m message, ok bool) {
	if !ok {
		u.closed = true
		return
	}
	u.kept = append(u.kept, m)
}

// wait lets time pass and still takes batches in.
func (u *uplink) wait(ctx context.Context, in <-chan message, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	for !u.finished() {
		select {
		case m, ok := <-u.room(in):
			u.keep(m, ok)
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// session is one connection, from its first batch to its loss.
func (u *uplink) session(ctx context.Context, in <-chan message, log *slog.Logger) error {
	lost := make(chan error, 1)
	client := mqtt.NewClient(u.dial(lost, log))
	defer client.Disconnect(0)
	if err := await(ctx, client.Connect(), connectWithin); err != nil {
		return err
	}
	if u.lost {
		log.Info("simulate: connected again")
		u.lost = false
	}
	var tokens []mqtt.Token // of kept[:len(tokens)], which are on the wire
	answer := time.NewTimer(u.patience)
	defer answer.Stop()
	for !u.finished() {
		for len(tokens) < min(len(u.kept), inFlight) && u.limiter.Allow() {
			if len(tokens) == 0 {
				answer.Reset(u.patience)
			}
			tokens = append(tokens, client.Publish(telemetryTopic, 1, false, u.kept[len(tokens)].payload))
		}
		var oldest <-chan struct{}
		var slot <-chan time.Time
		if len(tokens) > 0 {
			oldest = tokens[0].Done()
		}
		if len(tokens) < min(len(u.kept), inFlight) { // held back by the limiter
			slot = time.After(time.Duration(float64(time.Second) / u.options.Rate))
		}
		select {
		case m, ok := <-u.room(in):
			u.keep(m, ok)
		case <-oldest:
			if err := tokens[0].Error(); err != nil {
				return err
			}
			u.answered(u.kept[0])
			u.kept, tokens = u.kept[1:], tokens[1:]
			answer.Reset(u.patience)
		case <-slot:
		case <-answer.C:
			if len(tokens) > 0 {
				return errUnanswered
			}
			answer.Reset(u.patience)
		case err := <-lost:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// dial is a clean session without any resending of its own: the uplink knows
// better what is unanswered.
func (u *uplink) dial(lost chan<- error, log *slog.Logger) *mqtt.ClientOptions {
	scheme := "tcp://"
	if u.options.TLS != nil {
		scheme = "ssl://"
	}
	return mqtt.NewClientOptions().AddBroker(scheme + u.options.Broker).SetTLSConfig(u.options.TLS).
		SetClientID("simulated-" + u.device).SetUsername(u.credential.ID).SetPassword(u.credential.Secret).
		SetCleanSession(true).SetAutoReconnect(false).SetConnectRetry(false).
		SetConnectTimeout(connectWithin).SetWriteTimeout(min(writeWithin, u.patience)).SetKeepAlive(30 * time.Second).SetOrderMatters(false).
		SetConnectionLostHandler(func(_ mqtt.Client, err error) {
			select {
			case lost <- err:
			default:
			}
		}).
		SetOnConnectHandler(func(c mqtt.Client) {
			c.Subscribe(errorsTopic, 0, func(_ mqtt.Client, m mqtt.Message) {
				log.Warn("simulate: the hub refuses", "answer", string(m.Payload()))
			})
		})
}

func await(ctx context.Context, token mqtt.Token, within time.Duration) error {
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case <-token.Done():
		return token.Error()
	case <-timer.C:
		return errors.New("no answer in time")
	case <-ctx.Done():
		return ctx.Err()
	}
}
