package atlas

import (
	"fmt"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
	"github.com/wattbit/wattbit/geo"
)

var fiberRules = []Rule{
	{"span-ends", "Fiber spans join two different fiber nodes", "light enters a span at a node, or not at all", checkSpanEnds},
	{"span-length", "A fiber span is 1 to 5 times as long as its air line", "a length in metres or of another span bends every route around it", checkSpanLengths},
	{"span-ready", "A fiber span is not ready before its nodes", "a route over a landing that is not there yet is no route", checkSpanReady},
	{"fiber-whole", "Long-haul nodes are joined by spans", "a node without a way to the others serves no site", checkFiberWhole},
}

const spanTable = "fiber_spans"

func (a *Atlas) fiberNodesByID() map[string]*FiberNode {
	nodes := make(map[string]*FiberNode, len(a.FiberNodes))
	for i := range a.FiberNodes {
		nodes[a.FiberNodes[i].ID] = &a.FiberNodes[i]
	}
	return nodes
}

func checkSpanEnds(c *Checker) {
	nodes := c.Atlas.fiberNodesByID()
	for i, s := range c.Atlas.FiberSpans {
		if nodes[s.From] == nil {
			c.Row(Error, spanTable, i, "from", s.From, "the id of a fiber node")
		}
		switch {
		case nodes[s.To] == nil:
			c.Row(Error, spanTable, i, "to", s.To, "the id of a fiber node")
		case s.From == s.To:
			c.Row(Error, spanTable, i, "to", s.To, "another node than that in \"from\"")
		}
	}
}

// The stretch of a span is its length over its air line. Below shortSpanKm the
// way from the door to the street outweighs the air line.
const (
	maxStretch     = 5
	shortSpanKm    = 1
	stretchSlackKm = 0.05 // lengths and places are rounded
)

func checkSpanLengths(c *Checker) {
	nodes := c.Atlas.fiberNodesByID()
	for i, s := range c.Atlas.FiberSpans {
		from, to := nodes[s.From], nodes[s.To]
		if from == nil || to == nil || from == to {
			continue
		}
		airKm := geo.DistanceKm(from.Location, to.Location)
		value := table.FormatNumber(s.LengthKm)
		switch {
		case s.LengthKm == 0 || airKm == 0 && !(s.LengthKm > 0):
			c.Row(Error, spanTable, i, "length_km", value, "a length above 0")
		case s.LengthKm < airKm-stretchSlackKm:
			c.Row(Error, spanTable, i, "length_km", value, fmt.Sprintf("at least the air line of %.1f km", airKm))
		case s.LengthKm > max(shortSpanKm, maxStretch*airKm):
			c.Row(Warning, spanTable, i, "length_km", value, fmt.Sprintf("at most %d times the air line of %.1f km", maxStretch, airKm))
		case s.LengthBasis != optical.Estimated && !(s.LengthKm > 0):
			c.Row(Error, spanTable, i, "length_basis", string(s.LengthBasis), "estimated, as the span has no length")
		}
	}
}

func checkSpanReady(c *Checker) {
	nodes := c.Atlas.fiberNodesByID()
	for i, s := range c.Atlas.FiberSpans {
		for _, end := range []string{s.From, s.To} {
			if n := nodes[end]; n != nil && n.ReadyYear > s.ReadyYear {
				c.Row(Error, spanTable, i, "ready_for_service", table.FormatYear(s.ReadyYear), fmt.Sprintf("%d or later, when %s is ready", n.ReadyYear, end))
			}
		}
	}
}

// checkFiberWhole holds every long-haul node against the part of the network that
// has the most of them.
func checkFiberWhole(c *Checker) {
	if len(c.Atlas.FiberSpans) == 0 {
		return
	}
	part := c.Atlas.fiberParts()
	size := make(map[string]int)
	largest := ""
	for _, n := range c.Atlas.FiberNodes {
		if !n.LongHaul {
			continue
		}
		p := part(n.ID)
		size[p]++
		if largest == "" || size[p] > size[largest] {
			largest = p
		}
	}
	for i, n := range c.Atlas.FiberNodes {
		if n.LongHaul && part(n.ID) != largest {
			c.Row(Warning, "fiber_nodes", i, "long_haul", "true", "spans that lead to the other long-haul nodes")
		}
	}
}

// fiberParts returns a function that names the connected part of a node.
func (a *Atlas) fiberParts() func(id string) string {
	parent := make(map[string]string)
	find := func(id string) string {
		for parent[id] != "" {
			if up := parent[parent[id]]; up != "" {
				parent[id] = up
			}
			id = parent[id]
		}
		return id
	}
	for _, s := range a.FiberSpans {
		if x, y := find(s.From), find(s.To); x != y {
			parent[x] = y
		}
	}
	return find
}
