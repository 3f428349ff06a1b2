package app

import (
	"context"
	"net/http"
)

// doors is where devices come in.
type doors struct {
	http http.Handler
}

func (a *App) openDoors() (*doors, error) { return &doors{http: http.NotFoundHandler()}, nil }

func (d *doors) cutOff(int) {}

func (d *doors) stop(context.Context) error { return nil }

func (a *App) mqttAddress() string { return a.opt.MQTT }
