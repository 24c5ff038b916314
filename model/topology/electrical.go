package topology

import (
	"fmt"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/power"
)

// Electrical are the values that a map does not have. They are assumptions by
// voltage class; Source says whose.
type Electrical struct {
	BaseMVA      float64
	Lines        []LineClass
	Transformers []TransformerClass
}

// LineClass are the values of one circuit of a voltage.
type LineClass struct {
	KV        float64
	ROhmPerKm float64
	XOhmPerKm float64
	Amps      float64 // continuous current of a circuit
	Source    string
}

// RateMW is √3·V·I, the continuous rating of one circuit.
func (c LineClass) RateMW() float64 { return math.Sqrt(3) * c.KV * c.Amps / 1000 }

// TransformerClass are the banks that join two voltages at a site.
type TransformerClass struct {
	HighKV, LowKV float64
	BankMVA       float64
	Banks         int
	XPercent      float64 // of BankMVA
	Source        string
}

// minKm keeps the reactance of a line between neighbours above nothing.
const minKm = 0.1

// Line returns the class of a voltage.
func (e *Electrical) Line(kv float64) (LineClass, error) {
	for _, c := range e.Lines {
		if c.KV == kv {
			return c, nil
		}
	}
	return LineClass{}, fmt.Errorf("topology: no line class for %g kV", kv)
}

// Transformer returns the class of a pair of voltages.
func (e *Electrical) Transformer(highKV, lowKV float64) (TransformerClass, error) {
	for _, c := range e.Transformers {
		if c.HighKV == highKV && c.LowKV == lowKV {
			return c, nil
		}
	}
	return TransformerClass{}, fmt.Errorf("topology: no transformer class for %g/%g kV", highKV, lowKV)
}

// Impedance returns the series resistance and reactance of one circuit of a
// corridor in ohm.
func (c LineClass) Impedance(lengthKm float64) (rOhm, xOhm float64) {
	km := math.Max(lengthKm, minKm)
	return c.ROhmPerKm * km, c.XOhmPerKm * km
}

// XOhm returns the reactance of one bank in ohm, seen from the higher voltage.
func (c TransformerClass) XOhm() float64 { return c.XPercent / 100 * c.HighKV * c.HighKV / c.BankMVA }

// Network gives the topology its values: every circuit and every bank is a
// branch of its own, so that an outage takes one. Emergency ratings are left
// to the study (0, as the normal one). There are no loads or generators yet.
func (t *Topology) Network(name string, e Electrical) (*power.Network, error) {
	n := &power.Network{Name: name, BaseMVA: e.BaseMVA, FrequencyHz: math.NaN()}
	kv := make(map[string]float64, len(t.Buses))
	for _, b := range t.Buses {
		kv[b.ID] = b.KV
		n.Buses = append(n.Buses, power.Bus{ID: b.ID, Name: b.Name, KV: b.KV, Location: b.Location, Area: b.Area, Zone: b.Zone, Kind: power.PQ,
			VoltagePU: math.NaN(), AngleDeg: math.NaN(), VmaxPU: math.NaN(), VminPU: math.NaN()})
	}
	for _, c := range t.Corridors {
		class, err := e.Line(c.KV)
		if err != nil {
			return nil, err
		}
		base := c.KV * c.KV / e.BaseMVA
		r, x := class.Impedance(c.LengthKm)
		n.Branches = appendCircuits(n.Branches, c.Circuits, power.Branch{ID: c.ID, Name: c.Name, From: c.From, To: c.To, Kind: power.Line,
			R: r / base, X: x / base, RateMW: class.RateMW(), LengthKm: c.LengthKm})
	}
	for _, x := range t.Transformers {
		class, err := e.Transformer(kv[x.From], kv[x.To])
		if err != nil {
			return nil, err
		}
		n.Branches = appendCircuits(n.Branches, class.Banks, power.Branch{ID: x.ID, Name: x.ID, From: x.From, To: x.To, Kind: power.Transformer,
			X: class.XOhm() * e.BaseMVA / (class.HighKV * class.HighKV), RateMW: class.BankMVA, LengthKm: math.NaN()})
	}
	return n, n.Check()
}

func appendCircuits(list []power.Branch, circuits int, one power.Branch) []power.Branch {
	one.Tap, one.MinAngleDeg, one.MaxAngleDeg, one.Circuits, one.InService = 1, -360, 360, 1, true
	id := one.ID
	for k := range circuits {
		one.Circuit = strconv.Itoa(k + 1)
		one.ID = id + "/" + one.Circuit
		list = append(list, one)
	}
	return list
}
