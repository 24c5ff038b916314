package grid

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
)

// RankingCutoff is the distribution-factor cut-off customary for ranking
// sites: an element that takes 5 % of the load or less does not stop it.
const RankingCutoff = 0.05

// Policy says what an element means that is overloaded before any load is added.
type Policy uint8

// The policies.
const (
	Exclude Policy = iota // it is ignored, counted and reported
	NoWorse               // it must not get worse: no load that adds to it
)

var policyNames = [...]string{"exclude", "no-worse"}

// String returns the name that ParsePolicy takes.
func (p Policy) String() string { return nameOf(policyNames[:], int(p)) }

// ParsePolicy returns the policy named exclude or no-worse.
func ParsePolicy(name string) (Policy, error) {
	i, err := parseName("policy", policyNames[:], name)
	return Policy(i), err
}

// HostingOptions choose what hosting capacity means. The zero value is a
// study of every bus with all branches that are not bridges as contingencies,
// policy exclude and no cut-off.
type HostingOptions struct {
	Outages Outages // 0: BranchOutages
	Policy  Policy
	// Cutoff is the share of the load that an element must exceed to bind,
	// 0 ≤ Cutoff < 1. See RankingCutoff.
	Cutoff float64
	// CutoffByKV overrides Cutoff for elements by the lower voltage of their
	// ends: the band with the highest MinKV that the element reaches holds.
	CutoffByKV []CutoffBand
	Buses      []int // indices; nil: all
	Workers    int   // 0: GOMAXPROCS. The answer does not depend on it.
	// MaxBytes refuses a study that needs more memory (see HostingBytes); 0: no limit.
	MaxBytes int64
	// Progress is called now and then from one goroutine with the contingencies done.
	Progress func(done, total int)
}

// CutoffBand is the cut-off of elements of MinKV and above.
type CutoffBand struct{ MinKV, Cutoff float64 }

// smallestSensitivity is the cut-off that rounding asks for.
const smallestSensitivity = 1e-9

// overloadMW is how far a flow may exceed a limit before it counts as an overload.
const overloadMW = 1e-6

func (o *HostingOptions) check(buses int) error {
	bands := append([]CutoffBand{{Cutoff: o.Cutoff}}, o.CutoffByKV...)
	for _, b := range bands {
		if !(b.Cutoff >= 0 && b.Cutoff < 1) || math.IsNaN(b.MinKV) {
			return fmt.Errorf("cut-off %g from %g kV, expected 0 ≤ cut-off < 1", b.Cutoff, b.MinKV)
		}
	}
	if o.Outages&^AllOutages != 0 || int(o.Policy) >= len(policyNames) {
		return fmt.Errorf("outages %d, policy %d: unknown value", o.Outages, o.Policy)
	}
	for _, b := range o.Buses {
		if b < 0 || b >= buses {
			return fmt.Errorf("bus %d of %d", b, buses)
		}
	}
	return nil
}

func (o *HostingOptions) cutoff(kv float64) float64 {
	cutoff, from := o.Cutoff, math.Inf(-1)
	for _, b := range o.CutoffByKV {
		if kv >= b.MinKV && b.MinKV >= from {
			cutoff, from = b.Cutoff, b.MinKV
		}
	}
	return math.Max(cutoff, smallestSensitivity)
}

func (o *HostingOptions) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// BusHosting is the answer for one bus. Hosting is not additive: the figures
// of two buses do not hold together, see Joint.
type BusHosting struct {
	Bus int
	// FirmMW is the most load that the bus can take, in the base case and
	// after every contingency; NaN when the bus is out of service. It counts
	// no more than its island's headroom.
	FirmMW  float64
	Binding Limit
	// NextMW is what FirmMW becomes when the ratings of the binding element and of
	// the circuits parallel to it are lifted, Next what stops it then; NextMW − FirmMW is what the upgrade
	// unlocks.
	NextMW float64
	Next   Limit
	// BaseMW is the most load in the base case alone. It bounds flexible load,
	// which may be shed after an outage.
	BaseMW      float64
	BaseBinding Limit

	// Radial tells that one outage blacks the bus out: its firm supply is 0
	// whatever FirmMW says of the network. RadialBranch is the bridge nearest
	// to it, −1 when there is none.
	Radial       bool
	RadialBranch int

	// Aggravated counts the overloads that exist without the load and that it
	// makes worse, of what policy ever; WorstAggravated is the most sensitive.
	Aggravated      int
	WorstAggravated Limit
	// Residual counts the overloads that FirmMW causes in elements below the
	// cut-off; the worst one exceeds its rating by ResidualMW.
	Residual      int
	ResidualMW    float64
	WorstResidual Limit
}

// Overload is an element above its limit.
type Overload struct {
	Limit
	FlowMW  float64
	LimitMW float64
}

// Hosting is the hosting capacity of every bus asked for.
type Hosting struct {
	Buses []BusHosting // in the order asked for

	// PreExisting are the overloads without any load, the worst first.
	PreExisting []Overload
	// Skipped are outages that have no solution: a unit or a lost part with
	// all the headroom, a resonance of negative reactances.
	Skipped []Outage

	Elements  int   // monitored
	Outages   int   // examined
	Pairs     int64 // elements × outages
	Evaluated int64 // pairs that pruning left, the rest provably bind nowhere
	Bytes     int64 // of sensitivities held
}

// Hosting returns the most load that each bus can take while no monitored
// element is overloaded, neither in the base case (normal ratings) nor after
// any single contingency (emergency ratings). Each load is balanced by the
// island's units in proportion to their headroom. It stops within a second
// when ctx is cancelled.
func (g *Grid) Hosting(ctx context.Context, opt HostingOptions) (*Hosting, error) {
	if err := opt.check(len(g.node)); err != nil {
		return nil, fmt.Errorf("grid: hosting: %w", err)
	}
	if opt.Outages == 0 {
		opt.Outages = BranchOutages
	}
	if opt.Buses == nil {
		opt.Buses = make([]int, len(g.node))
		for i := range opt.Buses {
			opt.Buses[i] = i
		}
	}
	if need := g.HostingBytes(opt); opt.MaxBytes > 0 && need > opt.MaxBytes {
		return nil, fmt.Errorf("grid: hosting: needs %d MB, more than the %d MB allowed", need>>20, opt.MaxBytes>>20)
	}
	h := &Hosting{Buses: make([]BusHosting, len(opt.Buses))}
	for i, bus := range opt.Buses {
		h.Buses[i] = BusHosting{Bus: bus, FirmMW: math.NaN(), NextMW: math.NaN(), BaseMW: math.NaN(), Binding: noLimit,
			Next: noLimit, BaseBinding: noLimit, RadialBranch: -1, WorstAggravated: noLimit, WorstResidual: noLimit}
	}
	flow := g.Flow()
	studies, total, err := g.studies(&opt, flow)
	if err != nil {
		return nil, fmt.Errorf("grid: hosting: %w", err)
	}
	done := 0
	for _, st := range studies {
		st.progress = func(n int) {
			if done += n; opt.Progress != nil {
				opt.Progress(done, total)
			}
		}
		if err := st.run(ctx, h); err != nil {
			return nil, fmt.Errorf("grid: hosting: %w", err)
		}
	}
	g.markRadial(h)
	slices.SortStableFunc(h.PreExisting, func(a, b Overload) int {
		return -cmpFloat(math.Abs(a.FlowMW)-a.LimitMW, math.Abs(b.FlowMW)-b.LimitMW)
	})
	return h, nil
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// HostingBytes returns the memory that Hosting takes for its sensitivities:
// one row per branch of an island with units, one column per bus asked for.
func (g *Grid) HostingBytes(opt HostingOptions) int64 {
	columns := make([]map[int32]bool, len(g.islands))
	buses := opt.Buses
	count := func(bus int) {
		if node := g.node[bus]; node >= 0 {
			k := g.island[node]
			if columns[k] == nil {
				columns[k] = map[int32]bool{}
			}
			columns[k][node] = true
		}
	}
	for _, bus := range buses {
		count(bus)
	}
	if buses == nil {
		for bus := range g.node {
			count(bus)
		}
	}
	total := int64(0)
	for k, s := range g.solvers {
		if len(columns[k]) > 0 && g.islands[k].HeadroomMW > 0 {
			total += MatrixBytes(len(s.branches), len(columns[k]))
		}
	}
	return total
}

// markRadial finds the buses that a single outage blacks out.
func (g *Grid) markRadial(h *Hosting) {
	nearest := make(map[int]int)
	for k, b := range g.bridges {
		for _, bus := range g.LostBusIndices(b) {
			if have, ok := nearest[bus]; !ok || b.LostBuses < g.bridges[have].LostBuses {
				nearest[bus] = k
			}
		}
	}
	for i := range h.Buses {
		if k, ok := nearest[h.Buses[i].Bus]; ok {
			h.Buses[i].Radial, h.Buses[i].RadialBranch = true, g.bridges[k].Branch
		}
	}
}
