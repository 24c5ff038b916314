package site

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"

	"github.com/wattbit/wattbit/data/atlas"
)

// missing is the figure that cannot be had.
var missing = math.NaN()

// cell is one measured figure.
type cell struct {
	value   float64
	origin  uint16
	nearest int32
}

var noCell = cell{value: missing, nearest: -1}

// measure computes one indicator of one candidate.
type measure struct {
	Indicator
	objects []Object // nil when the indicator leads to no thing
	at      func(c *Candidate) cell
}

// Surveyor measures candidates of one atlas. It is made once and may be used by
// many goroutines.
type Surveyor struct {
	measures    []measure
	provenances *register
}

// Options says what the survey is for.
type Options struct {
	MW float64 // asked power: it sets the voltage class of substation_km
	// Concentrations are the metros whose distance is dispersion_km.
	Concentrations []string
	// Only lists the indicators to measure; nil measures every one.
	Only []string
}

// NewSurveyor prepares the survey of an atlas.
func NewSurveyor(a *atlas.Atlas, opts Options) (*Surveyor, error) {
	if math.IsNaN(opts.MW) || opts.MW <= 0 {
		return nil, fmt.Errorf("survey: %g MW asked; expected more than 0", opts.MW)
	}
	reg := newRegister()
	b := builder{atlas: a, opts: opts, reg: reg}
	all, err := b.measures()
	if err != nil {
		return nil, fmt.Errorf("survey: %w", err)
	}
	chosen, err := choose(all, opts.Only)
	if err != nil {
		return nil, fmt.Errorf("survey: %w", err)
	}
	return &Surveyor{measures: chosen, provenances: reg}, nil
}

func choose(all []measure, only []string) ([]measure, error) {
	if only == nil {
		return all, nil
	}
	wanted := map[string]bool{}
	for _, id := range only {
		wanted[id] = true
	}
	chosen := make([]measure, 0, len(wanted))
	for _, m := range all {
		if wanted[m.ID] {
			chosen = append(chosen, m)
			delete(wanted, m.ID)
		}
	}
	for _, id := range only {
		if wanted[id] {
			return nil, fmt.Errorf("no indicator %q", id)
		}
	}
	return chosen, nil
}

// chunk is the number of candidates that a worker takes at once.
const chunk = 512

// Survey measures the candidates on up to workers goroutines (0: one per
// processor). The table does not depend on their number. When ctx ends, Survey
// returns its error within a chunk's time.
func (s *Surveyor) Survey(ctx context.Context, candidates []Candidate, workers int) (*Table, error) {
	table := s.emptyTable(candidates)
	err := eachChunk(ctx, len(candidates), workers, func(start, end int) { s.fill(table, start, end) })
	if err != nil {
		return nil, err
	}
	return table, nil
}

// eachChunk calls do for every chunk of n items on up to workers goroutines (0:
// one per processor), and stops with ctx's error when ctx ends.
func eachChunk(ctx context.Context, n, workers int, do func(start, end int)) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	starts := make(chan int)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for start := range starts {
				do(start, min(start+chunk, n))
			}
		})
	}
	defer group.Wait()
	defer close(starts)
	for start := 0; start < n; start += chunk {
		select {
		case starts <- start:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

func (s *Surveyor) emptyTable(candidates []Candidate) *Table {
	n := len(candidates)
	table := &Table{Candidates: candidates, Provenances: s.provenances.list}
	for _, m := range s.measures {
		column := &Column{Indicator: m.Indicator, Values: make([]float64, n), Origins: make([]uint16, n)}
		if m.objects != nil {
			column.Objects, column.Nearest = m.objects, make([]int32, n)
		}
		table.Columns = append(table.Columns, column)
	}
	return table
}

func (s *Surveyor) fill(table *Table, start, end int) {
	for k, m := range s.measures {
		column := table.Columns[k]
		for i := start; i < end; i++ {
			c := m.at(&table.Candidates[i])
			column.Values[i], column.Origins[i] = c.value, c.origin
			if column.Nearest != nil {
				column.Nearest[i] = c.nearest
			}
		}
	}
}

// register numbers the provenances that figures point to.
type register struct {
	list  []atlas.Provenance
	index map[atlas.Provenance]uint16
}

func newRegister() *register {
	return &register{index: map[atlas.Provenance]uint16{}}
}

// add returns the number of p, always the same for the same provenance.
func (r *register) add(p atlas.Provenance) (uint16, error) {
	if i, ok := r.index[p]; ok {
		return i, nil
	}
	if len(r.list) > math.MaxUint16 {
		return 0, fmt.Errorf("more than %d different sources", math.MaxUint16+1)
	}
	i := uint16(len(r.list))
	r.list = append(r.list, p)
	r.index[p] = i
	return i, nil
}
