package telemetry

import (
	"time"

	"commandhub/ent/deviceevent"
	"commandhub/ent/quarantine"
	"commandhub/server/measure"
)

// Batch is one message of a device. A device counts its batches from 1 within
// one boot, so that a batch that comes again is known.
type Batch struct {
	Boot       string
	Sequence   int64
	Time       time.Time
	Tanks      []TankReading
	Sales      []Sale
	Deliveries []Delivery
	Events     []Event
}

// TankReading is what a level gauge measured in one tank at one instant.
type TankReading struct {
	TankID      int
	MeasuredAt  time.Time
	Level       *measure.Millimetres
	Volume      measure.Litres // observed, without water
	Volume20    *measure.Litres
	Temperature *measure.Celsius
	WaterLevel  *measure.Millimetres
	WaterVolume *measure.Litres
}

// Sale is one transaction of a nozzle.
type Sale struct {
	NozzleID  int
	TankID    int // that the nozzle draws from
	SoldAt    time.Time
	Volume    measure.Litres
	Price     measure.Fen // a litre
	Amount    measure.Fen
	Totalizer *measure.Litres
}

// Delivery is an unloading into one tank. Sequence is its place in the stream
// of station events, given at the commit.
type Delivery struct {
	Sequence               int64
	TankID                 int
	StartedAt, EndedAt     time.Time
	Volume                 measure.Litres
	StartVolume, EndVolume *measure.Litres
	Waybill                string
}

// Event is what a device told of itself or of its station's equipment.
// Sequence is its place in the stream of station events, given at the commit.
type Event struct {
	Sequence         int64
	TankID, NozzleID *int
	HappenedAt       time.Time
	Kind             deviceevent.Kind
	Detail           string
}

// Refusal is a part of a batch, or all of it, that is not believed.
type Refusal struct {
	Reason  quarantine.Reason
	Field   string // path in the batch, as tanks[2].volumeL
	Detail  string // what is wrong and what would be right
	Excerpt string // the refused part, up to 4 KiB
}

// Submission is a batch whose sender is known and whose parts were checked:
// what is in Batch is believed, what is in Refused is kept in quarantine.
type Submission struct {
	DeviceID, StationID int
	ReceivedAt          time.Time
	Batch               Batch
	Refused             []Refusal
}

// Outcome is what became of a submission that was committed.
type Outcome struct {
	Duplicate bool // this device, boot and sequence was stored before: nothing was stored now
	Stored    int  // items stored
	Refused   int  // items put in quarantine
}

// Commit is what one transaction of the writer stored, in the order of commits.
// Duplicates are not in it.
type Commit struct {
	At          time.Time
	Submissions []Submission
}
