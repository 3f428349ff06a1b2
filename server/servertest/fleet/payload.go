package fleet

import (
	"strconv"
	"time"
)

// Rows that the nth batch of a station becomes: two readings of each tank, and
// a sale in every second batch. That is 10.5 on average.
func Rows(seq int64) int { return 2*Tanks + Sales(seq) }

// Sales is how many of them are sales.
func Sales(seq int64) int { return int(seq % 2) }

// spacing is the time between a station's batches, by its own clock: no two of
// its readings of one tank are of the same instant.
const spacing = 2 * time.Millisecond

// appendPayload writes a station's nth batch, the same each time.
func appendPayload(b []byte, boot string, seq int64, began time.Time) []byte {
	at := began.Add(time.Duration(seq) * spacing)
	b = append(b, `{"boot":"`...)
	b = append(b, boot...)
	b = append(b, `","seq":`...)
	b = strconv.AppendInt(b, seq, 10)
	b = appendTime(append(b, `,"time":"`...), at)
	b = append(b, `,"tanks":[`...)
	for i := range 2 * Tanks {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"tank":"`...)
		b = strconv.AppendInt(b, int64(i%Tanks+1), 10)
		b = append(b, `","levelMm":1834.2,"volumeL":`...)
		b = strconv.AppendInt(b, 12_000+seq%8_000, 10)
		b = append(b, `.25,"volume20L":`...)
		b = strconv.AppendInt(b, 12_000+seq%8_000, 10)
		b = append(b, `.1,"temperatureC":14.3,"waterMm":3.5,"waterL":12.5`...)
		if i >= Tanks {
			b = appendTime(append(b, `,"time":"`...), at.Add(time.Millisecond))
		}
		b = append(b, '}')
	}
	b = append(b, ']')
	if Sales(seq) > 0 {
		b = append(b, `,"sales":[{"nozzle":"1","volumeL":32.5,"priceFenPerL":789,"amountFen":25643,"totalizerL":`...)
		b = strconv.AppendInt(b, 1_000_000+seq*32, 10)
		b = append(b, `}]`...)
	}
	return append(b, '}')
}

func appendTime(b []byte, t time.Time) []byte {
	return append(t.UTC().AppendFormat(b, "2006-01-02T15:04:05.000Z"), '"')
}
