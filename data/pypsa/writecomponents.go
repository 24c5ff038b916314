package pypsa

import (
	"math"

	"github.com/wattbit/wattbit/data/power"
)

// share writes a limit per unit of a size, 0 of nothing.
func share(mw, size float64) string {
	if mw == 0 {
		return "0"
	}
	return num(mw / size)
}

// size returns a p_nom that both limits can be stated by.
func size(low, high float64) float64 {
	if s := math.Max(math.Abs(low), math.Abs(high)); s > 0 && !math.IsInf(s, 1) {
		return s
	}
	return 1
}

// coefficients returns a cost of second degree or less; what is beyond is noted.
func (w *writer) coefficients(kind, id string, c *power.Cost) (constant, linear, square float64) {
	k := append([]float64(nil), c.Coefficients...)
	for len(k) > 3 && k[len(k)-1] == 0 {
		k = k[:len(k)-1]
	}
	if c.Model == power.Piecewise || len(k) > 3 {
		w.note("%s %q: its cost curve is no polynomial of second degree and left out", kind, id)
		return 0, 0, 0
	}
	k = append(k, 0, 0, 0)
	return k[0], k[1], k[2]
}

func (w *writer) units() [][]string {
	out := [][]string{{"name", "bus", "control", "p_nom", "p_min_pu", "p_max_pu", "p_set", "q_set", "carrier", "unit_type",
		"marginal_cost", "marginal_cost_quadratic", "cost_constant", "start_up_cost", "shut_down_cost", "label", "active"}}
	for i := range w.net.Generators {
		g := &w.net.Generators[i]
		nom := size(g.MinMW, g.MaxMW)
		constant, linear, square := w.coefficients("generator", g.ID, &g.Cost)
		out = append(out, []string{g.ID, g.Bus, "PV", num(nom), share(g.MinMW, nom), share(g.MaxMW, nom), num(g.MW), num(g.MVAr), g.Fuel, g.Type,
			num(linear), num(square), num(constant), num(g.Cost.Startup), num(g.Cost.Shutdown), g.Name, yes(g.InService)})
	}
	return out
}

func (w *writer) loads() [][]string {
	out := [][]string{{"name", "bus", "p_set", "q_set", "active"}}
	for _, l := range w.net.Loads {
		out = append(out, []string{l.ID, l.Bus, num(l.MW), num(l.MVAr), yes(l.InService)})
	}
	return out
}

func (w *writer) links() [][]string {
	out := [][]string{{"name", "bus0", "bus1", "carrier", "efficiency", "p_nom", "p_min_pu", "p_max_pu", "p_set", "marginal_cost",
		"marginal_cost_quadratic", "loss_mw", "controllable", "label", "active"}}
	for i := range w.net.Links {
		l := &w.net.Links[i]
		nom := size(l.MinMW, l.MaxMW)
		_, linear, square := w.coefficients("link", l.ID, &l.Cost)
		out = append(out, []string{l.ID, l.From, l.To, string(l.Kind), num(1 - l.LossShare), num(nom), share(l.MinMW, nom), share(l.MaxMW, nom), num(l.MW),
			num(linear), num(square), num(l.LossMW), yes(l.Controllable), l.Name, yes(l.InService)})
	}
	return out
}

func (w *writer) shunts() [][]string {
	out := [][]string{{"name", "bus", "g", "b", "active"}}
	for _, s := range w.net.Shunts {
		kv := w.kv[s.Bus]
		out = append(out, []string{s.ID, s.Bus, num(s.MW / (kv * kv)), num(s.MVAr / (kv * kv)), yes(s.InService)})
	}
	return out
}
