package scenario

import (
	"fmt"
	"math"
	"strings"

	"github.com/goccy/go-yaml/token"
)

// notations are the ways to write a number that mean another one to most
// readers: to YAML, 017 is 15.
var notations = map[token.Type]string{
	token.OctetIntegerType: "an octal", token.HexIntegerType: "a hexadecimal", token.BinaryIntegerType: "a binary",
}

// refuseNotations refuses numbers that are not decimal.
func refuseNotations(name string, src []byte) error {
	for _, tk := range parserTokens(src) {
		if notation, ok := notations[tk.Type]; ok {
			return &Error{File: name, Line: tk.Position.Line, Column: tk.Position.Column,
				Message: fmt.Sprintf("found %s, %s number to YAML; expected a decimal number, or text in quotes", tk.Value, notation),
				Excerpt: excerpt(src, tk.Position.Line, tk.Position.Column)}
		}
	}
	return nil
}

// wholeKeys are the keys that take a whole number: the YAML library would cut
// the fraction off.
var wholeKeys = []string{"seed", "grid.year", "uncertainty.samples", "report.top"}

// wholeNumbers refuses fractions where a whole number is meant.
func (l layer) wholeNumbers() error {
	for _, key := range wholeKeys {
		var value any = l.tree
		for part := range strings.SplitSeq(key, ".") {
			below, _ := value.(map[string]any)
			value = below[part]
		}
		if x, ok := value.(float64); ok && x != math.Trunc(x) {
			return l.errorAt("$."+key, fmt.Sprintf("found %v; expected a whole number", x))
		}
	}
	return nil
}
