package scenario

import (
	"fmt"
	"math"
	"strings"
)

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
