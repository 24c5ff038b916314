package grid

import (
	"fmt"
	"math"
)

// share is a node's or a unit's part in something that sums to 1.
type share struct {
	at int32
	w  float64
}

// balance lets the slack of each island take the difference between demand
// and generation.
func (g *Grid) balance() error {
	for i := range g.units {
		if u := &g.units[i]; u.on {
			g.islands[g.island[u.node]].GenerationMW += u.mw
		}
	}
	for k := range g.islands {
		isl := &g.islands[k]
		if isl.Dead {
			for _, bus := range isl.Buses {
				g.fixedMW[bus] = 0
			}
			continue
		}
		isl.SlackMW = isl.DemandMW - isl.LinkMW - isl.GenerationMW
		if err := g.takeSlack(k); err != nil {
			return err
		}
	}
	for i := range g.units {
		if u := &g.units[i]; u.on {
			u.headMW = math.Max(g.net.Generators[i].MaxMW-u.mw, 0)
			g.islands[g.island[u.node]].HeadroomMW += u.headMW
		}
	}
	return nil
}

// takeSlack shares out an island's slack and keeps the shares by node.
func (g *Grid) takeSlack(island int) error {
	isl, solver := &g.islands[island], g.solvers[island]
	weights, err := g.slackWeights(island)
	if err != nil {
		return err
	}
	isl.Slack = g.opt.Slack
	if len(weights) == 0 {
		isl.Slack = SlackReference
		if first := g.firstUnitAt(isl.Reference); first >= 0 {
			g.units[first].mw += isl.SlackMW
		} else {
			g.fixedMW[isl.Reference] += isl.SlackMW
		}
		return nil
	}
	for _, s := range weights {
		u := &g.units[s.at]
		u.mw += s.w * isl.SlackMW
		solver.slack = append(solver.slack, share{g.local[u.node], s.w})
	}
	return nil
}

// slackWeights returns the share of each unit of an island in its slack; none
// when the reference bus takes it all.
func (g *Grid) slackWeights(island int) ([]share, error) {
	if g.opt.Slack == SlackReference {
		return nil, nil
	}
	var list []share
	total := 0.0
	for i := range g.units {
		u, gen := &g.units[i], &g.net.Generators[i]
		if !u.on || g.island[u.node] != int32(island) {
			continue
		}
		w := math.Max(u.mw, 0)
		if g.opt.Slack == SlackHeadroom {
			w = math.Max(gen.MaxMW-u.mw, 0)
		}
		if math.IsInf(w, 1) {
			return nil, fmt.Errorf("generator %q has no upper limit: its share of the %v slack is undefined", gen.ID, g.opt.Slack)
		}
		if w > 0 {
			list = append(list, share{int32(i), w})
			total += w
		}
	}
	for i := range list {
		list[i].w /= total
	}
	return list, nil
}

// firstUnitAt returns the first unit in service at a bus, -1 when there is none.
func (g *Grid) firstUnitAt(bus int) int {
	for i := range g.units {
		if g.units[i].on && g.units[i].bus == int32(bus) {
			return i
		}
	}
	return -1
}
