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

// remembered is a station between two runs.
type remembered struct {
	At      time.Time                 `json:"at"`
	Tanks   map[string]rememberedTank `json:"tanks"`
	Nozzles map[string]measure.Litres `json:"totalizers"`
}

type rememberedTank struct {
	Stock20     float64 `json:"stock20L"`
	Temperature float64 `json:"temperatureC"`
	WaterMm     float64 `json:"waterMm"`
}

// memoryEvery is how much a killed run may forget.
const memoryEvery = 30 * time.Second

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
			code, state := d.remember()
			stations[code] = state
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
				<-d.stopped
			}
			if err := write(); err != nil {
				return fmt.Errorf("simulate: state not kept: %w", err)
			}
			return nil
		}
	}
}
