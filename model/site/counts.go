package site

import (
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

// weighted is a place that counts with an amount.
type weighted struct {
	at     orb.Point
	amount float64
	origin uint16
}

// sumWithin adds up the amounts of the places within a radius. A place whose
// amount is missing is left out: the sum is a floor.
func (b *builder) sumWithin(places []weighted, km float64, none uint16) (measure, error) {
	points := make([]orb.Point, len(places))
	for i, p := range places {
		points[i] = p.at
	}
	index, err := geo.NewIndex(points)
	if err != nil {
		return measure{}, err
	}
	return measure{at: func(c *Candidate) cell {
		var room [256]geo.Neighbor
		sum, origin := 0.0, none
		for _, n := range index.Within(room[:0], c.Location, km) {
			sum += places[n.Index].amount
			origin = b.weaker(origin, places[n.Index].origin)
		}
		return cell{value: sum, origin: origin, nearest: -1}
	}}, nil
}

// weaker returns the registered provenance with the weaker evidence.
func (b *builder) weaker(i, j uint16) uint16 {
	first, second := b.reg.list[i].Evidence, b.reg.list[j].Evidence
	if first != second && atlas.Weakest(first, second) == second {
		return j
	}
	return i
}

func (b *builder) peopleWithin(km float64) (measure, error) {
	var places []weighted
	var none uint16
	for _, p := range b.atlas.Places {
		if p.Kind != atlas.Municipality || math.IsNaN(p.Population) {
			continue
		}
		origin, err := b.derived(p.Provenance)
		if err != nil {
			return measure{}, err
		}
		none = origin
		places = append(places, weighted{p.Location, p.Population, origin})
	}
	return b.sumWithin(places, km, none)
}

func (b *builder) existingWithin(km float64) (measure, error) {
	var places []weighted
	none, err := b.reg.add(atlas.Provenance{
		Source: "sum over the atlas's table of existing and announced facilities", License: "wattbit", Evidence: atlas.Derived})
	if err != nil {
		return measure{}, err
	}
	for _, f := range b.atlas.Existing {
		if f.Kind != atlas.DataCenter || math.IsNaN(f.MW) {
			continue
		}
		origin, err := b.derived(f.Provenance)
		if err != nil {
			return measure{}, err
		}
		places = append(places, weighted{f.Location, f.MW, origin})
	}
	return b.sumWithin(places, km, none)
}
