package psse

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// transformer is a record of four lines, or five with three windings.
type transformer struct {
	bus     []string
	circuit string
	name    string
	status  float64
	cw, cz  float64
	winding []winding
	pair    [3]impedance // 1-2, 2-3, 3-1
}

type winding struct {
	volts, nominalKV, shiftDeg float64
	rated                      power.Branch // carries the ratings
}

// impedance between two windings as the file has it.
type impedance struct{ r, x, mva float64 }

// transformer reads I, J, K, CKT, CW, CZ, CM, MAG1, MAG2, NMETR, NAME, STAT and
// the lines of impedances and windings.
func (p *reader) transformer(r record) error {
	t := transformer{circuit: r.circuit(3), name: r.field(10)}
	windings := 2
	if k := r.field(2); k != "" && k != "0" {
		windings = 3
	}
	for i := range windings {
		bus, err := p.busAt(r, i)
		if err != nil {
			return err
		}
		t.bus = append(t.bus, bus)
	}
	if err := r.numbers(want{4, "CW", 1, &t.cw}, want{5, "CZ", 1, &t.cz}, want{11, "STAT", 1, &t.status}); err != nil {
		return err
	}
	z, err := p.more()
	if err != nil {
		return err
	}
	for i := range 2*windings - 3 {
		q := &t.pair[i]
		if err := z.numbers(want{3 * i, "R", 0, &q.r}, want{3*i + 1, "X", 0, &q.x}, want{3*i + 2, "SBASE", p.net.BaseMVA, &q.mva}); err != nil {
			return err
		}
	}
	for i := range windings {
		w, err := p.more()
		if err != nil {
			return err
		}
		one := 1.0
		if t.cw == 2 {
			one = p.kv[t.bus[i]]
		}
		var v winding
		if err := w.numbers(want{0, "WINDV", one, &v.volts}, want{1, "NOMV", 0, &v.nominalKV}, want{2, "ANG", 0, &v.shiftDeg}); err != nil {
			return err
		}
		if i == 0 || windings == 3 {
			if err := ratings(w, 3, &v.rated); err != nil {
				return err
			}
		}
		t.winding = append(t.winding, v)
	}
	if windings == 3 {
		return p.addStar(t)
	}
	return p.addPair(t)
}

// ratio returns the turns ratio of a winding per unit of its bus voltage.
func (p *reader) ratio(t *transformer, i int) (float64, error) {
	w, kv := t.winding[i], p.kv[t.bus[i]]
	ratio := w.volts
	switch t.cw {
	case 1:
	case 2:
		ratio /= kv
	case 3:
		if w.nominalKV != 0 {
			ratio *= w.nominalKV / kv
		}
	default:
		return 0, fmt.Errorf("CW %v, expected 1, 2 or 3", t.cw)
	}
	if !(math.Abs(ratio) > 0) || math.IsInf(ratio, 0) {
		return 0, fmt.Errorf("winding %d: voltage %v (CW %v, bus %v kV) gives no turns ratio", i+1, w.volts, t.cw, kv)
	}
	return ratio, nil
}

// perUnit returns the impedance of a pair on the system base and the voltage
// base of its first winding.
func (p *reader) perUnit(t *transformer, k int) (r, x float64, err error) {
	z := t.pair[k]
	r, x = z.r, z.x
	switch t.cz {
	case 1:
		return r, x, nil
	case 3: // load loss in W and the magnitude of the impedance
		r = z.r / 1e6 / z.mva
		if x*x < r*r {
			return 0, 0, fmt.Errorf("load loss %v W exceeds the impedance %v", z.r, z.x)
		}
		x = math.Sqrt(x*x - r*r)
	case 2:
	default:
		return 0, 0, fmt.Errorf("CZ %v, expected 1, 2 or 3", t.cz)
	}
	if !(z.mva > 0) {
		return 0, 0, fmt.Errorf("SBASE %v, expected a positive number", z.mva)
	}
	scale := p.net.BaseMVA / z.mva
	if w, kv := t.winding[k], p.kv[t.bus[k]]; w.nominalKV > 0 && kv > 0 {
		scale *= w.nominalKV * w.nominalKV / (kv * kv)
	}
	return r * scale, x * scale, nil
}

// addPair adds a two-winding transformer: both ratios go to the first bus, so
// the impedance is scaled by the second ratio squared.
func (p *reader) addPair(t transformer) error {
	t1, err := p.ratio(&t, 0)
	if err != nil {
		return err
	}
	t2, err := p.ratio(&t, 1)
	if err != nil {
		return err
	}
	r, x, err := p.perUnit(&t, 0)
	if err != nil {
		return err
	}
	b := p.windingBranch(&t, 0, t.bus[1], t.circuit)
	b.R, b.X, b.Tap = r*t2*t2, x*t2*t2, t1/t2
	b.InService = t.status > 0
	p.net.Branches = append(p.net.Branches, b)
	return nil
}

func (p *reader) windingBranch(t *transformer, i int, to, circuit string) power.Branch {
	w := t.winding[i]
	b := newBranch(t.bus[i], to, circuit)
	b.Name, b.Kind, b.ShiftDeg = t.name, power.Transformer, w.shiftDeg
	b.RateMW, b.ShortTermMW, b.EmergencyMW = w.rated.RateMW, w.rated.ShortTermMW, w.rated.EmergencyMW
	return b
}

// addStar adds a three-winding transformer as a star of three branches,
// z1 = (z12 + z31 − z23)/2 and so on round.
func (p *reader) addStar(t transformer) error {
	star := power.Bus{ID: "star-" + t.bus[0] + "-" + t.bus[1] + "-" + t.bus[2] + "-" + t.circuit, Name: t.name, KV: math.NaN(),
		Location: power.Nowhere(), Kind: power.PQ, VoltagePU: math.NaN(), AngleDeg: math.NaN(), VmaxPU: math.NaN(), VminPU: math.NaN()}
	if t.status == 0 {
		star.Kind = power.Isolated
	}
	var r, x [3]float64
	for k := range 3 {
		var err error
		if r[k], x[k], err = p.perUnit(&t, k); err != nil {
			return err
		}
	}
	for i := range 3 {
		ratio, err := p.ratio(&t, i)
		if err != nil {
			return err
		}
		before, across := (i+2)%3, (i+1)%3 // pairs i-1…i and the one without i
		b := p.windingBranch(&t, i, star.ID, t.circuit)
		b.R, b.X, b.Tap = (r[i]+r[before]-r[across])/2, (x[i]+x[before]-x[across])/2, ratio
		out := map[float64]int{2: 1, 3: 2, 4: 0} // STAT that opens one winding
		off, one := out[t.status]
		b.InService = t.status > 0 && !(one && off == i)
		p.net.Branches = append(p.net.Branches, b)
	}
	p.net.Buses = append(p.net.Buses, star)
	p.kv[star.ID] = 0
	return nil
}
