// Package compare sets runs beside each other: which headline figures and which
// lists of places differ, which assumptions differ, and which of those explain
// the difference.
//
// An assumption explains what switching it changes. [Explain] switches each group
// of keys that differs twice: alone, from A towards B, and last, from B back to A
// with all others at B. Where assumptions act on each other the two disagree and
// the single effects do not add up to the whole; what remains is said as such.
package compare

import "errors"

// ErrSides is wrapped by the error of sides that cannot be compared.
var ErrSides = errors.New("compare")
