package shock

import (
	"strings"

	"github.com/wattbit/wattbit/data/yamldoc"
)

// Error is a mistake in a shock's file, with its place.
type Error = yamldoc.Error

var words = yamldoc.Words{
	Empty:   "found no keys; expected one YAML document with id, title, source, evidence and hours",
	Aliases: "anchors and aliases have no place in a shock",
}

// Load reads a built-in shock by name, or a file by its path.
func Load(nameOrPath string) (*Shock, error) {
	_, src, err := builtin.Open(nameOrPath, "")
	if err != nil {
		return nil, err
	}
	return Parse(nameOrPath, src)
}

// Parse reads a shock strictly: unknown and repeated keys, wrong types and
// impossible figures are an *Error.
func Parse(name string, src []byte) (*Shock, error) {
	s := &Shock{}
	doc, err := yamldoc.Read(name, src, s, words)
	if err != nil {
		return nil, err
	}
	if err := doc.WholeNumbers("$.draws.samples", "$.draws.seed", "$.worst.spans", "$.worst.max_states"); err != nil {
		return nil, err
	}
	s.place = func(path, message string) error {
		return doc.ErrorNear(path, strings.TrimPrefix(path, "$.")+": "+message)
	}
	if err := s.placed(s.Check()); err != nil {
		return nil, err
	}
	return s, nil
}
