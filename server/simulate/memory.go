package simulate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"commandhub/server/measure"
)

// remembered is a station between two runs: as it was when the last batch that
// the hub answered was written.
type remembered struct {
	At      time.Time                 `json:"at"`
	Dark    time.Time                 `json:"darkUntil,omitzero"`
	Tanks   map[string]rememberedTank `json:"tanks"`
	Nozzles map[string]measure.Litres `json:"totalizers"`
}

type rememberedTank struct {
	Stock20     float64   `json:"stock20L"`
	Temperature float64   `json:"temperatureC"`
	WaterMm     float64   `json:"waterMm"`
	Failing     time.Time `json:"probeFailsUntil,omitzero"`
	Tanker      *tanker   `json:"tanker,omitempty"`
}

// memoryEvery is how much a killed run may tell again, differently.
const memoryEvery = 5 * time.Second

// readMemory reads a state file by station code; none is an empty memory.
func readMemory(path string) (map[string]remembered, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("simulate: state: %w", err)
	}
	var stations map[string]remembered
	if err := json.Unmarshal(data, &stations); err != nil {
		return nil, fmt.Errorf("simulate: state %s cannot be read, remove it to begin anew: %w", path, err)
	}
	return stations, nil
}

// keepMemory writes the state now and then, and at the end.
func keepMemory(ctx context.Context, o Options, devices []*console) error {
	if o.StateFile == "" {
		return nil
	}
	write := func() error {
		stations := map[string]remembered{}
		for _, d := range devices {
			if state := d.answered.Load(); state != nil {
				stations[d.plant.spec.Code] = *state
			}
		}
		data, err := json.Marshal(stations)
		if err == nil {
			err = replaceFile(o.StateFile, data)
		}
		return err
	}
	ticker := o.Clock.NewTicker(memoryEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.Chan():
			if err := write(); err != nil { // a full disk must not stop the stations
				o.Log.Error("simulate: state not kept", "error", err)
			}
		case <-ctx.Done():
			for _, d := range devices {
				<-d.ended
			}
			if err := write(); err != nil {
				return fmt.Errorf("simulate: state not kept: %w", err)
			}
			return nil
		}
	}
}

// remember takes down the station's state. What is being drawn is not sold
// yet: it goes back, as the sale will never be told.
func (p *plant) remember() *remembered {
	state := &remembered{At: p.at, Dark: p.dark, Tanks: map[string]rememberedTank{}, Nozzles: map[string]measure.Litres{}}
	drawn := map[*tank]float64{}
	for _, pump := range p.pumps {
		state.Nozzles[pump.spec.Number] = pump.totalizer
		for _, f := range pump.open {
			drawn[pump.tank] += f.drawn
		}
	}
	for _, t := range p.tanks {
		was := rememberedTank{
			Stock20:     t.stock20 + drawn[t]/t.growth(t.temperature),
			Temperature: t.temperature, WaterMm: t.waterMm, Failing: t.failing,
		}
		if t.tanker != nil {
			was.Tanker = new(*t.tanker)
		}
		state.Tanks[t.spec.Number] = was
	}
	return state
}

// recall puts a station back as it was; what is new in it begins fresh. A
// memory older than a hub accepts as late data leaves a gap. It is called
// before the station runs.
func (p *plant) recall(state remembered, now time.Time) {
	if state.At.IsZero() || state.At.After(now) {
		return
	}
	if oldest := now.Add(-MaxBackfill); state.At.Before(oldest) {
		state.At = oldest
	}
	p.begin(state.At)
	p.dark = state.Dark
	for _, t := range p.tanks {
		if was, ok := state.Tanks[t.spec.Number]; ok {
			t.stock20, t.temperature, t.waterMm = was.Stock20, was.Temperature, was.WaterMm
			t.failing, t.tanker = was.Failing, was.Tanker
		}
	}
	for _, pump := range p.pumps {
		if was, ok := state.Nozzles[pump.spec.Number]; ok {
			pump.totalizer = was
		}
	}
}
