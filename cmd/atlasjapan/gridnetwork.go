package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/topology"
)

const mapSource = "OpenStreetMap (power=line, power=substation, 2026-04) via lutelute/All-Japan-Grid@94a9ed0"

// network derives the grid tables.
func (d *deriver) network() {
	d.topology = d.buildTopology()
	main := d.topology.Main()
	d.gridBuses(main)
	d.gridCorridors(main)
	d.gridTransformers(main)
	d.okinawa()
	if !d.apart.closedLoops {
		d.openLoops()
	}
	d.buses = newBusFinder(d)
	d.generators()
	d.buses.raiseCircuits()
	d.loads()
	d.links()
	d.interfaces()
	d.dispatch()
	d.sizeBanks()
}

func (d *deriver) gridBuses(t *topology.Topology) {
	for _, b := range t.Buses {
		row := atlas.GridBus{ID: b.ID, NameLocal: lineName(b.Name), KV: b.KV, Location: roundPoint(b.Location, 5), Area: b.Area, Zone: b.Zone,
			Provenance: from("topology derived from "+mapSource, odbl, atlas.Derived)}
		if d.stations[b.Site].listed {
			row.Substation = b.Site
		}
		d.atlas.GridBuses = append(d.atlas.GridBuses, row)
	}
}

func (d *deriver) gridCorridors(t *topology.Topology) {
	for _, c := range t.Corridors {
		class, err := electrical.Line(c.KV)
		if err != nil {
			d.fail("%w", err)
			continue
		}
		r, x := class.Impedance(c.LengthKm)
		d.atlas.GridBranches = append(d.atlas.GridBranches, atlas.GridBranch{ID: c.ID, NameLocal: c.Name, From: c.From, To: c.To, Kind: atlas.GridLine,
			Circuits: c.Circuits, CircuitsBasis: string(c.Basis), LengthKm: round(c.LengthKm, 2), ROhm: round(r, 3), XOhm: round(x, 3), RateMW: round(class.RateMW(), 0), InService: true,
			Path: drawn(c.Path), Provenance: from(fmt.Sprintf("route: %s; values assumed for %g kV: %g + j%g Ω/km, %g A (%s)",
				mapSource, c.KV, class.ROhmPerKm, class.XOhmPerKm, class.Amps, class.Source), odbl, atlas.Assumed)})
	}
}

func (d *deriver) gridTransformers(t *topology.Topology) {
	kv, name := make(map[string]float64), make(map[string]string)
	for _, b := range t.Buses {
		kv[b.ID], name[b.ID] = b.KV, b.Name
	}
	for _, x := range t.Transformers {
		class, err := electrical.Transformer(kv[x.From], kv[x.To])
		if err != nil {
			d.fail("%w", err)
			continue
		}
		d.atlas.GridBranches = append(d.atlas.GridBranches, atlas.GridBranch{ID: x.ID, NameLocal: lineName(name[x.From]), From: x.From, To: x.To, Kind: atlas.GridTransformer,
			Circuits: class.Banks, CircuitsBasis: string(topology.ByDefault), LengthKm: math.NaN(), XOhm: round(class.XOhm(), 3), RateMW: class.BankMVA, InService: true,
			Provenance: from(fmt.Sprintf("station: %s; banks assumed for %g/%g kV: %g MVA, %g %% (%s), as many as the peak asks for after the loss of one",
				mapSource, class.HighKV, class.LowKV, class.BankMVA, class.XPercent, class.Source), odbl, atlas.Assumed)})
	}
}

// drawn is a path fit for a map of the country: about 500 m.
func drawn(path orb.LineString) orb.LineString {
	thin := simplify.DouglasPeucker(0.005).LineString(path.Clone())
	for i := range thin {
		thin[i] = roundPoint(thin[i], 3)
	}
	return thin
}

func roundPoint(p orb.Point, decimals int) orb.Point {
	return orb.Point{round(p[0], decimals), round(p[1], decimals)}
}

const okinawaBus = "okinawa@132"

// okinawa is one bus: the map of lines begins at 154 kV, and Okinawa's grid
// has 132.
func (d *deriver) okinawa() {
	d.atlas.GridBuses = append(d.atlas.GridBuses, atlas.GridBus{ID: okinawaBus, NameLocal: "沖縄", KV: 132, Location: orb.Point{127.74, 26.26}, Area: "okinawa", Zone: "okinawa",
		Provenance: from("wattbit: the 132 kV grid of the main island as one bus, since no map of its lines is at hand", wattbit, atlas.Assumed)})
}
