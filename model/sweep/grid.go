package sweep

import (
	"fmt"
	"strings"
)

// Setting is one change of a scenario.
type Setting struct {
	Key   string
	Value string // as after the = of --set
}

func (s Setting) String() string { return s.Key + "=" + s.Value }

// Row is one variant as it was asked for.
type Row struct {
	Name     string // own name; empty when it gets a number
	Settings []Setting
	Place    string // where it was said, such as list.csv:3; empty for a grid
}

// Axis is one key of a grid with the values it takes.
type Axis struct {
	Key    string
	Values []string
}

// ParseAxis reads key=value,value,… Commas within brackets or quotes belong to a
// value: candidates.regions=[hokkaido,tohoku],[kyushu] has two values.
func ParseAxis(text string) (Axis, error) {
	key, rest, ok := strings.Cut(text, "=")
	key = strings.TrimSpace(key)
	if !ok || key == "" {
		return Axis{}, fmt.Errorf("%w: %q; expected key=value or key=value,value,… such as site.mw=100,200", ErrVariants, text)
	}
	values, err := split(rest)
	if err != nil {
		return Axis{}, fmt.Errorf("%w: %q: %w", ErrVariants, text, err)
	}
	for _, v := range values {
		if v == "" {
			return Axis{}, fmt.Errorf("%w: %q: a value is empty; expected one between every two commas", ErrVariants, text)
		}
	}
	return Axis{key, values}, nil
}

// split cuts at the commas that stand outside brackets and quotes.
func split(text string) ([]string, error) {
	var values []string
	var open []rune // closing brackets that are awaited
	quote, start := rune(0), 0
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '[':
			open = append(open, ']')
		case r == '{':
			open = append(open, '}')
		case r == ']' || r == '}':
			if len(open) == 0 || open[len(open)-1] != r {
				return nil, fmt.Errorf("%q closes nothing", r)
			}
			open = open[:len(open)-1]
		case r == ',' && len(open) == 0:
			values = append(values, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("%q is not closed", quote)
	}
	if len(open) > 0 {
		return nil, fmt.Errorf("expected %q at the end", open[len(open)-1])
	}
	return append(values, strings.TrimSpace(text[start:])), nil
}

// Grid returns every combination of the axes' values, the last axis fastest. No
// axis makes one row without changes.
func Grid(axes []Axis) ([]Row, error) {
	seen := map[string]bool{}
	rows := []Row{{}}
	for _, axis := range axes {
		if seen[axis.Key] {
			return nil, fmt.Errorf("%w: %s is given twice; expected all its values in one: %s=value,value", ErrVariants, axis.Key, axis.Key)
		}
		seen[axis.Key] = true
		if n := len(rows) * len(axis.Values); n > MaxVariants {
			return nil, fmt.Errorf("%w: the grid has %d variants with %s; expected at most %d", ErrVariants, n, axis.Key, MaxVariants)
		}
		longer := make([]Row, 0, len(rows)*len(axis.Values))
		for _, row := range rows {
			for _, value := range axis.Values {
				longer = append(longer, row.and(Setting{axis.Key, value}))
			}
		}
		rows = longer
	}
	return rows, nil
}

func (r Row) and(more ...Setting) Row {
	r.Settings = append(r.Settings[:len(r.Settings):len(r.Settings)], more...)
	return r
}

// Product returns every combination of a row of the list and a row of the grid.
// A named row keeps its name, with the number in the grid when that has several.
func Product(list, grid []Row) ([]Row, error) {
	if n := len(list) * len(grid); n > MaxVariants {
		return nil, fmt.Errorf("%w: list times grid are %d; expected at most %d", ErrVariants, n, MaxVariants)
	}
	var rows []Row
	for _, row := range list {
		for i, more := range grid {
			both := row.and(more.Settings...)
			if row.Name != "" && len(grid) > 1 {
				both.Name = fmt.Sprintf("%s-%d", row.Name, i+1)
			}
			rows = append(rows, both)
		}
	}
	return rows, nil
}
