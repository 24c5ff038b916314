package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/model/grid"
)

// writeState tells the size of the network and the overloads of its peak.
func (c *calibration) writeState(s *strings.Builder) error {
	n, err := c.d.atlas.Network(0)
	if err != nil {
		return err
	}
	g, err := grid.New(n, grid.Options{Slack: grid.SlackProportional})
	if err != nil {
		return err
	}
	flow := g.Flow()
	r := &c.d.topology.Report
	kept := 0.0
	for _, b := range c.d.atlas.GridBranches {
		if b.Kind == atlas.GridLine {
			kept += b.LengthKm
		}
	}
	fmt.Fprintf(s, "\n## The network\n%d buses, %d lines and transformers (%d circuits and banks), %d islands. Of %.0f km of line on the map, %.1f %% are in the network; %d ends were joined to another end, %d tees and %d voltages of stations were guessed, %d pieces between zones are kept open, %d systems were joined to a bus close by.\n",
		len(c.d.atlas.GridBuses), len(c.d.atlas.GridBranches), len(n.Branches), len(g.Islands()), r.LinesKm, 100*kept/r.LinesKm, len(r.Snapped), len(r.Tees), len(r.Guessed), len(r.OpenTies), len(r.Repairs))
	s.WriteString("\nOverloads of the peak, with everything in service:\n\n| element | circuits or banks | above rating | above 1.5 × |\n|---|---|---|---|\n")
	kv := make(map[string]float64)
	for _, b := range n.Buses {
		kv[b.ID] = b.KV
	}
	for _, class := range []struct {
		name string
		is   func(*power.Branch) bool
	}{{"500 kV lines", lineOf(kv, 500)}, {"275 kV lines", lineOf(kv, 275)}, {"220 kV lines", lineOf(kv, 220)}, {"187 kV lines", lineOf(kv, 187)}, {"154 kV lines", lineOf(kv, 154)},
		{"transformers", func(b *power.Branch) bool { return b.Kind == power.Transformer }}} {
		count, over, far := 0, 0, 0
		for i := range n.Branches {
			if b := &n.Branches[i]; class.is(b) && b.InService {
				count++
				load := math.Abs(flow.BranchMW[i]) / b.RateMW
				if load > 1 {
					over++
				}
				if load > 1.5 {
					far++
				}
			}
		}
		fmt.Fprintf(s, "| %s | %d | %d | %d |\n", class.name, count, over, far)
	}
	return nil
}

func lineOf(kv map[string]float64, class float64) func(*power.Branch) bool {
	return func(b *power.Branch) bool { return b.Kind == power.Line && kv[b.From] == class }
}

// overloads counts the circuits in service above their rating.
func (c *calibration) overloads() int {
	count := 0
	for id, mw := range c.flow {
		if b := c.branch[id]; math.Abs(mw) > float64(b.Circuits)*b.RateMW {
			count += b.Circuits
		}
	}
	return count
}
