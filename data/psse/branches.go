package psse

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// newBranch returns a branch in service with its ends and name.
func newBranch(from, to, circuit string) power.Branch {
	return power.Branch{ID: from + "-" + to + "-" + circuit, From: from, To: to, Circuit: circuit, Tap: 1,
		MinAngleDeg: -360, MaxAngleDeg: 360, LengthKm: math.NaN(), InService: true}
}

// ratings reads RATEA, RATEB, RATEC or RATE1, RATE2, RATE3.
func ratings(r record, at int, b *power.Branch) error {
	return r.numbers(want{at, "first rating", 0, &b.RateMW}, want{at + 1, "second rating", 0, &b.ShortTermMW}, want{at + 2, "third rating", 0, &b.EmergencyMW})
}

func (p *reader) ends(r record) (from, to string, err error) {
	if from, err = p.busAt(r, 0); err != nil {
		return "", "", err
	}
	to, err = p.busAt(r, 1)
	return from, to, err
}

// branch: I, J, CKT, R, X, B, RATEA, RATEB, RATEC, GI, BI, GJ, BJ, ST, MET, LEN;
// revisions 34 and later have NAME and twelve ratings after B. The length's unit
// is not stated, so it is left out.
func (p *reader) branch(r record) error {
	from, to, err := p.ends(r)
	if err != nil {
		return err
	}
	b := newBranch(from, to, r.circuit(2))
	rate, status := 6, 13
	if p.rev >= 34 {
		rate, status = 7, 23
		b.Name = r.field(6)
	}
	var on, gi, gj float64
	if err := r.numbers(want{3, "R", 0, &b.R}, want{4, "X", 0, &b.X}, want{5, "B", 0, &b.B}, want{status - 4, "GI", 0, &gi}, want{status - 2, "GJ", 0, &gj},
		want{status, "ST", 1, &on}); err != nil {
		return err
	}
	if err := ratings(r, rate, &b); err != nil {
		return err
	}
	b.InService = on > 0
	p.net.Branches = append(p.net.Branches, b)
	if gi != 0 || gj != 0 {
		p.net.Note(fmt.Sprintf("line %d: line-connected conductance of branch %s ignored", p.line, b.ID))
	}
	return nil
}

// switching: I, J, CKT, X, RATE1 … RATE12, STATUS.
func (p *reader) switching(r record) error {
	from, to, err := p.ends(r)
	if err != nil {
		return err
	}
	b := newBranch(from, to, r.circuit(2))
	b.ID = "switch-" + b.ID
	var on float64
	if err := r.numbers(want{3, "X", 0.0001, &b.X}, want{16, "STATUS", 1, &on}); err != nil {
		return err
	}
	if err := ratings(r, 4, &b); err != nil {
		return err
	}
	b.InService = on > 0
	p.net.Branches = append(p.net.Branches, b)
	return nil
}

// link: 'NAME', MDC, RDC, SETVL, VSCHD; then the rectifier and the inverter,
// each beginning with its bus.
func (p *reader) link(r record) error {
	rectifier, err := p.more()
	if err != nil {
		return err
	}
	inverter, err := p.more()
	if err != nil {
		return err
	}
	l := power.Link{ID: r.field(0), Name: r.field(0), Kind: power.HVDC}
	if l.From, err = p.busAt(rectifier, 0); err != nil {
		return err
	}
	if l.To, err = p.busAt(inverter, 0); err != nil {
		return err
	}
	var mode, ohm, set, kv float64
	if err := r.numbers(want{1, "MDC", 0, &mode}, want{2, "RDC", 0, &ohm}, want{3, "SETVL", 0, &set}, want{4, "VSCHD", 0, &kv}); err != nil {
		return err
	}
	switch mode {
	case 0:
	case 1: // MW, at the rectifier when positive, else at the inverter
		l.MW, l.InService = math.Abs(set), true
	case 2: // amperes
		l.MW, l.InService = set*kv/1000, true
	default:
		return fmt.Errorf("%q: MDC %v, expected 0, 1 or 2", l.ID, mode)
	}
	if kv > 0 && l.InService {
		amperes := l.MW / kv
		l.LossMW = amperes * amperes * ohm
		if mode == 1 && set < 0 {
			l.MW += l.LossMW
		}
	}
	l.MinMW, l.MaxMW = l.MW, l.MW
	p.net.Links = append(p.net.Links, l)
	return nil
}
