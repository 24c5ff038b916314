package psse

import (
	"fmt"
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/power"
)

// bus: revision 30 has the shunt in it (I, NAME, BASKV, IDE, GL, BL, AREA,
// ZONE, VM, VA, OWNER), later ones do not (I, NAME, BASKV, IDE, AREA, ZONE,
// OWNER, VM, VA, NVHI, NVLO).
func (p *reader) bus(r record) error {
	n, err := strconv.Atoi(r.field(0))
	if err != nil || n < 1 {
		return fmt.Errorf("number %q, expected a positive integer", r.field(0))
	}
	b := power.Bus{ID: strconv.Itoa(n), Name: r.field(1), Location: power.Nowhere()}
	if _, twice := p.kv[b.ID]; twice {
		return fmt.Errorf("%s stands twice", b.ID)
	}
	area, zone, vm := 4, 5, 7
	var kind, gl, bl float64
	if p.rev < 31 {
		area, zone, vm = 6, 7, 8
		if err := r.numbers(want{4, "GL", 0, &gl}, want{5, "BL", 0, &bl}); err != nil {
			return err
		}
	}
	if err := r.numbers(want{2, "BASKV", 0, &b.KV}, want{3, "IDE", 1, &kind}, want{vm, "VM", 1, &b.VoltagePU},
		want{vm + 1, "VA", 0, &b.AngleDeg}, want{vm + 2, "NVHI", 1.1, &b.VmaxPU}, want{vm + 3, "NVLO", 0.9, &b.VminPU}); err != nil {
		return err
	}
	if p.rev < 31 {
		b.VmaxPU, b.VminPU = math.NaN(), math.NaN()
	}
	b.Kind = power.BusKind(kind)
	if float64(b.Kind) != kind || kind < 1 || kind > 4 {
		return fmt.Errorf("%s: IDE %v, expected 1 to 4", b.ID, kind)
	}
	b.Area, b.Zone = r.field(area), r.field(zone)
	p.kv[b.ID] = b.KV
	if b.KV <= 0 {
		b.KV = math.NaN()
	}
	p.net.Buses = append(p.net.Buses, b)
	if gl != 0 || bl != 0 {
		p.net.Shunts = append(p.net.Shunts, power.Shunt{ID: b.ID, Bus: b.ID, MW: gl, MVAr: bl, InService: true})
	}
	return nil
}

// load: I, ID, STATUS, AREA, ZONE, PL, QL, IP, IQ, YP, YQ. All three kinds of
// load are taken at 1 per unit voltage.
func (p *reader) load(r record) error {
	bus, err := p.busAt(r, 0)
	if err != nil {
		return err
	}
	var on, pl, ql, ip, iq, yp, yq float64
	if err := r.numbers(want{2, "STATUS", 1, &on}, want{5, "PL", 0, &pl}, want{6, "QL", 0, &ql},
		want{7, "IP", 0, &ip}, want{8, "IQ", 0, &iq}, want{9, "YP", 0, &yp}, want{10, "YQ", 0, &yq}); err != nil {
		return err
	}
	p.net.Loads = append(p.net.Loads, power.Load{ID: bus + "-" + r.circuit(1), Bus: bus, MW: pl + ip + yp, MVAr: ql + iq - yq, InService: on > 0})
	return nil
}

// shunt: I, ID, STATUS, GL, BL.
func (p *reader) shunt(r record) error {
	bus, err := p.busAt(r, 0)
	if err != nil {
		return err
	}
	var on, gl, bl float64
	if err := r.numbers(want{2, "STATUS", 1, &on}, want{3, "GL", 0, &gl}, want{4, "BL", 0, &bl}); err != nil {
		return err
	}
	p.net.Shunts = append(p.net.Shunts, power.Shunt{ID: bus + "-" + r.circuit(1), Bus: bus, MW: gl, MVAr: bl, InService: on > 0})
	return nil
}

// unit: I, ID, PG, QG, QT, QB, VS, IREG, MBASE, ZR, ZX, RT, XT, GTAP, STAT,
// RMPCT, PT, PB; revision 35 has NREG after IREG.
func (p *reader) unit(r record) error {
	bus, err := p.busAt(r, 0)
	if err != nil {
		return err
	}
	shift := 0
	if p.rev >= 35 {
		shift = 1
	}
	g := power.Generator{ID: bus + "-" + r.circuit(1), Bus: bus}
	var on float64
	if err := r.numbers(want{2, "PG", 0, &g.MW}, want{3, "QG", 0, &g.MVAr}, want{4, "QT", 9999, &g.MaxMVAr}, want{5, "QB", -9999, &g.MinMVAr},
		want{6, "VS", 1, &g.VoltagePU}, want{8 + shift, "MBASE", p.net.BaseMVA, &g.BaseMVA}, want{14 + shift, "STAT", 1, &on},
		want{16 + shift, "PT", 9999, &g.MaxMW}, want{17 + shift, "PB", -9999, &g.MinMW}); err != nil {
		return err
	}
	g.InService = on > 0
	p.net.Generators = append(p.net.Generators, g)
	return nil
}
