package sweep

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/wattbit/wattbit/model/scenario"
)

// Plan is a sweep whose variants are loaded and checked.
type Plan struct {
	Base     string // built-in name or path
	Version  string // of the program
	Keys     []string
	Plans    bool // the variants' joint plans are made too, see WithPlans
	Inputs   []scenario.Input
	Variants []Variant
}

// Variant is one scenario of a sweep.
type Variant struct {
	Name     string
	Settings []Setting
	Scenario *scenario.Scenario
	Inputs   []scenario.Input
	// Key is the SHA-256 of all that the result depends on: the scenario with
	// every default filled in, the program's version, and the hashes of its inputs.
	Key string
}

// Changes says the settings in one line.
func (v Variant) Changes() string {
	texts := make([]string, len(v.Settings))
	for i, s := range v.Settings {
		texts[i] = s.String()
	}
	if len(texts) == 0 {
		return "no change"
	}
	return strings.Join(texts, " ")
}

// value is what a variant has at one of the sweep's keys: what was set, else
// what the base says, else empty.
func (v Variant) value(key string, filled map[string]string) string {
	for _, s := range v.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return strings.Trim(filled[key], `"`)
}

// New loads every variant of a base scenario and checks it as far as that can be
// done without running. The error of a variant says where it was asked for.
func New(ctx context.Context, version, base string, rows []Row) (*Plan, error) {
	if _, err := scenario.Check(base); err != nil {
		return nil, err
	}
	p := &Plan{Base: base, Version: version}
	width := len(fmt.Sprint(len(rows)))
	named, byKey := map[string]bool{}, map[string]string{}
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		v := Variant{Name: row.Name, Settings: row.Settings}
		if v.Name == "" {
			v.Name = fmt.Sprintf("%0*d", width, i+1)
		}
		if err := p.check(row, &v, named); err != nil {
			return nil, err
		}
		if err := v.load(ctx, version, base); err != nil {
			return nil, located(row, v, err)
		}
		if other, twice := byKey[v.Key]; twice {
			return nil, located(row, v, fmt.Errorf("%w: it is the same scenario as variant %s", ErrVariants, other))
		}
		byKey[v.Key] = v.Name
		for _, input := range v.Inputs {
			if !slices.Contains(p.Inputs, input) {
				p.Inputs = append(p.Inputs, input)
			}
		}
		p.Variants = append(p.Variants, v)
	}
	return p, nil
}

// WithPlans also makes the joint plan of every variant, so that its figures are
// known. Searches stop by their gap and not by the clock, so that a repeat gives
// the same.
func (p *Plan) WithPlans() *Plan {
	q := *p
	q.Plans = true
	q.Variants = slices.Clone(p.Variants)
	for i := range q.Variants {
		v := &q.Variants[i]
		sc := *v.Scenario
		sc.Plan.Search.Seconds = 0
		v.Scenario = &sc
		sum := sha256.Sum256([]byte(v.Key + " with plans"))
		v.Key = hex.EncodeToString(sum[:])
	}
	return &q
}

// check refuses names and keys that clash, and notes the keys.
func (p *Plan) check(row Row, v *Variant, named map[string]bool) error {
	if strings.ContainsFunc(v.Name, unicode.IsControl) {
		return located(row, *v, fmt.Errorf("%w: its name %q holds a control character", ErrVariants, v.Name))
	}
	if named[v.Name] {
		return located(row, *v, fmt.Errorf("%w: two variants have this name", ErrVariants))
	}
	named[v.Name] = true
	for i, s := range v.Settings {
		for _, before := range v.Settings[:i] {
			if s.Key == before.Key || strings.HasPrefix(s.Key, before.Key+".") || strings.HasPrefix(before.Key, s.Key+".") {
				return located(row, *v, fmt.Errorf("%w: %s and %s contradict each other", ErrVariants, before, s))
			}
		}
		if !slices.Contains(p.Keys, s.Key) {
			p.Keys = append(p.Keys, s.Key)
		}
	}
	return nil
}

// located says which variant an error is about. A mistake in a list is one in a
// file, whatever it would be on the command line.
func located(row Row, v Variant, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	text := strings.TrimPrefix(err.Error(), ErrVariants.Error()+": ")
	switch {
	case row.Place != "":
		return fmt.Errorf("%w: %s: %s: %s", ErrVariants, row.Place, v.Name, text)
	case errors.Is(err, ErrVariants):
		return fmt.Errorf("%w: %s (%s): %s", ErrVariants, v.Name, v.Changes(), text)
	}
	return fmt.Errorf("variant %s (%s): %w", v.Name, v.Changes(), err)
}

func (v *Variant) load(ctx context.Context, version, base string) error {
	settings := make([]string, len(v.Settings))
	for i, s := range v.Settings {
		settings[i] = s.String()
	}
	var err error
	if v.Scenario, err = scenario.Check(base, settings...); err != nil {
		return err
	}
	if v.Inputs, err = v.Scenario.Hashes(ctx); err != nil {
		return err
	}
	data, err := json.Marshal(struct {
		Version  string
		Scenario *scenario.Scenario
		Inputs   []scenario.Input
	}{version, v.Scenario, v.Inputs})
	if err != nil {
		return fmt.Errorf("variant %s: %w", v.Name, err)
	}
	sum := sha256.Sum256(data)
	v.Key = hex.EncodeToString(sum[:])
	return nil
}
