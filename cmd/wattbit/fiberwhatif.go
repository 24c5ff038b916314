package main

import (
	"fmt"
	"slices"

	"github.com/wattbit/wattbit/model/fiber"
)

// loss is one failure that a flag asks about.
type loss struct {
	edit fiber.Edit
	hits func(s fiber.Span) bool
	text string
}

// fail makes the edits of the flags. A loss whose every span is lost already needs
// no edit of its own.
func (f *fiberNet) fail(o *fiberOptions) error {
	losses, err := f.losses(o)
	if err != nil {
		return err
	}
	var edits []fiber.Edit
	gone := make([]bool, f.NumSpans())
	for _, l := range losses {
		f.head.WhatIf = append(f.head.WhatIf, l.text)
		needed := false
		for i := range gone {
			if !gone[i] && l.hits(f.Span(i)) {
				gone[i], needed = true, true
			}
		}
		if needed {
			edits = append(edits, l.edit)
		}
	}
	if len(edits) > 0 {
		f.Network, err = f.Apply(edits...)
	}
	return err
}

// losses finds what the flags name.
func (f *fiberNet) losses(o *fiberOptions) ([]loss, error) {
	var all []loss
	for _, query := range o.cuts {
		i, err := spanDirectory(f.Network).find(query)
		if err != nil {
			return nil, fmt.Errorf("--cut: %w", err)
		}
		id := f.Span(i).ID
		all = append(all, loss{fiber.CutSpan{ID: id}, func(s fiber.Span) bool { return s.ID == id }, "span " + id + " is lost"})
	}
	for _, query := range o.failNodes {
		i, err := f.nodes.find(query)
		if err != nil {
			return nil, fmt.Errorf("--fail-node: %w", err)
		}
		id := f.Node(i).ID
		all = append(all, loss{fiber.FailNode{ID: id}, func(s fiber.Span) bool { return s.From == id || s.To == id }, "node " + id + " is lost"})
	}
	for _, query := range o.failGroups {
		i, err := groupDirectory(f.Network).find(query)
		if err != nil {
			return nil, fmt.Errorf("--fail-group: %w", err)
		}
		id := f.Groups()[i]
		all = append(all, loss{fiber.FailGroup{ID: id}, func(s fiber.Span) bool { return slices.Contains(s.SharedRisk, id) }, "shared-risk group " + id + " is lost"})
	}
	return all, nil
}
