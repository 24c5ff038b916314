package power

import (
	"math"

	"github.com/paulmach/orb"
)

// Bus is a node: one substation at one voltage.
type Bus struct {
	ID       string
	Name     string
	KV       float64   // nominal voltage, NaN when unknown
	Location orb.Point // longitude, latitude; both NaN when unknown
	Area     string    // control area
	Zone     string    // synchronous or loss zone
	Kind     BusKind

	// The voltage state that AC formats carry, kept so that files survive a
	// round trip; NaN when absent. Only AngleDeg of a reference bus is used.
	VoltagePU, AngleDeg float64
	VmaxPU, VminPU      float64
}

// BusKind is the role of a bus in a power flow.
type BusKind uint8

// The roles, with the numbers that MATPOWER and PSS/E give them.
const (
	PQ        BusKind = 1
	PV        BusKind = 2
	Reference BusKind = 3
	Isolated  BusKind = 4 // out of service
)

// Nowhere is the location of a bus whose place is unknown.
func Nowhere() orb.Point { return orb.Point{math.NaN(), math.NaN()} }

// Load is demand at a bus.
type Load struct {
	ID        string
	Bus       string
	MW, MVAr  float64
	InService bool
}

// Shunt is a fixed admittance, stated as what it draws (MW) and injects (MVAr)
// at 1 per unit voltage.
type Shunt struct {
	ID        string
	Bus       string
	MW, MVAr  float64
	InService bool
}

// Generator is a generating unit.
type Generator struct {
	ID   string
	Bus  string
	Name string
	Fuel string // as the file names it, such as nuclear or ng
	Type string // unit type, such as ST or WT

	MW           float64 // output
	MinMW, MaxMW float64 // MinMW < 0 for a dispatchable load or storage
	InService    bool
	Cost         Cost

	// Kept for AC formats; NaN when absent.
	MVAr, MinMVAr, MaxMVAr float64
	VoltagePU, BaseMVA     float64
}
