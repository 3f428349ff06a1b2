package app

import (
	"context"
	"fmt"

	"commandhub/server/ingest"
	"commandhub/server/ingest/http"
	"commandhub/server/ingest/mqtt"
)

// doors is where devices come in: one check and one way to the writer behind
// two protocols.
type doors struct {
	mqtt *mqtt.Server
	http *http.Handler
}

// openDoors lets devices in by MQTT; HTTP is mounted by the web.
func (a *App) openDoors(ctx context.Context) (*doors, error) {
	door := ingest.New(ingest.Options{
		Registry: a.registry, Clock: a.opt.Clock, Submit: a.writer.Submit,
		Registerer: a.metrics, Log: a.log,
	})
	d := &doors{
		http: &http.Handler{Door: door, Clock: a.opt.Clock},
		mqtt: mqtt.New(mqtt.Options{
			Address: a.opt.MQTT, TLS: a.tls, Door: door,
			Sessions:   mqtt.NewSessions(a.store, a.opt.Clock, a.log),
			Registerer: a.metrics, Log: a.log,
		}),
	}
	if err := d.mqtt.Start(ctx); err != nil {
		return nil, fmt.Errorf("mqtt: %w", err)
	}
	return d, nil
}

func (a *App) mqttAddress() string {
	if a.doors == nil {
		return a.opt.MQTT
	}
	return a.doors.mqtt.Address().String()
}
