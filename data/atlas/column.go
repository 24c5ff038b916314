package atlas

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
)

// column reads and writes one column of a table of T.
type column[T any] struct {
	name  string
	read  func(r *table.Reader, c table.Column, row *T)
	write func(row *T) string
}

func text[T any](name string, at func(*T) *string) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = r.Text(c) },
		func(row *T) string { return *at(row) }}
}

func optionalText[T any](name string, at func(*T) *string) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = r.OptionalText(c) },
		func(row *T) string { return *at(row) }}
}

func word[T any, S ~string](name string, at func(*T) *S, words ...S) column[T] {
	accepted := make([]string, len(words))
	for i, w := range words {
		accepted[i] = string(w)
	}
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = S(r.OneOf(c, accepted...)) },
		func(row *T) string { return string(*at(row)) }}
}

func number[T any](name string, want table.Range, at func(*T) *float64) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = r.Number(c, want) },
		func(row *T) string { return table.FormatNumber(*at(row)) }}
}

func optionalNumber[T any](name string, want table.Range, at func(*T) *float64) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = r.OptionalNumber(c, want) },
		func(row *T) string { return table.FormatNumber(*at(row)) }}
}

func flag[T any](name string, at func(*T) *bool) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = r.Bool(c) },
		func(row *T) string { return strconv.FormatBool(*at(row)) }}
}

// Years outside of these are slips of the pen.
const (
	firstYear = 1950
	lastYear  = 2100
)

func year[T any](name string, at func(*T) *int) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) {
			*at(row) = r.OptionalInteger(c, firstYear, lastYear)
		},
		func(row *T) string { return table.FormatYear(*at(row)) }}
}

// voltages is a list such as 275;66, descending.
func voltages[T any](name string, at func(*T) *[]float64) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) {
			list, ok := parseVoltages(r.Text(c))
			if !ok {
				r.Reject(c, "voltages in kV above 0, highest first, separated by semicolons")
			}
			*at(row) = list
		},
		func(row *T) string {
			words := make([]string, 0, 4)
			for _, kv := range *at(row) {
				words = append(words, table.FormatNumber(kv))
			}
			return strings.Join(words, ";")
		}}
}

func parseVoltages(s string) ([]float64, bool) {
	var list []float64
	for word := range strings.SplitSeq(s, ";") {
		kv, ok := table.ParseNumber([]byte(word))
		if !ok || kv <= 0 || len(list) > 0 && kv >= list[len(list)-1] {
			return nil, false
		}
		list = append(list, kv)
	}
	return slices.Clip(list), true
}

// groups is a list of words separated by semicolons; it may be empty.
func groups[T any](name string, at func(*T) *[]string) column[T] {
	return column[T]{name,
		func(r *table.Reader, c table.Column, row *T) { *at(row) = optical.SplitList(r.OptionalText(c)) },
		func(row *T) string { return optical.JoinList(*at(row)) }}
}

// located gives the two columns of a point.
func located[T any](at func(*T) *[2]float64) []column[T] {
	return []column[T]{
		number("lon", table.Longitude, func(row *T) *float64 { return &at(row)[0] }),
		number("lat", table.Latitude, func(row *T) *float64 { return &at(row)[1] }),
	}
}

// provenance gives the last three columns of every table.
func provenance[T any](at func(*T) *Provenance) []column[T] {
	return []column[T]{
		text("source", func(row *T) *string { return &at(row).Source }),
		text("license", func(row *T) *string { return &at(row).License }),
		word("evidence", func(row *T) *Evidence { return &at(row).Evidence }, Published, Derived, Estimated, Assumed),
	}
}
