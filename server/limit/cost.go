package limit

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Points of the parts of an operation. Values of an object are in its price.
const (
	// MaxCost is the most that one operation may cost. A page of 100 stations
	// with all that stands at them costs the hub's own screens some 7,000.
	MaxCost = 20_000
	// objectPoints are for one object of an answer.
	objectPoints = 1
	// mutationPoints are for one change, in place of its object's.
	mutationPoints = 10
	// assumedLength is of a list whose length nothing tells: a station has up to
	// ten tanks, nozzles or devices.
	assumedLength = 10
	// pageLength is of a connection whose first and last cannot be read; at run
	// time it is refused.
	pageLength = 100
	// mostLength is the longest list that an argument is believed to ask for.
	mostLength = 2000
)

// lengths are the arguments that say how long a list is: the field's own, or
// the lists of the object that it returns.
var lengths = []string{"first", "last", "buckets", "days"}

// Cost is what a validated operation costs in points. Points are those of fields
// that cost more than their objects, by "Type.field".
func Cost(o *ast.OperationDefinition, variables map[string]any, points map[string]int) int {
	c := costing{variables: variables, points: points, fragments: map[fragmentIn]int{}, object: objectPoints}
	if o.Operation == ast.Mutation {
		c.object = mutationPoints
	}
	return max(c.selection(o.SelectionSet, 0), 1)
}

// costing tells the cost of each fragment once for each length that its lists
// take from where it is spread.
type costing struct {
	variables map[string]any
	points    map[string]int
	fragments map[fragmentIn]int
	object    int // points of an object of the level that is under way
}

type fragmentIn struct {
	fragment *ast.FragmentDefinition
	length   int
}

// selection costs a selection set whose lists have a length, where that is known.
func (c *costing) selection(set ast.SelectionSet, length int) int {
	sum := 0
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			sum = add(sum, c.field(s, length))
		case *ast.InlineFragment:
			sum = add(sum, c.selection(s.SelectionSet, length))
		case *ast.FragmentSpread:
			sum = add(sum, c.spread(s.Definition, length))
		}
	}
	return sum
}

func (c *costing) spread(f *ast.FragmentDefinition, length int) int {
	if f == nil { // validation has refused it
		return 0
	}
	key := fragmentIn{f, length}
	cost, known := c.fragments[key]
	if !known {
		cost = c.selection(f.SelectionSet, length)
		c.fragments[key] = cost
	}
	return cost
}

func (c *costing) field(f *ast.Field, length int) int {
	more := 0
	if f.ObjectDefinition != nil {
		more = c.points[f.ObjectDefinition.Name+"."+f.Name]
	}
	if len(f.SelectionSet) == 0 || f.Definition == nil {
		return more
	}
	own := c.length(f)
	times, beneath := 1, own
	if f.Definition.Type.Elem != nil {
		times, beneath = firstOf(own, length, assumedLength), 0
	}
	object := c.object
	c.object = objectPoints // of all that lies deeper
	cost := add(more, multiply(times, add(object, c.selection(f.SelectionSet, beneath))))
	c.object = object
	return cost
}

// length is what a field's arguments say of its lists, 0 where they say nothing.
func (c *costing) length(f *ast.Field) int {
	for _, name := range lengths {
		definition := f.Definition.Arguments.ForName(name)
		if definition == nil {
			continue
		}
		value := definition.DefaultValue
		if a := f.Arguments.ForName(name); a != nil {
			value = a.Value
		}
		if value == nil {
			continue
		}
		given, err := value.Value(c.variables)
		if err != nil || given == nil {
			continue
		}
		return min(max(whole(given), 1), mostLength)
	}
	if strings.HasSuffix(f.Definition.Type.Name(), "Connection") {
		return pageLength
	}
	return 0
}

// whole reads a number in the forms that variables and literals have.
func whole(value any) int {
	switch n := value.(type) {
	case int64:
		return int(min(max(n, 0), mostLength))
	case int:
		return n
	case float64:
		return int(min(max(n, 0), mostLength))
	case json.Number:
		if i, err := n.Int64(); err == nil {
			return whole(i)
		}
	case string:
		if i, err := strconv.Atoi(n); err == nil {
			return i
		}
	}
	return mostLength
}

func firstOf(lengths ...int) int {
	for _, n := range lengths {
		if n > 0 {
			return n
		}
	}
	return 1
}

// Introspects tells whether a validated operation asks for the schema itself.
func Introspects(set ast.SelectionSet) bool {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "__schema" || s.Name == "__type" {
				return true
			}
		case *ast.InlineFragment:
			if Introspects(s.SelectionSet) {
				return true
			}
		case *ast.FragmentSpread:
			if s.Definition != nil && Introspects(s.Definition.SelectionSet) {
				return true
			}
		}
	}
	return false
}
