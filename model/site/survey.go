package site

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/wattbit/wattbit/data/atlas"
)

// missing is the figure that cannot be had.
var missing = math.NaN()

// cell is one measured figure.
type cell struct {
	value     float64
	low, high float64 // of bracketed columns; NaN where no range is known
	origin    uint16
	nearest   int32
}

var noCell = cell{value: missing, low: missing, high: missing, nearest: -1}

// measure computes one indicator of one candidate.
type measure struct {
	Indicator
	objects   []Object // nil when the indicator leads to no thing
	bracketed bool     // cells carry a range
	at        func(c *Candidate) cell
}

// family computes indicators that share their work, for many candidates at once.
type family struct {
	columns []spec
	// fill sets cells[k][i] of column k and candidate i.
	fill func(ctx context.Context, candidates []Candidate, cells [][]cell) error
	// whole fills many candidates at once on several workers; nil when fill does
	// it chunk by chunk.
	whole func(ctx context.Context, candidates []Candidate, cells [][]cell, workers int) error
}

// spec describes a column of a family.
type spec struct {
	Indicator
	objects   []Object // nil when the indicator leads to no thing
	bracketed bool     // cells carry a range
}

// alone makes a family of one measure.
func (m measure) alone() family {
	return family{
		columns: []spec{{Indicator: m.Indicator, objects: m.objects, bracketed: m.bracketed}},
		fill: func(_ context.Context, candidates []Candidate, cells [][]cell) error {
			for i := range candidates {
				cells[0][i] = m.at(&candidates[i])
			}
			return nil
		},
	}
}

// Surveyor measures candidates of one atlas. It is made once and may be used by
// many goroutines.
type Surveyor struct {
	families    []family
	wanted      func(id string) bool
	provenances *register
}

// Options says what the survey is for.
type Options struct {
	MW float64 // asked power: it sets the voltage class of substation_km
	// Concentrations are the metros whose distance is dispersion_km.
	Concentrations []string
	// IXMinGbps is the port capacity from which an exchange counts for ix_km, as
	// in RouteOptions.
	IXMinGbps float64
	// Capacity of the grid; nil leaves the figures in megawatts missing.
	Capacity *Capacity
	// Routes of the optical network; nil leaves the figures of routes missing.
	Routes *Routes
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
	all, err := b.families()
	if err != nil {
		return nil, fmt.Errorf("survey: %w", err)
	}
	s := &Surveyor{provenances: reg, wanted: func(id string) bool { return opts.Only == nil || slices.Contains(opts.Only, id) }}
	if err := known(all, opts.Only); err != nil {
		return nil, fmt.Errorf("survey: %w", err)
	}
	for _, f := range all {
		if slices.ContainsFunc(f.columns, func(c spec) bool { return s.wanted(c.ID) }) {
			s.families = append(s.families, f)
		}
	}
	return s, nil
}

// known refuses indicators that no family measures.
func known(all []family, only []string) error {
	for _, id := range only {
		if !slices.ContainsFunc(all, func(f family) bool {
			return slices.ContainsFunc(f.columns, func(c spec) bool { return c.ID == id })
		}) {
			return fmt.Errorf("no indicator %q", id)
		}
	}
	return nil
}

// chunk is the number of candidates that a worker takes at once.
const chunk = 512

// Survey measures the candidates on up to workers goroutines (0: one per
// processor). The table does not depend on their number. When ctx ends, Survey
// returns its error within a chunk's time.
func (s *Surveyor) Survey(ctx context.Context, candidates []Candidate, workers int) (*Table, error) {
	table := &Table{Candidates: candidates, Provenances: s.provenances.list}
	columns := s.emptyColumns(len(candidates))
	err := eachChunk(ctx, len(candidates), workers, func(start, end int) error { return s.fill(ctx, columns, candidates, start, end) })
	if err != nil {
		return nil, err
	}
	if err := s.fillWhole(ctx, columns, candidates, workersOf(workers)); err != nil {
		return nil, err
	}
	for _, indicator := range Catalogue() {
		for _, family := range columns {
			for _, c := range family {
				if c.ID == indicator.ID && s.wanted(c.ID) {
					table.Columns = append(table.Columns, c)
				}
			}
		}
	}
	return table, nil
}

// eachChunk calls do for every chunk of n items on up to workers goroutines (0:
// one per processor). It stops with ctx's error when ctx ends, else with the
// error of the first chunk that fails.
func eachChunk(ctx context.Context, n, workers int, do func(start, end int) error) error {
	workers = workersOf(workers)
	failures := make([]error, (n+chunk-1)/chunk)
	starts := make(chan int)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for start := range starts {
				failures[start/chunk] = do(start, min(start+chunk, n))
			}
		})
	}
	for start := 0; start < n && ctx.Err() == nil; start += chunk {
		select {
		case starts <- start:
		case <-ctx.Done():
		}
	}
	close(starts)
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, err := range failures {
		if err != nil {
			return err
		}
	}
	return nil
}

// emptyColumns makes the columns of every family.
func (s *Surveyor) emptyColumns(n int) [][]*Column {
	all := make([][]*Column, len(s.families))
	for f, family := range s.families {
		for _, c := range family.columns {
			column := &Column{Indicator: c.Indicator, Values: make([]float64, n), Origins: make([]uint16, n)}
			if c.objects != nil {
				column.Objects, column.Nearest = c.objects, make([]int32, n)
			}
			if c.bracketed {
				column.Low, column.High = make([]float64, n), make([]float64, n)
			}
			all[f] = append(all[f], column)
		}
	}
	return all
}

func (s *Surveyor) fill(ctx context.Context, columns [][]*Column, candidates []Candidate, start, end int) error {
	for f, family := range s.families {
		if family.fill == nil {
			continue
		}
		cells := family.cells(end - start)
		if err := family.fill(ctx, candidates[start:end], cells); err != nil {
			return err
		}
		for k, column := range columns[f] {
			column.set(start, cells[k])
		}
	}
	return nil
}

// block is the number of candidates that a whole family measures at once, which
// bounds the memory of its answers.
const block = 1 << 15

// fillWhole measures the families that share their work among all workers.
func (s *Surveyor) fillWhole(ctx context.Context, columns [][]*Column, candidates []Candidate, workers int) error {
	for f, family := range s.families {
		if family.whole == nil {
			continue
		}
		for start := 0; start < len(candidates); start += block {
			end := min(start+block, len(candidates))
			cells := family.cells(end - start)
			if err := family.whole(ctx, candidates[start:end], cells, workers); err != nil {
				return err
			}
			for k, column := range columns[f] {
				column.set(start, cells[k])
			}
		}
	}
	return nil
}

func (f family) cells(n int) [][]cell {
	cells := make([][]cell, len(f.columns))
	for k := range cells {
		cells[k] = make([]cell, n)
	}
	return cells
}

// set copies cells into a column.
func (c *Column) set(start int, cells []cell) {
	for i, cell := range cells {
		c.Values[start+i], c.Origins[start+i] = cell.value, cell.origin
		if c.Nearest != nil {
			c.Nearest[start+i] = cell.nearest
		}
		if c.Low != nil {
			c.Low[start+i], c.High[start+i] = cell.low, cell.high
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

// workersOf is the number of goroutines: one per processor for 0.
func workersOf(n int) int {
	if n <= 0 {
		return runtime.GOMAXPROCS(0)
	}
	return n
}
