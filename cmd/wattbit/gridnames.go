package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/internal/nearname"
	powergrid "github.com/wattbit/wattbit/model/grid"
)

// busOf finds a bus by its id, else by a name that only one bus bears.
func (c *gridCase) busOf(name string) (int, error) {
	if i, ok := c.Bus(name); ok {
		return i, nil
	}
	var found []string
	at := -1
	for i := range c.net.Buses {
		if b := &c.net.Buses[i]; b.Name != "" && strings.EqualFold(b.Name, name) {
			found, at = append(found, b.ID), i
		}
	}
	switch {
	case len(found) == 1:
		return at, nil
	case len(found) > 1:
		return 0, usageError{fmt.Errorf("%s: bus %q is ambiguous: %s", c.label, name, firstFew(found))}
	}
	n := len(c.net.Buses)
	near := nearname.Find(name, n, func(i int) []string { return []string{c.net.Buses[i].ID, c.net.Buses[i].Name} })
	return 0, usageError{fmt.Errorf("%s: no bus %q%s", c.label, name, nearname.Among(near, n, func(i int) string { return c.net.Buses[i].ID }))}
}

// branchOf finds a branch by its id or its label.
func (c *gridCase) branchOf(name string) (int, error) {
	for i := range c.net.Branches {
		if c.net.Branches[i].ID == name || c.BranchLabel(i) == name {
			return i, nil
		}
	}
	n := len(c.net.Branches)
	near := nearname.Find(name, n, func(i int) []string { return []string{c.net.Branches[i].ID, c.BranchLabel(i)} })
	return 0, usageError{fmt.Errorf("%s: no branch %q; expected an id, or a label such as B3:5-6%s", c.label, name,
		nearname.Among(near, n, func(i int) string { return c.net.Branches[i].ID }))}
}

// pick finds all of a list of names; none given means every index below n.
func pick(names []string, n int, find func(string) (int, error)) ([]int, error) {
	list := make([]int, 0, max(n, len(names)))
	if len(names) == 0 {
		for i := range n {
			list = append(list, i)
		}
		return list, nil
	}
	for _, name := range names {
		i, err := find(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		if slices.Contains(list, i) {
			return nil, fmt.Errorf("%w: %q is named twice", errUsage, name)
		}
		list = append(list, i)
	}
	return list, nil
}

const fewShown = 6

func firstFew(list []string) string {
	text := strings.Join(list[:min(fewShown, len(list))], ", ")
	if more := len(list) - fewShown; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// busName is a bus's name, else its id.
func (c *gridCase) busName(i int) string {
	b := &c.net.Buses[i]
	if b.Name == "" {
		return b.ID
	}
	return b.Name
}

// branchName names a branch for people: by its own name and voltage where it
// has one, else as its label.
func (c *gridCase) branchName(i int) string {
	br := &c.net.Branches[i]
	from, _ := c.Bus(br.From)
	to, _ := c.Bus(br.To)
	switch {
	case br.Name != "":
		return fmt.Sprintf("%s/%s %g kV", br.Name, br.Circuit, c.net.Buses[from].KV)
	case c.atlas != nil:
		return fmt.Sprintf("%s–%s/%s %g kV", c.busName(from), c.busName(to), br.Circuit, c.net.Buses[from].KV)
	}
	return c.BranchLabel(i)
}

// elementName names for people what a limit binds.
func (c *gridCase) elementName(l powergrid.Limit) string {
	switch {
	case l.Branch >= 0:
		return c.branchName(l.Branch)
	case l.Interface >= 0 && c.net.Interfaces[l.Interface].Name != "":
		return "border " + c.net.Interfaces[l.Interface].Name
	}
	return c.ElementLabel(l)
}

// outageName names an outage for people.
func (c *gridCase) outageName(o powergrid.Outage) string {
	switch {
	case o.Kind == powergrid.BaseCase:
		return "(nothing)"
	case o.Kind == powergrid.UnitOutage && c.net.Generators[o.Index].Name != "":
		return c.net.Generators[o.Index].Name
	case o.Kind == powergrid.UnitOutage:
		return c.OutageLabel(o)
	}
	return c.branchName(o.Index)
}
