package portfolio

import (
	"math"

	"github.com/wattbit/wattbit/model/cost"
	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/site"
)

// waysPerClass is how many substations of a voltage class are looked at until
// one can take a firm load.
const waysPerClass = 3

// connect adds the ways to connect a draft: for each voltage class that a site
// of its size could use the nearest substation of the network that does not
// hang on a single line, firm and, where asked for, flexible.
func (st *Study) connect(connector *site.Connector, d *draft) error {
	full := sum(st.Settings.Facility.BlocksMW) * st.in.PUE
	smallest := st.Settings.Facility.BlocksMW[0] * st.in.PUE
	for _, class := range cost.Classes() {
		mw := math.Min(full, class.MaxMW)
		if mw < smallest {
			continue
		}
		ways, err := connector.Connections(d.Candidate.Location, mw, waysPerClass)
		if err != nil {
			return err
		}
		if way, ok := st.nearest(ways, class); ok {
			if err := st.addConnection(d, way, mw); err != nil {
				return err
			}
		}
		if class.MaxMW >= full {
			break // a higher voltage only costs more
		}
	}
	return nil
}

// nearest is the nearest way of a class within reach that the network knows, or
// whose spare capacity is published.
func (st *Study) nearest(ways []site.Connection, class cost.Class) (site.Connection, bool) {
	best, found := site.Connection{AirKm: math.Inf(1)}, false
	for _, w := range ways {
		firm := w.Published || w.Modelled && !w.Hosting.Radial && st.hosts(w)
		if w.Class.Name == class.Name && firm && w.AirKm <= st.Settings.Sites.MaxKm && w.AirKm < best.AirKm && !math.IsNaN(w.Cost.Total().Base) {
			best, found = w, true
		}
	}
	return best, found
}

// hosts reports whether a bus could take anything at all.
func (st *Study) hosts(w site.Connection) bool { return w.Hosting.NextMW > 0 || w.Hosting.BaseMW > 0 }

func (st *Study) addConnection(d *draft, way site.Connection, mw float64) error {
	lead, _, err := st.book.LeadTime(way.Class)
	if err != nil {
		return err
	}
	years := st.leadYears(lead)
	jpy := way.Cost.Total().Base * st.Settings.Costs.Grid
	option := plan.Connection{
		ID: way.Class.Name + " at " + way.Substation.ID, Bus: st.busOf(way), MaxMW: mw, FirmShare: 1,
		ReadyYear: max(st.readyYear(years), way.Substation.ReadyYear),
		Capex:     st.networkCapex(plan.Money{Private: jpy}),
	}
	d.Connections = append(d.Connections, GridWay{Connection: way})
	d.site.Connections = append(d.site.Connections, option)
	if flex := st.Settings.Grid.Flexible; flex.ShedPct > 0 {
		option.ID += ", flexible"
		option.FirmShare = 1 - flex.ShedPct/100
		option.ReadyYear = max(st.readyYear(math.Max(0, years-flex.EarlierYears)), way.Substation.ReadyYear)
		lost := st.Settings.Delay.MarginMJPYPerMWMonth * 12e6 * flex.CurtailedPct / 100
		option.PerMWYear = plan.Money{Private: lost / st.in.PUE}
		d.Connections = append(d.Connections, GridWay{Connection: way, Flexible: true})
		d.site.Connections = append(d.site.Connections, option)
	}
	return nil
}

// busOf is the bus of the problem that a way connects to; that of a substation
// whose spare capacity is published stands for itself.
func (st *Study) busOf(way site.Connection) int {
	if way.Published {
		for _, p := range st.watts.published {
			if p.substation.ID == way.Substation.ID {
				return p.bus
			}
		}
		bus := st.numBuses()
		st.watts.published = append(st.watts.published, publishedBus{way.Substation, bus})
		return bus
	}
	return st.networkBus(way.Hosting.Bus)
}

func (st *Study) numBuses() int { return len(st.watts.busAt) + len(st.watts.published) }

// networkBus numbers a bus of the network.
func (st *Study) networkBus(bus int) int {
	if st.watts.busAt == nil {
		st.watts.busAt = map[int]int{}
	}
	n, known := st.watts.busAt[bus]
	if !known {
		n = st.numBuses()
		st.watts.busAt[bus] = n
	}
	return n
}
