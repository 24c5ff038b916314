package site

import (
	"context"
	"math"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/cost"
)

// waysPerClass is how many substations of each voltage class are looked at.
const waysPerClass = 3

// connections measures the best connection of every candidate.
func (b *builder) connections() (family, error) {
	connector, err := NewConnector(b.atlas, b.opts.Capacity)
	if err != nil {
		return family{}, err
	}
	objects, number := substationObjects(b.atlas)
	columns := []spec{
		{Indicator: indicator(FirmMW), objects: objects},
		{Indicator: indicator(FirmSharePct), objects: objects},
		{Indicator: indicator(FlexibleMW), objects: objects},
		{Indicator: indicator(UnlockedMW), objects: objects},
		{Indicator: indicator(TimeToPowerYears), objects: objects, bracketed: true},
		{Indicator: indicator(ConnectionMJPYMW), objects: objects, bracketed: true},
	}
	// Registered beforehand, because workers share the register.
	if err := b.registerWays(); err != nil {
		return family{}, err
	}
	fill := func(ctx context.Context, candidates []Candidate, cells [][]cell) error {
		for i := range candidates {
			if err := ctx.Err(); err != nil {
				return err
			}
			way, ok, err := connector.Best(candidates[i], b.opts.MW)
			if err != nil {
				return err
			}
			for k, c := range wayCells(way, ok, b.opts.MW) {
				if ok {
					c.origin, c.nearest = b.reg.index[way.Provenance], number[way.Substation.ID]
				}
				cells[k][i] = c
			}
		}
		return nil
	}
	return family{columns: columns, fill: fill}, nil
}

// wayCells are the figures of one connection in the order of the columns.
func wayCells(way Connection, ok bool, mw float64) [6]cell {
	if !ok {
		return [6]cell{noCell, noCell, noCell, noCell, noCell, noCell}
	}
	price := way.Cost.Total().Times(1 / mw / 1e6)
	return [6]cell{
		exactly(way.FirmMW), exactly(way.FirmMW / mw * 100), exactly(way.FlexibleMW), exactly(way.UnlockedMW),
		within(way.Years), within(price),
	}
}

func exactly(x float64) cell { return cell{value: x, low: missing, high: missing} }

func within(r cost.Range) cell { return cell{value: r.Base, low: r.Low, high: r.High} }

// registerWays registers every provenance that a connection can have.
func (b *builder) registerWays() error {
	for _, s := range b.atlas.Substations {
		origin := modelled(s)
		if !math.IsNaN(s.SpareMW) {
			origin = s.Provenance
		}
		if _, err := b.reg.add(origin); err != nil {
			return err
		}
	}
	return nil
}

// substationObjects lists the substations as objects, with the number of each.
func substationObjects(a *atlas.Atlas) ([]Object, map[string]int32) {
	objects := make([]Object, len(a.Substations))
	number := map[string]int32{}
	for i, s := range a.Substations {
		objects[i] = Object{s.ID, s.Name, s.NameLocal}
		number[s.ID] = int32(i)
	}
	return objects, number
}

// areaHeadroom measures the headroom of the candidate's power area.
func (b *builder) areaHeadroom(year int) (measure, error) {
	headrooms := AreaHeadrooms(b.atlas, year)
	origin, err := b.reg.add(atlas.Provenance{
		Source: "wattbit: units, ties and peaks of the atlas", License: "wattbit", Evidence: atlas.Estimated})
	if err != nil {
		return measure{}, err
	}
	return measure{at: func(c *Candidate) cell {
		h, ok := headrooms[c.Area]
		if !ok {
			return noCell
		}
		found := exactly(h.HeadroomMW)
		found.origin, found.nearest = origin, -1
		return found
	}}, nil
}

// indicator returns the catalogue's entry.
func indicator(id string) Indicator {
	for _, entry := range Catalogue() {
		if entry.ID == id {
			return entry
		}
	}
	panic("site: no indicator " + id) // ids are constants of this package
}
