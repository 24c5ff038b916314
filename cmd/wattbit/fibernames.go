package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/internal/nearname"
	"github.com/wattbit/wattbit/model/fiber"
)

// named is a thing that can be asked for by id or by name.
type named struct {
	id        string
	names     []string
	preferred bool // among those that bear the same name
	label     string
}

// directory finds things by id or name.
type directory struct {
	what    string // "node"
	entries []named
}

// nodeDirectory lists the nodes of a network with their English and local names.
func nodeDirectory(n *fiber.Network, a *atlas.Atlas) directory {
	local := map[string]string{}
	if a != nil {
		for _, node := range a.FiberNodes {
			local[node.ID] = node.NameLocal
		}
	}
	d := directory{what: "node"}
	for i := range n.NumNodes() {
		node := n.Node(i)
		d.entries = append(d.entries, named{id: node.ID, names: given(node.Name, local[node.ID]),
			preferred: node.Is(optical.PoP), label: nodeLabel(node, local[node.ID])})
	}
	return d
}

func spanDirectory(n *fiber.Network) directory {
	d := directory{what: "span"}
	for i := range n.NumSpans() {
		s := n.Span(i)
		d.entries = append(d.entries, named{id: s.ID, names: given(s.Name), label: strings.TrimSpace(s.ID + " " + s.Name)})
	}
	return d
}

func groupDirectory(n *fiber.Network) directory {
	d := directory{what: "shared-risk group"}
	for _, id := range n.Groups() {
		d.entries = append(d.entries, named{id: id, label: id})
	}
	return d
}

func given(names ...string) []string {
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}

func nodeLabel(node optical.Node, local string) string {
	label := node.ID
	if node.Name != "" && node.Name != node.ID {
		label += " (" + strings.TrimSpace(node.Name+" "+local) + ")"
	}
	return label
}

// find returns the number of the thing with an id, else of the only one, or only
// preferred one, with a name, else of that with a short name: what stands before
// a comma or a bracket.
func (d directory) find(query string) (int, error) {
	for i, e := range d.entries {
		if e.id == query {
			return i, nil
		}
	}
	whole := func(name string) string { return name }
	for _, form := range []func(string) string{whole, shortName} {
		if found := d.bearers(query, form); len(found) == 1 {
			return found[0], nil
		} else if len(found) > 1 {
			return 0, usageError{fmt.Errorf("%s %q is ambiguous: %s", d.what, query, d.list(found))}
		}
	}
	return 0, usageError{fmt.Errorf("no %s %q in the network%s", d.what, query, nearname.Among(d.near(query), len(d.entries), d.label))}
}

// bearers lists those that bear a name, only the preferred one when there is one.
func (d directory) bearers(query string, form func(string) string) []int {
	var found, preferred []int
	for i, e := range d.entries {
		if slices.ContainsFunc(e.names, func(name string) bool { return strings.EqualFold(form(name), query) }) {
			found = append(found, i)
			if e.preferred {
				preferred = append(preferred, i)
			}
		}
	}
	if len(preferred) == 1 {
		return preferred
	}
	return found
}

func shortName(name string) string {
	if i := strings.IndexAny(name, ",(（"); i > 0 {
		return strings.TrimSpace(name[:i])
	}
	return name
}

func (d directory) label(i int) string { return d.entries[i].label }

func (d directory) list(found []int) string {
	var labels []string
	for _, i := range found {
		labels = append(labels, d.label(i))
	}
	return nearname.List(labels)
}

// near lists the things whose id or name is near to the query, the nearest first
// and of these the preferred.
func (d directory) near(query string) []nearname.Match {
	found := nearname.Find(query, len(d.entries), func(i int) []string {
		names := []string{d.entries[i].id}
		for _, name := range d.entries[i].names {
			names = append(names, name, shortName(name))
		}
		return names
	})
	slices.SortStableFunc(found, func(a, b nearname.Match) int {
		if by := a.Steps - b.Steps; by != 0 {
			return by
		}
		return rank(d.entries[a.Index]) - rank(d.entries[b.Index])
	})
	return found
}

func rank(e named) int {
	if e.preferred {
		return 0
	}
	return 1
}
