// Package schema is the data model of the hub, one entity a file: fields,
// edges and the policy of its rows.
package schema

import (
	"regexp"
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema/field"

	"commandhub/server/measure"
	"commandhub/server/policy"
)

// systemOnly marks what only the hub itself changes, from the profile or the
// devices: no kind of viewer but System holds it.
const systemOnly = policy.HubInternal

// code is an entity's name in the profile: stable, unique and shown to people.
func code() ent.Field {
	return field.String("code").Unique().Immutable().MaxRuneLen(32).
		Match(regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z_.-]*$`))
}

// number names a tank or nozzle within its station, as painted on it.
func number() ent.Field {
	return field.String("number").Immutable().MaxRuneLen(8).
		Match(regexp.MustCompile(`^[0-9A-Za-z]+$`))
}

// phone is a number to be called, or none.
var phone = regexp.MustCompile(`^(\+?[0-9][0-9 -]{4,30})?$`)

// now is the default of creation times, as both databases keep it.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// litres is a volume that is never negative.
func litres(name string) ent.Field {
	return field.Int64(name).GoType(measure.Litres(0)).NonNegative()
}

// sequence is a row's place in its stream: given under the stream's lock, held
// until commit, so that it follows the order of commits without a gap.
func sequence() ent.Field { return field.Int64("sequence").Unique().Immutable().Positive() }

// idsFrom sets where the ids of a table begin. Each has a share of 2^32, in the
// order in which the tables came; a table that outgrows it begins beyond all
// others', so that no id ever means two things.
func idsFrom(start int) *int { return &start }
