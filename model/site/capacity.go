package site

import (
	"context"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/grid"
)

// Capacity is what the transmission grid of an atlas can take at each of its
// substations: the N-1 secure hosting capacity of model/grid, one bus at a time.
// Hosting is not additive: two sites share what one of them could have.
type Capacity struct {
	Grid    *grid.Grid
	Hosting *grid.Hosting
	Year    int
	buses   map[string][]busPoint // by substation, highest voltage first
}

// busPoint is a bus of a substation.
type busPoint struct {
	kv     float64
	answer int // in Hosting.Buses
}

// atlasOutages are the contingencies of an atlas's network. Its generators are
// whole stations, and the loss of a station is no single outage.
const atlasOutages = grid.BranchOutages | grid.BridgeOutages

// CapacityOptions say which capacity is meant.
type CapacityOptions struct {
	Year int // state of links and borders; 0 for now
	// EmergencyPct is the rating of a branch after an outage, in percent of its
	// continuous one, where the atlas states none; 0 means 100.
	EmergencyPct float64
	Workers      int // goroutines; the result does not depend on it
	Progress     func(done, total int)
}

// NewCapacity computes the hosting capacity of every substation's buses in the
// atlas's network: contingencies of branches and bridges (its generators are
// stations, not units), pre-existing overloads left aside, elements that take
// less than grid.RankingCutoff of the load not binding. An atlas without a
// network gives nil and no error.
func NewCapacity(ctx context.Context, a *atlas.Atlas, opts CapacityOptions) (*Capacity, error) {
	if len(a.GridBuses) == 0 {
		return nil, nil
	}
	network, err := a.Network(opts.Year)
	if err != nil {
		return nil, err
	}
	if opts.EmergencyPct != 0 {
		if !(opts.EmergencyPct >= 100 && opts.EmergencyPct <= 200) {
			return nil, fmt.Errorf("capacity: emergency rating of %v %%; expected 100 to 200", opts.EmergencyPct)
		}
		network.SetEmergency(opts.EmergencyPct / 100)
	}
	g, err := grid.New(network, grid.Options{Slack: grid.SlackHeadroom})
	if err != nil {
		return nil, fmt.Errorf("capacity: %w", err)
	}
	c := &Capacity{Grid: g, Year: opts.Year, buses: map[string][]busPoint{}}
	var asked []int
	for i, b := range a.GridBuses {
		if b.Substation != "" {
			c.buses[b.Substation] = append(c.buses[b.Substation], busPoint{b.KV, len(asked)})
			asked = append(asked, i)
		}
	}
	c.Hosting, err = g.Hosting(ctx, grid.HostingOptions{
		Outages: atlasOutages, Cutoff: grid.RankingCutoff, Buses: asked, Workers: opts.Workers, Progress: opts.Progress,
	})
	if err != nil {
		return nil, fmt.Errorf("capacity: %w", err)
	}
	return c, nil
}

// At returns the capacity of a substation for a customer that connects at minKV
// or above: of its lowest modelled bus from there up. Below the lowest
// modelled voltage the answer is that of the bus above: the transformers down
// to the customer are not in the model. False when the substation has no bus.
func (c *Capacity) At(substation string, minKV float64) (grid.BusHosting, bool) {
	best, kv := -1, math.Inf(1)
	for _, p := range c.buses[substation] {
		if p.kv >= minKV && p.kv < kv {
			best, kv = p.answer, p.kv
		}
	}
	if best < 0 {
		return grid.BusHosting{}, false
	}
	return c.Hosting.Buses[best], true
}

// Limit says a limit in words: which element, after which outage, and how much
// of each added megawatt it takes.
func (c *Capacity) Limit(l grid.Limit) string {
	if l.None() {
		return "the units' headroom in the island"
	}
	text := c.ElementName(l)
	if l.Outage.Kind == grid.BaseCase {
		return fmt.Sprintf("%s in normal operation (%.0f %% of the load)", text, 100*math.Abs(l.Sensitivity))
	}
	return fmt.Sprintf("%s when %s is lost (%.0f %% of the load)", text, c.OutageName(l.Outage), 100*math.Abs(l.Sensitivity))
}

// ElementName names the element of a limit by its own name and voltage, else by
// its ends.
func (c *Capacity) ElementName(l grid.Limit) string {
	if l.Branch >= 0 {
		return c.branch(l.Branch)
	}
	return "the border " + c.Grid.Network().Interfaces[l.Interface].Name
}

// OutageName names what is lost.
func (c *Capacity) OutageName(o grid.Outage) string {
	if o.Kind == grid.UnitOutage {
		return "the unit " + c.Grid.Network().Generators[o.Index].Name
	}
	return c.branch(o.Index)
}

// branch names a branch by its own name and voltage, else by its ends.
func (c *Capacity) branch(i int) string {
	n := c.Grid.Network()
	b := n.Branches[i]
	from, _ := c.Grid.Bus(b.From)
	to, _ := c.Grid.Bus(b.To)
	ends := fmt.Sprintf("%s–%s", busName(n.Buses[from].Name, b.From), busName(n.Buses[to].Name, b.To))
	if b.Name != "" && b.Name != ends {
		return fmt.Sprintf("%s (%s, %g kV)", b.Name, ends, n.Buses[from].KV)
	}
	return fmt.Sprintf("%s (%g kV)", ends, n.Buses[from].KV)
}

func busName(name, id string) string {
	if name == "" {
		return id
	}
	return name
}

// LineLoading is how much of its rating a line carries with everything in
// service.
type LineLoading struct {
	Line    atlas.GridBranch
	FlowMW  float64 // of one circuit, from From to To
	Loading float64 // |flow| over the continuous rating; NaN without a rating
}

// Loadings returns the loading of the lines (not the transformers) of an atlas
// at its peak, in the order of its table.
func (c *Capacity) Loadings(a *atlas.Atlas) []LineLoading {
	flow := c.Grid.Flow()
	index := map[string]int{}
	for i, b := range c.Grid.Network().Branches {
		index[b.ID] = i
	}
	var lines []LineLoading
	for _, line := range a.GridBranches {
		i, ok := index[line.CircuitID(1)]
		if !ok || line.Kind != atlas.GridLine {
			continue
		}
		loading := math.NaN()
		if line.RateMW > 0 {
			loading = math.Abs(flow.BranchMW[i]) / line.RateMW
		}
		lines = append(lines, LineLoading{line, flow.BranchMW[i], loading})
	}
	return lines
}
