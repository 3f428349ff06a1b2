// Package telemetry holds what devices say: the batch as it is sent, what is
// believed of it, and what was committed.
//
// # The wire form
//
// A device sends batches, one JSON object each, in UTF-8, at most MaxPayload
// bytes and MaxItems items:
//
//	{"boot":"b7f3c0","seq":1042,"time":"2026-03-01T08:00:00.000Z",
//	 "tanks":[{"tank":"1","levelMm":1834.2,"volumeL":21345.67,"volume20L":21290.11,
//	           "temperatureC":14.3,"waterMm":0.0,"waterL":0}],
//	 "sales":[{"nozzle":"3","time":"2026-03-01T07:59:31Z","volumeL":32.50,
//	           "priceFenPerL":789,"amountFen":25643,"totalizerL":1234567.89}],
//	 "deliveries":[{"tank":"1","startedAt":"2026-03-01T07:10:00Z","endedAt":"2026-03-01T07:42:00Z",
//	                "startVolumeL":5000.00,"endVolumeL":24950.00,"volumeL":20000.00,
//	                "waybill":"140524-2026-000123"}],
//	 "events":[{"kind":"PROBE_FAULT","time":"2026-03-01T07:58:00Z","tank":"1","detail":"no echo"}]}
//
// boot (required) names one start of the device: 1 to 64 letters, digits and
// . _ : - which must differ at every start. seq (required) counts the batches
// of that start from 1. Together they make a batch known when it comes again:
// send a batch unchanged until it is answered, and never other content with
// the same seq. Batches may come in any order and late.
//
// time is RFC 3339 with an offset or Z, kept to the microsecond; an item
// without its own has the batch's. It may be up to 7 days old and 5 minutes
// ahead of the hub's clock. A batch without items is a sign of life.
//
// A sensor is named by its number in the station, "1" (or 1), or with the
// station's code, "LC0012/1". Unknown fields are ignored; null is as if left
// out; of a field that comes twice, the last counts.
//
//	tanks       tank, volumeL required
//	  levelMm       height of the product's surface, 0.1 mm, up to the tank's height
//	  volumeL       observed product without water, 0.01 L; with waterL up to the capacity
//	  volume20L     the same at 20 °C, within 10 % of volumeL
//	  temperatureC  0.1 °C, −50 to 80
//	  waterMm, waterL  of the water below, which is not stock
//	sales       nozzle, volumeL, priceFenPerL, amountFen required
//	  volumeL       0.01 L, up to 2,000
//	  priceFenPerL  whole fen a litre, 1 to 3,000
//	  amountFen     whole fen; volumeL × priceFenPerL to 1 fen and the rounding of 0.01 L
//	  totalizerL    the nozzle's counter after the sale, 0.01 L
//	deliveries  tank, startedAt, endedAt, volumeL required; at most 24 hours long
//	  volumeL, startVolumeL, endVolumeL  0.01 L, up to the capacity
//	  waybill       number of the electronic waybill, up to 64 bytes
//	events      kind required; tank, nozzle, detail (up to 500 bytes) optional
//	  kind          POWER_OFF POWER_ON COVER_OPENED COVER_CLOSED TAMPER PROBE_FAULT
//	                PROBE_RESTORED NOZZLE_FAULT NOZZLE_RESTORED LEAK_ALARM OVERFILL
//	                HIGH_WATER LOW_PRODUCT HEARTBEAT_LOST RESTARTED
//
// More digits than are kept are rounded half away from zero.
//
// # What is refused
//
// An item that is impossible is refused alone, the rest of its batch is stored.
// A batch that cannot be read, has no proper boot and seq, is too large or has
// too many items, is refused as a whole: nothing of it is stored, and its seq
// is not used up. What is refused is kept in quarantine with a reason:
//
//	MALFORMED       no JSON, or a field is missing or of the wrong kind
//	UNKNOWN_SENSOR  the station has no such tank or nozzle
//	FOREIGN_SENSOR  another station's
//	NOT_A_NUMBER    NaN or Infinity, bare or quoted
//	NEGATIVE        what cannot be below zero
//	ABOVE_CAPACITY  more than the tank holds
//	OUT_OF_RANGE    beyond what is possible
//	TIME_TOO_OLD, TIME_IN_FUTURE
//	TOO_LARGE       the message, or a text in it
//	TOO_MANY        items in one batch
package telemetry
