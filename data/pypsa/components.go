package pypsa

import (
	"fmt"
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// all reads several time series.
func (r *reader) all(files ...string) ([]series, error) {
	out := make([]series, len(files))
	for i, f := range files {
		var err error
		if out[i], err = r.series(f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *reader) units() error {
	t, err := r.table("generators.csv", false)
	if err != nil {
		return err
	}
	s, err := r.all("generators-p_set.csv", "generators-p_min_pu.csv", "generators-p_max_pu.csv", "generators-marginal_cost.csv")
	if err != nil {
		return err
	}
	index := map[string]int{}
	for i := range r.net.Buses {
		index[r.net.Buses[i].ID] = i
	}
	for i := range t.rows {
		row := t.row(i)
		nan := math.NaN()
		g := power.Generator{ID: row.name(), Name: row.text("label", ""), Bus: r.at(row, "bus"), Fuel: row.text("carrier", ""), Type: row.text("unit_type", ""),
			InService: row.active(), MVAr: row.number("q_set", nan), MinMVAr: nan, MaxMVAr: nan, VoltagePU: nan, BaseMVA: nan}
		size := row.limit("p_nom", 0)
		g.MW = s[0].of(g.ID, row.number("p_set", 0))
		g.MinMW = scaled(size, s[1].of(g.ID, row.limit("p_min_pu", 0)))
		g.MaxMW = scaled(size, s[2].of(g.ID, row.limit("p_max_pu", 1)))
		if row.number("sign", 1) < 0 {
			g.MW, g.MinMW, g.MaxMW = -g.MW, -g.MaxMW, -g.MinMW
		}
		linear, square := s[3].of(g.ID, row.number("marginal_cost", 0)), row.number("marginal_cost_quadratic", 0)
		g.Cost = polynomial(row.number("cost_constant", 0), linear, square)
		g.Cost.Startup, g.Cost.Shutdown = row.number("start_up_cost", 0), row.number("shut_down_cost", 0)
		if row.err != nil {
			return row.err
		}
		b := &r.net.Buses[index[g.Bus]]
		switch {
		case row.text("control", "") == "Slack":
			b.Kind = power.Reference
		case b.Kind == power.PQ:
			b.Kind = power.PV
		}
		r.net.Generators = append(r.net.Generators, g)
	}
	return nil
}

// scaled multiplies a size that may be infinite.
func scaled(size, pu float64) float64 {
	if pu == 0 {
		return 0
	}
	return size * pu
}

func polynomial(constant, linear, square float64) power.Cost {
	c := power.Cost{Model: power.Polynomial, Coefficients: []float64{constant, linear}}
	if square != 0 {
		c.Coefficients = append(c.Coefficients, square)
	}
	return c
}

func (r *reader) loads() error {
	t, err := r.table("loads.csv", false)
	if err != nil {
		return err
	}
	s, err := r.all("loads-p_set.csv", "loads-q_set.csv")
	if err != nil {
		return err
	}
	for i := range t.rows {
		row := t.row(i)
		l := power.Load{ID: row.name(), Bus: r.at(row, "bus"), InService: row.active()}
		sign := -row.number("sign", -1)
		l.MW = sign * s[0].of(l.ID, row.number("p_set", 0))
		l.MVAr = sign * s[1].of(l.ID, row.number("q_set", 0))
		if row.err != nil {
			return row.err
		}
		r.net.Loads = append(r.net.Loads, l)
	}
	return nil
}

func (r *reader) links() error {
	t, err := r.table("links.csv", false)
	if err != nil {
		return err
	}
	s, err := r.all("links-p_set.csv")
	if err != nil {
		return err
	}
	for i := range t.rows {
		row := t.row(i)
		l := power.Link{ID: row.name(), Name: row.text("label", ""), From: r.at(row, "bus0"), To: r.at(row, "bus1"), Kind: power.HVDC,
			InService: row.active(), Controllable: row.text("controllable", "True") == "True"}
		switch kind := power.LinkKind(row.text("carrier", "")); kind {
		case power.FrequencyConverter, power.BackToBack:
			l.Kind = kind
		}
		size, efficiency := row.limit("p_nom", 0), row.number("efficiency", 1)
		l.MW = s[0].of(l.ID, row.number("p_set", 0))
		l.MinMW, l.MaxMW = scaled(size, row.limit("p_min_pu", 0)), scaled(size, row.limit("p_max_pu", 1))
		l.LossMW, l.LossShare = row.number("loss_mw", 0), 1-efficiency
		if cost := row.number("marginal_cost", 0); cost != 0 {
			l.Cost = polynomial(0, cost, row.number("marginal_cost_quadratic", 0))
		}
		if row.text("bus2", "") != "" {
			return row.fail("a link with more than two buses has no place here")
		}
		if row.err != nil {
			return row.err
		}
		if !(efficiency > 0 && efficiency <= 1) {
			return row.fail("efficiency %v, expected more than 0 and at most 1", efficiency)
		}
		if l.MinMW < 0 && efficiency < 1 {
			r.net.Note(fmt.Sprintf("links.csv:%d: the loss of %q counts in both directions", t.lines[i], l.ID))
		}
		r.net.Links = append(r.net.Links, l)
	}
	return nil
}

// shunts: g and b in S.
func (r *reader) shunts() error {
	t, err := r.table("shunt_impedances.csv", false)
	if err != nil {
		return err
	}
	for i := range t.rows {
		row := t.row(i)
		s := power.Shunt{ID: row.name(), Bus: r.at(row, "bus"), InService: row.active()}
		kv := r.kv[s.Bus]
		s.MW, s.MVAr = row.number("g", 0)*kv*kv, row.number("b", 0)*kv*kv
		if row.err != nil {
			return row.err
		}
		r.net.Shunts = append(r.net.Shunts, s)
	}
	return nil
}
