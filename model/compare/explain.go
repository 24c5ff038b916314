package compare

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"sync"

	"github.com/wattbit/wattbit/model/scenario"
)

// Explanation says what each group of assumptions does to each figure.
type Explanation struct {
	// Figures are the ids of the figures: those that differ between A and B, and
	// those that a switch moves though both sides agree.
	Figures []string
	// Total, AloneRemainder and LastRemainder have one entry per figure: B less A;
	// what the effects of the groups alone leave of it; and what their effects as
	// the last leave. NaN for texts, and where a part is missing.
	Total, AloneRemainder, LastRemainder []float64
	Switches                             []Switch
}

// Switch is one group of assumptions that is switched by itself.
type Switch struct {
	Group string
	// Alone is A with this group of B; Last is B with this group of A.
	Alone, Last Switched
}

// Switched is what came of one switch.
type Switched struct {
	// Effect has one entry per figure of the explanation: how far the group moves
	// it towards B. NaN for texts, and where a figure is missing.
	Effect []float64
	// Texts are the figures that are texts, by id, where the switch changes them:
	// what they are after it.
	Texts []TextChange
	// Entered and Left count, over all lists, the places that the switch brings in
	// and puts out, towards B.
	Entered, Left int
	// Refused says why the group cannot be switched by itself; empty when it can.
	Refused  string
	headline scenario.Headline
}

// TextChange is a figure without a number that a switch changes.
type TextChange struct {
	ID   string `json:"id"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Explain switches every group of assumptions that differs between two sides,
// and puts the answer into d. It runs twice as many scenarios as there are groups,
// several at a time.
func (d *Difference) Explain(ctx context.Context, a, b Side, opts scenario.RunOptions) error {
	runs, err := newRuns(a, b)
	if err != nil {
		return err
	}
	n := len(d.Groups)
	switches := make([]Switch, n)
	tell := progress(opts, 2*n, "switching "+b.Name)
	err = scenario.Each(ctx, 2*n, opts, func(ctx context.Context, i int, opts scenario.RunOptions) error {
		defer tell()
		group := d.Groups[i/2]
		switches[i/2].Group = group
		if i%2 == 0 {
			return runs.take(ctx, &switches[i/2].Alone, a.Scenario, b.Scenario, group, opts)
		}
		return runs.take(ctx, &switches[i/2].Last, b.Scenario, a.Scenario, group, opts)
	})
	if err != nil {
		return err
	}
	d.Explanation = explanation(a.Headline, b.Headline, switches)
	return nil
}

// runs remembers the two sides: with a single group the switched scenario is the
// other side.
type runs struct {
	sync.Mutex
	known map[string]scenario.Headline
}

func newRuns(sides ...Side) (*runs, error) {
	r := &runs{known: map[string]scenario.Headline{}}
	for _, s := range sides {
		key, err := assumptionsKey(s.Scenario)
		if err != nil {
			return nil, err
		}
		r.known[key] = s.Headline
	}
	return r, nil
}

func assumptionsKey(s *scenario.Scenario) (string, error) {
	all, err := s.Assumptions()
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(all)
	return string(text), err
}

// take runs a scenario with one group of another. A scenario that contradicts
// itself then is refused, which is an answer and no error.
func (r *runs) take(ctx context.Context, out *Switched, sc, from *scenario.Scenario, group string, opts scenario.RunOptions) error {
	taken, err := sc.Take(from, group)
	if err != nil {
		out.Refused = err.Error()
		return nil
	}
	key, err := assumptionsKey(taken)
	if err != nil {
		return err
	}
	r.Lock()
	headline, known := r.known[key]
	r.Unlock()
	if known {
		out.headline = headline
		return nil
	}
	result, err := taken.Run(ctx, opts)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		out.Refused = err.Error()
		return nil
	}
	out.headline = result.Headline()
	return nil
}

func explanation(a, b scenario.Headline, switches []Switch) *Explanation {
	e := &Explanation{Figures: moved(a, b, switches), Switches: switches}
	for i := range e.Switches {
		s := &e.Switches[i]
		s.Alone.measure(e.Figures, a, s.Alone.headline)
		s.Last.measure(e.Figures, s.Last.headline, b)
	}
	for k, id := range e.Figures {
		total := settle(value(b, id)-value(a, id), value(a, id))
		alone, last := total, total
		for _, s := range e.Switches {
			alone -= s.Alone.Effect[k]
			last -= s.Last.Effect[k]
		}
		e.Total, e.AloneRemainder, e.LastRemainder = append(e.Total, total), append(e.AloneRemainder, settle(alone, value(a, id))), append(e.LastRemainder, settle(last, value(a, id)))
	}
	return e
}

// settle makes what floating-point sums leave of nothing nothing.
func settle(rest, of float64) float64 {
	const eps = 1e-9
	if math.Abs(rest) <= eps*max(1, math.Abs(of)) {
		return 0
	}
	return rest
}

// moved lists the figures that differ anywhere, in the order of the headlines.
func moved(a, b scenario.Headline, switches []Switch) []string {
	all := []scenario.Headline{b}
	for _, s := range switches {
		for _, w := range []Switched{s.Alone, s.Last} {
			if w.Refused == "" {
				all = append(all, w.headline)
			}
		}
	}
	var ids []string
	seen := map[string]bool{}
	for _, h := range append([]scenario.Headline{a}, all...) {
		for _, f := range h.Figures {
			if seen[f.ID] {
				continue
			}
			seen[f.ID] = true
			for _, other := range all {
				if x, y := figure(a, f.ID), figure(other, f.ID); !x.Same(y) {
					ids = append(ids, f.ID)
					break
				}
			}
		}
	}
	return ids
}

// measure fills in what lies between two headlines, of which one is the switched one's.
func (w *Switched) measure(ids []string, from, to scenario.Headline) {
	w.Effect = make([]float64, len(ids))
	for k, id := range ids {
		w.Effect[k] = math.NaN()
		if w.Refused != "" {
			continue
		}
		x, y := figure(from, id), figure(to, id)
		w.Effect[k] = settle(y.Value-x.Value, x.Value)
		if x.Text != y.Text {
			w.Texts = append(w.Texts, TextChange{id, x.String(), y.String()})
		}
	}
	if w.Refused != "" {
		return
	}
	for _, p := range lists(from, to) {
		w.Entered += len(p.Entered)
		w.Left += len(p.Left)
	}
}

func figure(h scenario.Headline, id string) scenario.Figure {
	if f, ok := h.Figure(id); ok {
		return f
	}
	return scenario.Figure{ID: id, Value: math.NaN()}
}

func value(h scenario.Headline, id string) float64 { return figure(h, id).Value }

// progress counts runs for a display.
func progress(opts scenario.RunOptions, n int, what string) func() {
	var lock sync.Mutex
	done := 0
	return func() {
		lock.Lock()
		defer lock.Unlock()
		done++
		if opts.Progress != nil {
			opts.Progress(fmt.Sprintf("%s: %d of %d", what, done, n))
		}
	}
}
