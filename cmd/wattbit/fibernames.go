package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
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
			return 0, fmt.Errorf("%s %q is ambiguous: %s", d.what, query, d.list(found))
		}
	}
	if near := d.near(query); len(near) > 0 {
		return 0, fmt.Errorf("no %s %q in the network; near it: %s", d.what, query, d.list(near))
	}
	return 0, fmt.Errorf("no %s %q in the network, which has %d", d.what, query, len(d.entries))
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

// maxNear is how many near misses a message lists.
const maxNear = 6

func (d directory) list(found []int) string {
	var labels []string
	for _, i := range found[:min(maxNear, len(found))] {
		labels = append(labels, d.entries[i].label)
	}
	if len(found) > maxNear {
		labels = append(labels, fmt.Sprintf("%d more", len(found)-maxNear))
	}
	return strings.Join(labels, ", ")
}

// near lists the things whose id or name holds the query or is a few letters off,
// nearest first.
func (d directory) near(query string) []int {
	low := strings.ToLower(strings.TrimSpace(query))
	if low == "" {
		return nil
	}
	far := len([]rune(low))/3 + 1
	distance := map[int]int{}
	var found []int
	for i, e := range d.entries {
		best := far + 1
		for _, name := range append([]string{e.id}, e.names...) {
			name = strings.ToLower(name)
			if strings.Contains(name, low) {
				best = 0
			}
			best = min(best, letterDistance(low, name, far), letterDistance(low, shortName(name), far))
		}
		if best <= far {
			distance[i] = best
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int {
		if by := distance[a] - distance[b]; by != 0 {
			return by
		}
		return rank(d.entries[a]) - rank(d.entries[b])
	})
	return found
}

func rank(e named) int {
	if e.preferred {
		return 0
	}
	return 1
}

// letterDistance counts the letters to insert, delete or change between two words
// (V. I. Levenshtein, 1966); beyond a limit it only says that it is beyond.
func letterDistance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if max(len(x)-len(y), len(y)-len(x)) > limit {
		return limit + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			change := diagonal
			if r != s {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
