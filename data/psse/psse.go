// Package psse reads PSS/E power flow cases (.raw), revisions 30 to 35: buses,
// loads, fixed shunts, generators, branches, switching devices, two- and
// three-winding transformers and two-terminal DC lines.
//
// A three-winding transformer becomes a star bus with three branches, named
// after its buses. Switched shunts, FACTS devices, area and owner data have no
// part in active power and are passed over; sections that have one but are
// not read (VSC and multi-terminal DC) are named in Network.Notes.
package psse

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"

	"github.com/wattbit/wattbit/data/power"
)

// ReadFile reads the case at path.
func ReadFile(path string) (*power.Network, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("psse: %w", err)
	}
	defer f.Close()
	return read(f, path)
}

// Read reads a case. Errors name the line, the value and what was expected.
func Read(r io.Reader) (*power.Network, error) { return read(r, "case") }

func read(r io.Reader, name string) (*power.Network, error) {
	p := &reader{lines: bufio.NewScanner(r), kv: map[string]float64{}, net: &power.Network{FrequencyHz: math.NaN()}}
	p.lines.Buffer(nil, 1<<20)
	if err := p.all(); err != nil {
		return nil, fmt.Errorf("psse: %s:%d: %w", name, p.line, err)
	}
	if err := p.net.Check(); err != nil {
		return nil, fmt.Errorf("psse: %s: %w", name, err)
	}
	return p.net, nil
}

type reader struct {
	lines *bufio.Scanner
	line  int
	rev   int
	net   *power.Network
	kv    map[string]float64 // of each bus
}

func (p *reader) all() error {
	if err := p.header(); err != nil {
		return err
	}
	sections := []section{busSection, loadSection, shuntSection, unitSection, branchSection, switchSection, transformerSection, skipped, linkSection}
	for _, s := range sections {
		if p.rev < s.since {
			continue
		}
		more, err := p.section(s)
		if err != nil {
			return err
		}
		if !more {
			return nil
		}
	}
	return p.rest()
}

func (p *reader) header() error {
	text, err := p.text()
	if err != nil {
		return fmt.Errorf("no header: %w", err)
	}
	r := record{fields: split(text)}
	base, err := r.number(1, "base MVA", 100)
	if err != nil {
		return err
	}
	if r.field(2) == "" {
		p.net.Note("line 1: no revision in the header, read as revision 30")
	}
	rev, err := r.number(2, "revision", 30)
	if err != nil {
		return err
	}
	if !(rev >= 30 && rev < 36) {
		return fmt.Errorf("revision %v, expected 30 to 35", rev)
	}
	p.net.BaseMVA, p.rev = base, int(rev)
	if p.net.FrequencyHz, err = r.number(5, "frequency", math.NaN()); err != nil {
		return err
	}
	for range 2 { // titles
		if _, err := p.text(); err != nil {
			return err
		}
	}
	if p.rev >= 34 {
		_, err = p.section(section{name: "system-wide"})
	}
	return err
}

// section is a part of the file, up to a record 0.
type section struct {
	name  string
	since int // revision that brought it
	// read takes one record, fetching further lines as it needs them; nil
	// passes over the section.
	read func(*reader, record) error
	// last tells that a file may end here.
	last bool
}

var (
	busSection         = section{name: "bus", read: (*reader).bus}
	loadSection        = section{name: "load", read: (*reader).load}
	shuntSection       = section{name: "fixed shunt", since: 31, read: (*reader).shunt}
	unitSection        = section{name: "generator", read: (*reader).unit}
	branchSection      = section{name: "branch", read: (*reader).branch}
	switchSection      = section{name: "switching device", since: 34, read: (*reader).switching}
	transformerSection = section{name: "transformer", read: (*reader).transformer}
	skipped            = section{name: "area", last: true}
	linkSection        = section{name: "two-terminal DC", read: (*reader).link, last: true}
)

// section reads up to the record 0; more is false when the file ends.
func (p *reader) section(s section) (more bool, err error) {
	for {
		r, err := p.record()
		if errors.Is(err, io.EOF) && s.last {
			return false, nil
		}
		if errors.Is(err, io.EOF) {
			return false, fmt.Errorf("the file ends within the %s data: it is cut", s.name)
		}
		if err != nil {
			return false, err
		}
		switch {
		case r.end:
			return true, nil
		case r.quit:
			return false, nil
		case s.read != nil:
			if err := s.read(p, r); err != nil {
				return false, fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
}

// rest looks for records of direct current sections that are not read.
func (p *reader) rest() error {
	names := []string{"VSC DC", "impedance correction", "multi-terminal DC"}
	if p.rev < 31 {
		names = []string{"VSC DC", "switched shunt", "impedance correction", "multi-terminal DC"}
	}
	for _, name := range names {
		count := 0
		more, err := p.section(section{name: name, last: true, read: func(*reader, record) error { count++; return nil }})
		if err != nil {
			return err
		}
		if count > 0 && strings.HasSuffix(name, "DC") {
			p.net.Note(fmt.Sprintf("line %d: %s data ignored (%d lines)", p.line, name, count))
		}
		if !more {
			return nil
		}
	}
	return nil
}
