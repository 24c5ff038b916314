package atlas

import (
	"fmt"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/power"
)

// networkBaseMVA is the base of the per-unit values of Atlas.Network.
const networkBaseMVA = 100

// Network puts the grid tables together as the network of a year, 0 for now:
// each circuit and bank is a branch of its own ("…/1", "…/2"), links and
// borders have the limits that hold in that year. Loads and outputs are those
// of the peak. A border between areas is an interface; one whose limit in a
// direction is not published has none. An atlas without grid tables gives
// a network without buses.
func (a *Atlas) Network(year int) (*power.Network, error) {
	n := &power.Network{Name: a.Meta.ID, BaseMVA: networkBaseMVA, FrequencyHz: math.NaN()}
	kv := make(map[string]float64, len(a.GridBuses))
	for i := range a.GridBuses {
		b := &a.GridBuses[i]
		kv[b.ID] = b.KV
		n.Buses = append(n.Buses, power.Bus{ID: b.ID, Name: b.NameLocal, KV: b.KV, Location: b.Location, Area: b.Area, Zone: b.Zone, Kind: power.PQ,
			VoltagePU: math.NaN(), AngleDeg: math.NaN(), VmaxPU: math.NaN(), VminPU: math.NaN()})
	}
	for i := range a.GridBranches {
		b := &a.GridBranches[i]
		n.Branches = append(n.Branches, b.circuits(kv[b.From])...)
	}
	for i := range a.GridGenerators {
		n.Generators = append(n.Generators, a.GridGenerators[i].unit())
	}
	for _, l := range a.GridLoads {
		n.Loads = append(n.Loads, power.Load{ID: l.ID, Bus: l.Bus, MW: l.MW, MVAr: math.NaN(), InService: true})
	}
	for _, l := range a.linksOf(year) {
		n.Links = append(n.Links, power.Link{ID: l.ID, Name: l.Name, From: l.From, To: l.To, Kind: power.LinkKind(l.Kind), MW: l.MW,
			MinMW: -l.ReverseMW, MaxMW: l.ForwardMW, Controllable: true, InService: true})
	}
	n.Interfaces = a.interfacesOf(year)
	if err := n.Check(); err != nil {
		return nil, fmt.Errorf("atlas: network: %w", err)
	}
	return n, nil
}

func (b *GridBranch) circuits(kv float64) []power.Branch {
	base := kv * kv / networkBaseMVA
	one := power.Branch{Name: b.NameLocal, From: b.From, To: b.To, R: b.ROhm / base, X: b.XOhm / base, Tap: 1, RateMW: b.RateMW,
		MinAngleDeg: -360, MaxAngleDeg: 360, Circuits: 1, LengthKm: b.LengthKm, InService: b.InService}
	if b.Kind == GridTransformer {
		one.Kind = power.Transformer
	}
	list := make([]power.Branch, b.Circuits)
	for k := range list {
		list[k] = one
		list[k].ID, list[k].Circuit = b.CircuitID(k+1), strconv.Itoa(k+1)
	}
	return list
}

// CircuitID is the id in Atlas.Network of a branch's circuit, counted from 1.
func (b *GridBranch) CircuitID(number int) string { return b.ID + "/" + strconv.Itoa(number) }

func (g *GridGenerator) unit() power.Generator {
	name := g.Name
	if name == "" {
		name = g.NameLocal
	}
	return power.Generator{ID: g.ID, Bus: g.Bus, Name: name, Fuel: g.Fuel, MW: g.MW, MaxMW: g.MaxMW, InService: g.InService,
		Cost: power.Cost{Model: power.Polynomial, Coefficients: []float64{0, g.CostPerMWh}},
		MVAr: math.NaN(), MinMVAr: math.NaN(), MaxMVAr: math.NaN(), VoltagePU: math.NaN(), BaseMVA: math.NaN()}
}

// linksOf gives each link in its last state up to a year, in the order of the
// table; a link that a later year brings is left out.
func (a *Atlas) linksOf(year int) []GridLink {
	at := make(map[string]int)
	var list []GridLink
	for _, l := range a.GridLinks {
		if l.Year > year {
			continue
		}
		i, seen := at[l.ID]
		if !seen {
			at[l.ID] = len(list)
			list = append(list, l)
		} else if l.Year >= list[i].Year {
			list[i] = l
		}
	}
	return list
}

// interfacesOf gives the borders in the order of their first member, with the
// limits of the tie's last state up to a year.
func (a *Atlas) interfacesOf(year int) []power.Interface {
	at := make(map[string]int)
	var list []power.Interface
	circuits := make(map[string]*GridBranch, len(a.GridBranches))
	for i := range a.GridBranches {
		circuits[a.GridBranches[i].ID] = &a.GridBranches[i]
	}
	for _, m := range a.GridInterfaces {
		i, seen := at[m.Interconnection]
		if !seen {
			i = len(list)
			at[m.Interconnection] = i
			list = append(list, a.limits(m.Interconnection, year))
		}
		b, ok := circuits[m.Branch]
		if !ok { // power.Network.Check tells of it
			list[i].Members = append(list[i].Members, power.Member{Branch: m.Branch, Reverse: m.Reverse})
			continue
		}
		for k := range b.Circuits {
			list[i].Members = append(list[i].Members, power.Member{Branch: b.CircuitID(k + 1), Reverse: m.Reverse})
		}
	}
	return list
}

func (a *Atlas) limits(tie string, year int) power.Interface {
	f := power.Interface{ID: tie, ForwardMW: math.Inf(1), ReverseMW: math.Inf(1)}
	latest := -1
	for _, t := range a.Interconnections {
		if t.ID != tie || t.Year > year || t.Year < latest {
			continue
		}
		latest, f.Name, f.ForwardMW = t.Year, t.Name, t.ForwardMW
		if !math.IsNaN(t.ReverseMW) {
			f.ReverseMW = t.ReverseMW
		}
	}
	return f
}
