// Package matpower reads and writes MATPOWER case files.
//
// A case is a MATLAB function that fills a struct with matrices. The reader
// does not run MATLAB: it takes the assignments of literal values (numbers,
// strings, matrices, cell arrays) to mpc.baseMVA, bus, gen, branch, gencost,
// dcline, dclinecost, bus_name, gentype, genfuel, if.map and if.lims, in the
// version 2 form (function mpc = name) and the version 1 form (function
// [baseMVA, bus, …] = name). Code that computes something cannot be followed:
// it is named in Network.Notes, and refused when it changes one of these fields.
package matpower

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/wattbit/wattbit/data/power"
)

// maxBytes bounds what Read takes in.
const maxBytes = 1 << 30

// ReadFile reads the case file at path.
func ReadFile(path string) (*power.Network, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("matpower: %w", err)
	}
	defer f.Close()
	return read(f, path)
}

// Read reads a case file. Errors name the line, the value and what was expected.
func Read(r io.Reader) (*power.Network, error) { return read(r, "case") }

func read(r io.Reader, name string) (*power.Network, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("matpower: %s: %w", name, err)
	}
	if len(text) > maxBytes {
		return nil, fmt.Errorf("matpower: %s: longer than %d bytes", name, maxBytes)
	}
	fields, err := parse(text)
	if err != nil {
		return nil, located(name, err)
	}
	net, err := convert(fields)
	if err != nil {
		return nil, located(name, err)
	}
	if err := net.Check(); err != nil {
		return nil, fmt.Errorf("matpower: %s: %w", name, err)
	}
	return net, nil
}

// lineError is an error at a line of the file.
type lineError struct {
	line int
	err  error
}

func (e *lineError) Error() string { return fmt.Sprintf("%d: %v", e.line, e.err) }

func (e *lineError) Unwrap() error { return e.err }

// located puts the file's name before an error, joined to the line if it has one.
func located(name string, err error) error {
	var line *lineError
	if errors.As(err, &line) {
		return fmt.Errorf("matpower: %s:%w", name, line)
	}
	return fmt.Errorf("matpower: %s: %w", name, err)
}

func at(line int, format string, args ...any) error {
	return &lineError{line, fmt.Errorf(format, args...)}
}
