package main

import (
	"fmt"
	"io"
	"math"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/power"
	powergrid "github.com/wattbit/wattbit/model/grid"
)

// gridCase is a network ready for questions.
type gridCase struct {
	*powergrid.Grid
	net   *power.Network
	atlas *atlas.Atlas // nil when the network comes from a file
	label string
}

// gridHead is what every answer says of its network.
type gridHead struct {
	Case        string   `json:"case"`
	Buses       int      `json:"buses"`
	Branches    int      `json:"branches"`
	Susceptance string   `json:"susceptance"`
	Slack       string   `json:"slack"`
	Notes       []string `json:"notes"`
}

func (c *gridCase) head() gridHead {
	opt := c.Options()
	notes := append([]string{}, c.net.Notes...)
	return gridHead{c.label, len(c.net.Buses), len(c.net.Branches), opt.Susceptance.String(), opt.Slack.String(), append(notes, c.islandNotes()...)}
}

// islandNotes say what had to be decided about the islands.
func (c *gridCase) islandNotes() []string {
	var other, chosen, dead []string
	for _, isl := range c.Islands() {
		bus := c.net.Buses[isl.Reference].ID
		switch {
		case isl.Dead:
			dead = append(dead, bus)
		case isl.Slack != c.Options().Slack:
			other = append(other, bus)
		case isl.ReferenceChosen && isl.Slack == powergrid.SlackReference:
			chosen = append(chosen, bus)
		}
	}
	var notes []string
	for _, n := range []struct {
		buses []string
		what  string
	}{
		{dead, "without a unit or a link: nothing is supplied there; of bus"},
		{other, "where no unit has a share in the slack, so that the reference bus takes the mismatch; of bus"},
		{chosen, "for which the file names no reference bus, so that one was chosen: bus"},
	} {
		if len(n.buses) > 0 {
			notes = append(notes, fmt.Sprintf("islands %s %s (%d)", n.what, firstFew(n.buses), len(n.buses)))
		}
	}
	return notes
}

// failed puts the network before an error of a computation on it.
func (c *gridCase) failed(err error) error { return fmt.Errorf("%s: %w", c.label, err) }

// notesShown is how many notes of a reader a table shows.
const notesShown = 5

func (h *gridHead) print(w io.Writer) {
	fmt.Fprintf(w, "%s: %d buses, %d branches; susceptance %s, slack %s\n", h.Case, h.Buses, h.Branches, h.Susceptance, h.Slack)
	for _, n := range h.Notes[:min(notesShown, len(h.Notes))] {
		fmt.Fprintf(w, "Note: %s\n", n)
	}
	if more := len(h.Notes) - notesShown; more > 0 {
		fmt.Fprintf(w, "Note: %d more, see --json\n", more)
	}
}

// The words for what is no outage of an element.
const (
	labelBase     = "BASE"     // nothing is lost
	labelHeadroom = "HEADROOM" // no element stops the load, the units do
)

// limitView is a limit as scripts read it.
type limitView struct {
	Branch      string        `json:"branch"`
	Contingency string        `json:"contingency"`
	Sensitivity report.Number `json:"sensitivity"`
}

// limit labels a limit; missing tells that there is no figure at all.
func (c *gridCase) limit(l powergrid.Limit, missing bool) limitView {
	switch {
	case missing:
		return limitView{Sensitivity: report.Missing}
	case l.None():
		return limitView{Contingency: labelHeadroom, Sensitivity: report.Missing}
	}
	return limitView{c.ElementLabel(l), c.contingency(l.Outage), number(l.Sensitivity, factorDecimals)}
}

func (c *gridCase) contingency(o powergrid.Outage) string {
	if o.Kind == powergrid.BaseCase {
		return labelBase
	}
	return c.OutageLabel(o)
}

// number is a figure for JSON.
func number(v float64, decimals int) report.Number {
	if math.IsInf(v, 0) {
		return report.Missing
	}
	return report.Number(rounded(v, decimals))
}
