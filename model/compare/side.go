package compare

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/wattbit/wattbit/model/scenario"
)

// Side is one of the runs that are compared.
type Side struct {
	Name     string
	Scenario *scenario.Scenario
	// Finished is the run's folder when the side is one; nil for a scenario that
	// is run here.
	Finished *scenario.Finished
	Headline scenario.Headline
	Warnings []string
}

// Sides runs the scenarios among the sides, several at a time, and fills in what
// they came to. A finished side stands as its folder tells, unless repeat is set:
// then it is run again too and must come to the same.
func Sides(ctx context.Context, sides []Side, opts scenario.RunOptions, repeat bool) error {
	if len(sides) < 2 {
		return fmt.Errorf("%w: %d run; expected two or more", ErrSides, len(sides))
	}
	tell := progress(opts, len(sides), "running")
	return scenario.Each(ctx, len(sides), opts, func(ctx context.Context, i int, opts scenario.RunOptions) error {
		defer tell()
		s := &sides[i]
		if s.Finished != nil && !repeat {
			s.Headline, s.Warnings = s.Finished.Headline, s.Finished.Manifest.Warnings
			return nil
		}
		r, err := s.Scenario.Run(ctx, opts)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		s.Headline, s.Warnings = r.Headline(), r.AllWarnings()
		return s.repeats(r.Inputs)
	})
}

// repeats holds a run that was done again against its folder.
func (s *Side) repeats(inputs []scenario.Input) error {
	if s.Finished == nil {
		return nil
	}
	for i, was := range s.Finished.Manifest.Inputs {
		if i >= len(inputs) || inputs[i] != was {
			return fmt.Errorf("%w: %s cannot be repeated: its input %s (SHA-256 %.12s…) has changed since; run it again, or compare without switching", ErrSides, s.Name, was.Name, was.SHA256)
		}
	}
	was := s.Finished.Headline
	for _, f := range was.Figures {
		if now, ok := s.Headline.Figure(f.ID); !ok || !now.Same(f) {
			return fmt.Errorf("%w: %s does not repeat: %s was %s, now it is %s; run it again, or compare without switching", ErrSides, s.Name, f.ID, exact(f), exact(now))
		}
	}
	if len(was.Figures) != len(s.Headline.Figures) || !slices.EqualFunc(was.Lists, s.Headline.Lists, sameList) {
		return fmt.Errorf("%w: %s does not repeat: its lists of figures and places are others; run it again, or compare without switching", ErrSides, s.Name)
	}
	return nil
}

func sameList(a, b scenario.List) bool {
	return a.ID == b.ID && slices.Equal(a.Places, b.Places)
}

// exact says a figure with all its digits.
func exact(f scenario.Figure) string {
	if f.Text != "" || math.IsNaN(f.Value) {
		return f.String()
	}
	return fmt.Sprint(f.Value)
}
