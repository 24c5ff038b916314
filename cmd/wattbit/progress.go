package main

import (
	"fmt"
	"io"
)

// progress prints what is being done over the same line of a terminal, and
// nothing elsewhere.
type progress struct {
	w     io.Writer
	alive bool
}

func newProgress(w io.Writer) *progress { return &progress{w, isTerminal(w)} }

func (p *progress) tell(step string) {
	if p.alive {
		fmt.Fprintf(p.w, "\r\x1b[K%s…", step)
	}
}

func (p *progress) done() {
	if p.alive {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
