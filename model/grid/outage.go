package grid

import (
	"fmt"
	"strings"
)

// Outages is a set of kinds of single contingency.
type Outages uint8

// The kinds. A bridge takes the smaller side of the network with it, its
// units and loads included; what it fed is made up on the other side.
const (
	BranchOutages Outages = 1 << iota // branches that are not bridges
	BridgeOutages
	UnitOutages
	AllOutages = BranchOutages | BridgeOutages | UnitOutages
)

// Outage is one contingency; the zero value is the undisturbed network.
type Outage struct {
	Kind  OutageKind
	Index int // of the branch or the generator
}

// OutageKind tells contingencies apart.
type OutageKind uint8

// The kinds of contingency.
const (
	BaseCase OutageKind = iota
	BranchOutage
	BridgeOutage
	UnitOutage
)

var outageNames = [...]string{"base", "branch", "bridge", "unit"}

// String returns base, branch, bridge or unit.
func (k OutageKind) String() string { return nameOf(outageNames[:], int(k)) }

// Limit is what stops a load from growing: a branch or an interface at its
// rating, in the base case or after an outage.
type Limit struct {
	Branch    int // −1 when it is not a branch
	Interface int // −1 when it is not an interface
	Outage    Outage
	// Sensitivity is the change of the element's flow per MW of load.
	Sensitivity float64
}

var noLimit = Limit{Branch: -1, Interface: -1}

// None tells that no element stops the load: the units' headroom does.
func (l Limit) None() bool { return l.Branch < 0 && l.Interface < 0 }

// ElementLabel names the element of a limit, such as "B8:4-9", empty when
// there is none. A numeric id gets the letter of its table before it.
func (g *Grid) ElementLabel(l Limit) string {
	switch {
	case l.Branch >= 0:
		return g.BranchLabel(l.Branch)
	case l.Interface >= 0:
		return prefixed("I", g.net.Interfaces[l.Interface].ID)
	}
	return ""
}

// BranchLabel names a branch by its id and buses, such as "B8:4-9"; an id that
// begins with the buses stands alone.
func (g *Grid) BranchLabel(i int) string {
	br := &g.net.Branches[i]
	if strings.HasPrefix(br.ID, br.From+"-"+br.To) {
		return br.ID
	}
	return fmt.Sprintf("%s:%s-%s", prefixed("B", br.ID), br.From, br.To)
}

// OutageLabel names a contingency, such as "B8:4-9" or "G2@7"; empty for the
// base case.
func (g *Grid) OutageLabel(o Outage) string {
	switch o.Kind {
	case BranchOutage, BridgeOutage:
		return g.BranchLabel(o.Index)
	case UnitOutage:
		gen := &g.net.Generators[o.Index]
		return prefixed("G", gen.ID) + "@" + gen.Bus
	}
	return ""
}

func prefixed(letter, id string) string {
	for _, c := range id {
		if c < '0' || c > '9' {
			return id
		}
	}
	return letter + id
}
