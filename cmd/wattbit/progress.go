package main

import (
	"fmt"
	"io"
	"sync"
)

// progress prints what is being done over the same line of a terminal, and
// nothing elsewhere.
type progress struct {
	w     io.Writer
	alive bool
	mu    sync.Mutex
}

func newProgress(w io.Writer) *progress { return &progress{w: w, alive: isTerminal(w)} }

func (p *progress) tell(step string) {
	if p.alive {
		p.mu.Lock()
		defer p.mu.Unlock()
		fmt.Fprintf(p.w, "\r\x1b[K%s…", step)
	}
}

func (p *progress) done() {
	if p.alive {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
