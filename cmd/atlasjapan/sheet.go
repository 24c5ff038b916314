package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/data/table"
)

// row is a row of a fact sheet; its getters tell the deriver what they refuse.
type row struct {
	d     *deriver
	sheet string
	table.Row
}

func (d *deriver) sheet(name string) []row {
	file := name + ".csv"
	src, err := d.facts.Open(file)
	if err != nil {
		d.fail("fact sheet: %w", err)
		return nil
	}
	defer src.Close()
	raw, err := table.ReadAll(src, table.Options{File: file})
	if err != nil {
		d.fail("fact sheet: %w", err)
		return nil
	}
	rows := make([]row, len(raw))
	for i, r := range raw {
		rows[i] = row{d, file, r}
	}
	return rows
}

func (r row) text(column string) string {
	cell, ok := r.Cells[column]
	if !ok {
		r.d.fail("%s: line 1: found no column %q", r.sheet, column)
	}
	return cell
}

// number is NaN for an empty cell.
func (r row) number(column string) float64 {
	cell := r.text(column)
	if cell == "" {
		return math.NaN()
	}
	v, ok := table.ParseNumber([]byte(cell))
	if !ok {
		r.d.fail("%s:%d: column %q: found %q, expected a number", r.sheet, r.Line, column, cell)
	}
	return v
}

func (r row) point(lon, lat string) [2]float64 { return [2]float64{r.number(lon), r.number(lat)} }

var rangePattern = regexp.MustCompile(`^(-?[0-9.]+(?:e[0-9]+)?)-([0-9.]+(?:e[0-9]+)?)$`)

// interval reads "0.06-0.18" as its two ends, and one number as both; a trailing
// plus, at least so much, is dropped.
func (r row) interval(column string) (low, high float64) {
	cell := strings.TrimSuffix(r.text(column), "+")
	if m := rangePattern.FindStringSubmatch(cell); m != nil {
		low, _ = strconv.ParseFloat(m[1], 64)
		high, _ = strconv.ParseFloat(m[2], 64)
		return low, high
	}
	v, ok := table.ParseNumber([]byte(cell))
	if !ok {
		r.d.fail("%s:%d: column %q: found %q, expected a number or a range", r.sheet, r.Line, column, cell)
	}
	return v, v
}

var yearPattern = regexp.MustCompile(`(?:19|20)[0-9]{2}`)

// year is the first year a cell names; 0 when it names none. A fiscal year is
// named by the calendar year it begins in.
func (r row) year(column string) int {
	y, _ := strconv.Atoi(yearPattern.FindString(r.text(column)))
	return y
}

var slugPattern = regexp.MustCompile(`[^a-z0-9]+`)

// slug makes an identifier of a name.
func slug(name string) string {
	return strings.Trim(slugPattern.ReplaceAllString(strings.ToLower(name), "-"), "-")
}
