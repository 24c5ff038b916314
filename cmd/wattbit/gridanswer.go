package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/folder"
	"github.com/wattbit/wattbit/data/geojson"
)

// gridAnswer is what a grid command found. As JSON it is itself; what else it
// can be written as, the methods of these interfaces tell.
type gridAnswer interface{ print(w io.Writer) }

type gridSheet interface{ csv(w *csv.Writer) error }

type gridMap interface {
	features() ([]*geojson.Feature, error)
}

// write prints an answer, or writes it to the file asked for, whole or not at all.
func (o *gridOutput) write(cmd *cobra.Command, answer gridAnswer) error {
	if o.output != "" {
		return folder.StreamFile(cmd.Context(), o.output, func(w io.Writer) error { return o.render(w, answer) })
	}
	if o.format == "table" { // unbuffered: a heading is bold on a terminal
		answer.print(cmd.OutOrStdout())
		return nil
	}
	w := bufio.NewWriter(cmd.OutOrStdout())
	if err := o.render(w, answer); err != nil {
		return err
	}
	return w.Flush()
}

func (o *gridOutput) render(w io.Writer, answer gridAnswer) error {
	switch o.format {
	case "json":
		if m, ok := answer.(*gridMatrix); ok { // a number a line would be unreadable
			return json.NewEncoder(w).Encode(m)
		}
		return printJSON(w, answer)
	case "csv":
		sheet := csv.NewWriter(w)
		if err := answer.(gridSheet).csv(sheet); err != nil {
			return err
		}
		sheet.Flush()
		return sheet.Error()
	case "geojson":
		features, err := answer.(gridMap).features()
		if err != nil {
			return err
		}
		return geojson.Write(w, features)
	}
	answer.print(w)
	return nil
}

// cell writes a number for CSV, rounded to so many decimals: rounding errors
// differ from machine to machine. A missing one is an empty cell.
func cell(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if decimals > 0 {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "-0" {
		return "0"
	}
	return text
}

// rounded rounds to so many decimals and turns −0 into 0.
func rounded(v float64, decimals int) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return v
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', decimals, 64), 64)
	if err != nil { // cannot be: the text is that of a float
		return v
	}
	return short + 0
}

// Decimals of printed figures: milliwatts, and 1e-12 of a factor.
const (
	mwDecimals     = 9
	factorDecimals = 12
)

// shown writes a number for people, "–" when there is none.
func shown(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	return strconv.FormatFloat(rounded(v, decimals), 'f', decimals, 64)
}

// wholePercent writes a share for people.
func wholePercent(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*v)
}

// count tells how much of a long computation is done.
func (p *progress) count(what string, done, total int) {
	if p.alive && (done == total || done%64 == 0) {
		p.tell(fmt.Sprintf("%s %d of %d", what, done, total))
	}
}
