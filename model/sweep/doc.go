// Package sweep runs many variants of one scenario and keeps what each came to.
//
// A sweep is a list of variants, each a few key=value changes of a base
// scenario: from a grid ([Grid]), from a list in a file ([ReadList]), or both
// ([Product]). [New] loads and checks all of them before anything runs.
// [Plan.Run] stores every finished variant at once in the sweep's folder, so that
// a sweep that was stopped goes on where it was, and ends with the same bytes as
// one that was not.
package sweep

import "errors"

// ErrVariants is wrapped by every error about the variants of a sweep: a grid or
// a list that cannot be read, keys that clash, two variants that are the same.
var ErrVariants = errors.New("variants")

// ErrFolder is wrapped by the error of a folder that holds something else than
// this sweep in this version.
var ErrFolder = errors.New("sweep folder")

// MaxVariants is how many variants a sweep may have.
const MaxVariants = 100_000
