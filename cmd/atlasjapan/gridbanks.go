package main

import (
	"math"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/grid"
)

// bankRounds is how often banks are added and flows computed anew: more banks
// draw more power.
const bankRounds = 4

// sizeBanks gives every transformer station as many banks as carry the flow of
// the peak after the loss of one, since no list of banks is at hand and
// utilities build them so.
func (d *deriver) sizeBanks() {
	if len(d.errs) > 0 {
		return
	}
	for range bankRounds {
		flow, err := networkFlow(&d.atlas)
		if err != nil {
			d.fail("network: %w", err)
			return
		}
		for i := range d.atlas.GridBranches {
			b := &d.atlas.GridBranches[i]
			if b.Kind == atlas.GridTransformer {
				need := int(math.Ceil(math.Abs(flow[b.ID])/b.RateMW)) + 1
				b.Circuits = min(max(b.Circuits, need), maxBanks)
			}
		}
	}
}

const maxBanks = 12

// networkFlow solves the peak and sums the circuits of each branch.
func networkFlow(a *atlas.Atlas) (map[string]float64, error) {
	n, err := a.Network(0)
	if err != nil {
		return nil, err
	}
	g, err := grid.New(n, grid.Options{Slack: grid.SlackProportional})
	if err != nil {
		return nil, err
	}
	flow, sums, at := g.Flow(), make(map[string]float64), 0
	for i := range a.GridBranches {
		b := &a.GridBranches[i]
		for range b.Circuits {
			sums[b.ID] += flow.BranchMW[at]
			at++
		}
	}
	return sums, nil
}
