package site

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
)

// sumWithin adds up the amounts of the places within a radius. A place whose
// amount is missing is left out: the sum is a floor. It is 0 where the table has
// rows but none within reach; of a table without rows nothing can be said.
func (b *builder) sumWithin(table string, places []weighted, km float64) (measure, error) {
	if len(places) == 0 {
		return measure{at: func(*Candidate) cell { return noCell }}, nil
	}
	none, err := b.reg.add(atlas.Provenance{
		Source: "sum over the atlas's table of " + table, License: "wattbit", Evidence: atlas.Derived})
	if err != nil {
		return measure{}, err
	}
	sums := newDisks(places, km, b.weaker)
	return measure{at: func(c *Candidate) cell {
		t := sums.around(c.Location)
		if !t.any {
			t.origin = none
		}
		return cell{value: t.sum, origin: t.origin, nearest: -1}
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
	for _, p := range b.atlas.Places {
		if p.Kind != atlas.Municipality || math.IsNaN(p.Population) {
			continue
		}
		origin, err := b.derived(p.Provenance)
		if err != nil {
			return measure{}, err
		}
		places = append(places, weighted{p.Location, p.Population, origin})
	}
	return b.sumWithin("municipalities", places, km)
}

func (b *builder) existingWithin(km float64) (measure, error) {
	var places []weighted
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
	return b.sumWithin("existing and announced facilities", places, km)
}
