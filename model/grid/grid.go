// Package grid computes what an electrical network can carry: DC power flow,
// transfer and outage distribution factors, N-1 secure hosting capacity for
// load at every bus, joint feasibility of several loads, and dispatch.
//
// The model is the linear (DC) one: lossless, flat voltages. A branch carries
//
//	F = b·(θ_from − θ_to − φ)
//
// and the angles follow from θ = B⁻¹(P − P_shift), solved island by island with
// a sparse LDLᵀ factorisation. Powers are MW, sensitivities MW per MW.
//
// A Grid is made once from the records of a network and is then read only: all
// methods may be called from several goroutines. Buses, branches and
// generators are named by their index in the records.
package grid

import (
	"fmt"

	"github.com/wattbit/wattbit/data/power"
)

// Options choose the model. The zero value is MATPOWER's.
type Options struct {
	Susceptance   Susceptance
	Slack         Slack
	ZeroImpedance ZeroImpedance
}

// Susceptance is the formula of a branch's susceptance b.
type Susceptance uint8

// The conventions of three widely used programs.
const (
	Matpower    Susceptance = iota // b = 1/(x·tap), with phase shifts
	XOnly                          // b = 1/x, with phase shifts (PSS/E)
	PowerModels                    // b = x/(r² + x²), no taps, no phase shifts
)

var susceptanceNames = [...]string{"matpower", "x-only", "powermodels"}

// String returns the name that ParseSusceptance takes.
func (s Susceptance) String() string { return nameOf(susceptanceNames[:], int(s)) }

// ParseSusceptance returns the convention named matpower, x-only or powermodels.
func ParseSusceptance(name string) (Susceptance, error) {
	i, err := parseName("susceptance convention", susceptanceNames[:], name)
	return Susceptance(i), err
}

// Slack says which units of an island make up the difference between the
// file's generation and demand, and hence the column sums of its PTDF.
type Slack uint8

// The slack modes. Where an island has no unit with a share in the mode asked
// for, its reference bus takes the difference and Island.Slack says so.
const (
	SlackReference    Slack = iota // the reference bus, its first unit in service
	SlackProportional              // all units, in proportion to their output
	SlackHeadroom                  // all units, in proportion to Pmax − Pg
)

var slackNames = [...]string{"ref", "proportional", "headroom"}

// String returns the name that ParseSlack takes.
func (s Slack) String() string { return nameOf(slackNames[:], int(s)) }

// ParseSlack returns the mode named ref, proportional or headroom.
func ParseSlack(name string) (Slack, error) {
	i, err := parseName("slack mode", slackNames[:], name)
	return Slack(i), err
}

// ZeroImpedance says what becomes of a branch in service without reactance.
type ZeroImpedance uint8

// The treatments. A merged branch joins its buses into one node: it is neither
// monitored nor an outage, and its flow is the limit for equal vanishing
// reactances of all merged branches.
const (
	RefuseZero ZeroImpedance = iota
	MergeZero
)

var zeroNames = [...]string{"refuse", "merge"}

// String returns refuse or merge.
func (z ZeroImpedance) String() string { return nameOf(zeroNames[:], int(z)) }

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("unknown(%d)", i)
}

func parseName(what string, names []string, name string) (int, error) {
	for i, n := range names {
		if n == name {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%s %q, expected one of %v", what, name, names)
}

// Grid is a network ready for computation. Make it with New.
type Grid struct {
	net *power.Network
	opt Options

	busIndex map[string]int32
	node     []int32 // of each bus, -1 when out of service
	buses    [][]int32
	island   []int32 // of each node
	local    []int32 // index of each node within its island

	branches []branch  // aligned with net.Branches
	units    []unit    // aligned with net.Generators
	fixedMW  []float64 // by bus: what does not come from units
	islands  []Island
	solvers  []*islandSolver
	merged   []int // branches that join their buses

	bridges  []Bridge
	bridgeAt []int32 // of each branch, -1 when it is none
	visit    []int32 // depth-first number of each node
}

// branch is a branch as the model sees it.
type branch struct {
	on        bool // in service, between two nodes of one island
	merged    bool
	from, to  int32   // nodes
	lf, lt    int32   // nodes as local indices of the island
	b         float64 // MW per radian
	shiftMW   float64 // −b·φ, added to b·(θ_from − θ_to)
	rateMW    float64 // +Inf when unlimited
	afterMW   float64 // limit after an outage
	voltageKV float64 // of the lower end
}

// unit is a generator as the model sees it.
type unit struct {
	on     bool
	bus    int32
	node   int32
	mw     float64 // after the slack has taken the mismatch
	headMW float64 // max(Pmax − mw, 0)
}

// New checks the network and prepares it: islands are found, each gets a
// reference bus and a factorised susceptance matrix, and the slack takes up
// the mismatch. The network must not change afterwards.
func New(net *power.Network, opt Options) (*Grid, error) {
	if err := opt.check(); err != nil {
		return nil, fmt.Errorf("grid: %w", err)
	}
	if err := net.Check(); err != nil {
		return nil, fmt.Errorf("grid: %w", err)
	}
	g := &Grid{net: net, opt: opt}
	steps := []func() error{g.joinBuses, g.resolveBranches, g.findIslands, g.resolveUnits, g.inject, g.factorize, g.balance, g.findBridges}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("grid: %w", err)
		}
	}
	return g, nil
}

func (o Options) check() error {
	if int(o.Susceptance) >= len(susceptanceNames) || int(o.Slack) >= len(slackNames) || int(o.ZeroImpedance) >= len(zeroNames) {
		return fmt.Errorf("options %+v: unknown value", o)
	}
	return nil
}

// Network returns the records that the grid was made from.
func (g *Grid) Network() *power.Network { return g.net }

// Options returns the options that the grid was made with.
func (g *Grid) Options() Options { return g.opt }

// Bus returns the index of the bus with an id.
func (g *Grid) Bus(id string) (int, bool) {
	i, ok := g.busIndex[id]
	return int(i), ok
}

// Merged returns the branches without reactance whose buses were joined.
func (g *Grid) Merged() []int { return g.merged }

// BranchInService tells whether a branch carries flow: it is switched on and
// both its buses are in service.
func (g *Grid) BranchInService(i int) bool { return g.branches[i].on || g.branches[i].merged }

// UnitMW returns the output of a generator after the slack has taken the
// mismatch of its island; 0 when out of service.
func (g *Grid) UnitMW(i int) float64 { return g.units[i].mw }

// HeadroomMW returns what a generator could produce more: max(Pmax − Pg, 0),
// 0 when out of service.
func (g *Grid) HeadroomMW(i int) float64 { return g.units[i].headMW }
