package shock

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/fiber"
	work "github.com/wattbit/wattbit/model/internal/share"
)

var inf = math.Inf(1)

// maxSites bounds the pairs of sites that are held against classes.
const maxSites = 2000

// atLeastOne is the chance of at least one of so many expected cuts.
func atLeastOne(expected float64) float64 { return -math.Expm1(-expected) }

// Problem is what a shock is computed on.
type Problem struct {
	Shock   *Shock
	Ground  *Ground
	Bits    Bits
	Sites   []Site
	Classes []Class // Classes() when nil
	Workers int     // goroutines; the result does not depend on it
}

// Run computes what is alive after a shock. The sites must have been given; their
// loads without MW are counted and left out.
func Run(ctx context.Context, p Problem) (*Result, error) {
	if p.Classes == nil {
		p.Classes = Classes()
	}
	if p.Shock == nil || p.Ground == nil {
		return nil, errors.New("shock: expected a shock and its ground")
	}
	if err := p.Shock.Check(); err != nil {
		return nil, p.Shock.placed(err)
	}
	if len(p.Sites) == 0 || len(p.Sites) > maxSites {
		return nil, fmt.Errorf("shock: found %d sites; expected 1 to %d", len(p.Sites), maxSites)
	}
	unknown, err := checkSites(p.Sites, p.Classes)
	if err != nil {
		return nil, err
	}
	w, err := newWires(p.Bits, p.Sites, p.Classes)
	if err != nil {
		return nil, err
	}
	f, err := newFootprint(p.Shock, p.Ground)
	if err != nil {
		return nil, p.Shock.placed(err)
	}
	worst, struck, err := searchWorst(ctx, p.Shock, w, p.Sites)
	if err != nil {
		return nil, err
	}
	k, err := newStrike(struck, f, w, p.Sites)
	if err != nil {
		return nil, p.Shock.placed(err)
	}
	r, err := runStrike(ctx, k, p)
	if err != nil {
		return nil, err
	}
	r.UnknownLoads, r.Worst = unknown, worst
	return r, nil
}

// runner holds what all samples share.
type runner struct {
	*strike
	Problem
	apart    [][]float64 // km by air between sites
	backupOf []int       // the site that takes over from each, -1 for none
	before   *reach
	rows     int // standing, connected, then one a class
}

// The rows before those of the classes.
const (
	rowStanding = iota
	rowConnected
	firstClassRow
)

func runStrike(ctx context.Context, k *strike, p Problem) (*Result, error) {
	r := &runner{strike: k, Problem: p, apart: airKm(p.Sites), rows: firstClassRow + len(p.Classes)}
	at := map[string]int{}
	for i, s := range p.Sites {
		at[s.ID] = i
	}
	for _, s := range p.Sites {
		r.backupOf = append(r.backupOf, -1)
		if s.Backup != "" {
			r.backupOf[len(r.backupOf)-1] = at[s.Backup]
		}
	}
	var err error
	if r.before, err = k.wires.measure(ctx, k.wires.net, make([]bool, k.wires.own)); err != nil {
		return nil, err
	}
	k.wires.settle(r.before)
	return r.all(ctx)
}

// blockSize is how many samples are summed by one worker before the sums are added
// up in order, so that the number of workers cannot change a sum.
const blockSize = 32

func (r *runner) all(ctx context.Context) (*Result, error) {
	samples := max(1, r.shock.Draws.Samples)
	blocks := make([]*tally, (samples+blockSize-1)/blockSize)
	values := make([][]float64, samples) // by row and hour
	err := work.Each(ctx, len(blocks), r.Workers, func(b int) error {
		t := newTally(r)
		for s := b * blockSize; s < min(samples, (b+1)*blockSize); s++ {
			v, err := r.sample(ctx, s, t)
			if err != nil {
				return err
			}
			values[s] = v
		}
		blocks[b] = t
		return nil
	})
	if err != nil {
		return nil, err
	}
	total := newTally(r)
	for _, t := range blocks {
		total.add(t)
	}
	return r.result(values, total), nil
}

// sample computes one event at every hour.
func (r *runner) sample(ctx context.Context, number int, t *tally) ([]float64, error) {
	d := newDraw(r.shock.Draws, number)
	lost := r.draw(&d)
	halls, grid := make([]float64, len(r.Sites)), make([]float64, len(r.Sites))
	for i := range r.Sites {
		halls[i], grid[i] = d.share(r.halls[i]), d.share(r.grid[i])
	}
	t.count(lost)
	states := map[phase]*reach{}
	var values []float64
	for h, hour := range r.shock.Hours {
		key := r.phase(hour)
		if states[key] == nil {
			state, err := r.after(ctx, lost, key)
			if err != nil {
				return nil, err
			}
			states[key] = state
		}
		conditions := make([]condition, len(r.Sites))
		for i := range r.Sites {
			conditions[i] = r.shock.stand(halls[i], grid[i], r.backup[i], hour)
		}
		values = append(values, r.serve(states[key], conditions, t, h)...)
	}
	return values, nil
}

// after measures the network with what is still lost in a phase.
func (r *runner) after(ctx context.Context, lost losses, p phase) (*reach, error) {
	spans, nodes, failed := r.left(lost, p)
	if len(spans)+len(nodes) == 0 {
		return r.before, nil
	}
	net, err := r.wires.net.Apply(fiber.FailParts{Spans: spans, Nodes: nodes})
	if err != nil {
		return nil, fmt.Errorf("shock: %w", err)
	}
	return r.wires.measure(ctx, net, failed)
}
