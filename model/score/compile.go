package score

import (
	"errors"
	"fmt"
	"math"

	"github.com/wattbit/wattbit/model/score/value"
)

// ErrModel is wrapped by every error about gates, criteria or weights.
var ErrModel = errors.New("score: bad model")

// Scorer is a checked model, ready to score any table that has its columns. It
// is safe for concurrent use.
type Scorer struct {
	gates     []Gate
	criteria  []compiled
	steps     []FunnelStep // one per gate and veto, counts zero
	weightSum float64
	warnings  []string
}

type compiled struct {
	Criterion
	fn     *value.Function
	weight float64 // normalised
	veto   int     // index of its funnel step, or −1
}

// Compile checks the model and returns its scorer.
func (m Model) Compile() (*Scorer, error) {
	s := &Scorer{gates: m.Gates}
	for _, step := range []func(Model) error{s.compileGates, s.compileCriteria, s.compileWeights} {
		if err := step(m); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrModel, err)
		}
	}
	return s, nil
}

func (s *Scorer) compileGates(m Model) error {
	seen := map[string]bool{}
	for _, g := range m.Gates {
		if err := g.Check(); err != nil {
			return err
		}
		if seen[g.ID] {
			return fmt.Errorf("two gates have the id %q", g.ID)
		}
		seen[g.ID] = true
		s.steps = append(s.steps, FunnelStep{Gate: g})
	}
	return nil
}

func (s *Scorer) compileCriteria(m Model) error {
	if len(m.Criteria) == 0 {
		return errors.New("it has no criteria")
	}
	ids, columns := map[string]bool{}, map[string]string{}
	for _, c := range m.Criteria {
		if c.ID == "" {
			return errors.New("a criterion has no id")
		}
		if ids[c.ID] {
			return fmt.Errorf("two criteria have the id %q", c.ID)
		}
		ids[c.ID] = true
		if c.Column == "" {
			c.Column = c.ID
		}
		if other, ok := columns[c.Column]; ok {
			return fmt.Errorf("criteria %q and %q both use the column %q: it would be counted twice", other, c.ID, c.Column)
		}
		columns[c.Column] = c.ID
		if err := s.compileCriterion(c); err != nil {
			return fmt.Errorf("criterion %q: %w", c.ID, err)
		}
	}
	if len(s.steps) > maxGates {
		return fmt.Errorf("%d gates and vetoes, at most %d", len(s.steps), maxGates)
	}
	return nil
}

func (s *Scorer) compileCriterion(c Criterion) error {
	fn, err := c.Value.Compile()
	if err != nil {
		return err
	}
	if err := fn.CheckDirection(c.Direction); err != nil {
		return err
	}
	if !(c.Weight >= 0) || math.IsInf(c.Weight, 0) {
		return fmt.Errorf("weight is %v, must be 0 or more", c.Weight)
	}
	for _, level := range []*float64{c.Minimum, c.Veto} {
		if level != nil && !(*level >= 0 && *level <= 1) {
			return fmt.Errorf("minimum or veto is %v, must be a partial value from 0 to 1", *level)
		}
	}
	out := compiled{Criterion: c, fn: fn, veto: -1}
	if c.Veto != nil {
		out.veto = len(s.steps)
		s.steps = append(s.steps, FunnelStep{Veto: true, Gate: Gate{
			ID: "veto " + c.ID, Title: c.Name, Column: c.Column, Op: AtLeast, Threshold: *c.Veto, Source: c.Source,
		}})
	}
	if lo, hi := fn.Span(); hi-lo < 0.9 {
		s.warn("criterion %q: its values only span %.3g to %.3g, so its weight counts for less than it says", c.ID, lo, hi)
	}
	s.criteria = append(s.criteria, out)
	return nil
}

func (s *Scorer) warn(format string, args ...any) {
	s.warnings = append(s.warnings, fmt.Sprintf(format, args...))
}

// compileWeights refers every weight to its value function's range and lets
// them sum to 1.
func (s *Scorer) compileWeights(Model) error {
	for i := range s.criteria {
		c := &s.criteria[i]
		c.weight = c.Weight
		if len(c.WeightRange) > 0 {
			lo, hi := c.fn.Range()
			w, err := Swing(c.Weight, c.WeightRange, []float64{lo, hi})
			if err != nil {
				return fmt.Errorf("criterion %q: %w", c.ID, err)
			}
			if w != c.Weight {
				s.warn("criterion %q: weight %.6g for the range %v is %.6g for the range of its value function, %v", c.ID, c.Weight, c.WeightRange, w, []float64{lo, hi})
			}
			c.weight = w
		}
		s.weightSum += c.weight
	}
	if !(s.weightSum > 0) || math.IsInf(s.weightSum, 0) {
		return fmt.Errorf("the weights sum to %v, must be above 0", s.weightSum)
	}
	for i := range s.criteria {
		s.criteria[i].weight /= s.weightSum
	}
	return nil
}

// bind finds the table's columns of all gates and criteria.
func (s *Scorer) bind(t *Table) (gates, criteria []*Column, err error) {
	find := func(what, id, column, unit string) (*Column, error) {
		c := t.Column(column)
		if c == nil {
			return nil, fmt.Errorf("%w: %s %q needs the column %q", ErrTable, what, id, column)
		}
		if unit != "" && c.Unit != "" && unit != c.Unit {
			return nil, fmt.Errorf("%w: column %q is in %s, %s %q expects %s", ErrTable, column, c.Unit, what, id, unit)
		}
		return c, nil
	}
	for _, g := range s.gates {
		c, err := find("gate", g.ID, g.Column, g.Unit)
		if err != nil {
			return nil, nil, err
		}
		gates = append(gates, c)
	}
	for _, cr := range s.criteria {
		c, err := find("criterion", cr.ID, cr.Column, cr.Unit)
		if err != nil {
			return nil, nil, err
		}
		criteria = append(criteria, c)
	}
	return gates, criteria, nil
}
