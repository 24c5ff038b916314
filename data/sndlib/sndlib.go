// Package sndlib reads networks in the native format of SNDlib
// (http://sndlib.zib.de, Orlowski et al., Networks 55, 2010): the nodes with their
// coordinates, longitude first, and the links with their pre-installed capacity.
// Demands and admissible paths are skipped.
//
// Some networks of the library carry coordinates of a drawing. They are refused
// unless the caller gives a scale.
package sndlib

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

// Options says how to take coordinates.
type Options struct {
	// KmPerUnit, when positive, says that coordinates are planar and how many
	// kilometres a unit is.
	KmPerUnit float64
}

// Read reads a network. Records are as the file gives them: optical.Check says
// what is wrong with them. The error names file and line.
func Read(src optical.Source, options Options) (*optical.Network, error) {
	if k := options.KmPerUnit; k < 0 || math.IsNaN(k) || math.IsInf(k, 0) {
		return nil, fmt.Errorf("%s: %g km per unit: want a positive number, or 0 for degrees", src.Name, k)
	}
	p, err := newParser(src)
	if err != nil {
		return nil, err
	}
	net := &optical.Network{KmPerUnit: options.KmPerUnit}
	if err := p.document(net); err != nil {
		return nil, err
	}
	if options.KmPerUnit > 0 {
		return net, nil
	}
	for _, n := range net.Nodes {
		if err := geo.CheckLonLat(n.Location[0], n.Location[1]); err != nil {
			return nil, fmt.Errorf("%s: node %q: %w (coordinates of a drawing? then give the kilometres per unit)", n.At, n.ID, err)
		}
	}
	return net, nil
}

// document reads the sections.
func (p *parser) document(net *optical.Network) error {
	nodes, links := false, false
	for !p.done() {
		name := p.next()
		switch name.text {
		case "NODES":
			nodes = true
			if err := p.section(func() error { return p.node(net) }); err != nil {
				return err
			}
		case "LINKS":
			links = true
			if err := p.section(func() error { return p.link(net) }); err != nil {
				return err
			}
		case "META":
			if err := p.skip(); err != nil {
				return err
			}
		case "DEMANDS", "ADMISSIBLE_PATHS":
			if err := p.skip(); err != nil {
				return err
			}
		default:
			return p.fail(name, "want a section, such as NODES")
		}
	}
	if !nodes || !links {
		return fmt.Errorf("%s: no section %s", p.name, map[bool]string{true: "LINKS", false: "NODES"}[nodes])
	}
	return nil
}

// node reads: id ( x y ), and further groups up to the end of the line.
func (p *parser) node(net *optical.Network) error {
	id := p.next()
	at := p.origin(id)
	if err := p.expect("("); err != nil {
		return err
	}
	x, err := p.number()
	if err != nil {
		return err
	}
	y, err := p.number()
	if err != nil {
		return err
	}
	if err := p.expect(")"); err != nil {
		return err
	}
	net.Nodes = append(net.Nodes, optical.Node{
		ID: id.text, Name: strings.ReplaceAll(id.text, "_", " "), Location: orb.Point{x, y}, At: at,
	})
	return p.groups()
}

// link reads: id ( source target ) capacity, and the rest of the link.
func (p *parser) link(net *optical.Network) error {
	id := p.next()
	at := p.origin(id)
	if err := p.expect("("); err != nil {
		return err
	}
	from, to := p.next(), p.next()
	if err := p.expect(")"); err != nil {
		return err
	}
	// pre-installed capacity, its cost, routing cost, setup cost: their unit is the
	// library's own, so that none can be taken over
	for range 4 {
		if _, err := p.number(); err != nil {
			return err
		}
	}
	net.Spans = append(net.Spans, optical.Span{
		ID: id.text, From: from.text, To: to.text,
		LengthKm: math.NaN(), CapacityGbps: math.NaN(), At: at,
	})
	return p.groups()
}
