// Package table reads and writes tables: comma-separated values in UTF-8 with
// a header line (RFC 4180). It streams row by row without allocating, and says
// of every refused cell its file, line, column, value and what was expected.
//
// A byte order mark and CRLF line ends are accepted, empty lines are skipped.
// Refused are text that is not UTF-8 (Shift_JIS, UTF-16), rows of another
// length than the header, repeated columns, stray quotes, NaN and infinities,
// and files or rows beyond the limits of Options. An empty cell is a missing
// value: NaN from OptionalNumber, refused by Number.
package table

import "errors"

// Limits that hold where Options leaves a zero.
const (
	DefaultMaxBytes    = 256 << 20 // bytes of a file
	DefaultMaxRowBytes = 1 << 20   // bytes of a row
	DefaultMaxProblems = 20        // problems reported before reading stops
)

// CandidateMaxBytes is the size limit for a user's own points, 2 GiB.
const CandidateMaxBytes = 2 << 30

// Options sets the name and the limits of a table.
type Options struct {
	File        string // named in problems
	MaxBytes    int64  // DefaultMaxBytes when zero
	MaxRowBytes int    // DefaultMaxRowBytes when zero
	MaxProblems int    // DefaultMaxProblems when zero
}

func (o Options) withDefaults() Options {
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxRowBytes == 0 {
		o.MaxRowBytes = DefaultMaxRowBytes
	}
	if o.MaxProblems == 0 {
		o.MaxProblems = DefaultMaxProblems
	}
	return o
}

// ErrNotUTF8 is wrapped by the error for text in another encoding.
var ErrNotUTF8 = errors.New("table: text is not UTF-8")

// ErrTooLarge is wrapped by the error for a file or row beyond its limit.
var ErrTooLarge = errors.New("table: too large")

// ErrEmpty is wrapped by the error for a file without a header line.
var ErrEmpty = errors.New("table: empty file")
