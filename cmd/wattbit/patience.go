package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// interrupts are the signals that end a command.
var interrupts = []os.Signal{os.Interrupt, syscall.SIGTERM}

// grace is how long an interrupted command may tidy up: a parser deep in a huge
// file does not hear of the interrupt.
const grace = 800 * time.Millisecond

// keepingGrace is how long it may take to check and print what it has found, if
// it asked for that: every plan is held against all contingencies first.
const keepingGrace = 5 * time.Minute

// patience lets a command that keeps its best answer ask an interrupt for time.
type patience struct{ asked atomic.Bool }

type patienceKey struct{}

func withPatience(ctx context.Context) (context.Context, *patience) {
	p := &patience{}
	return context.WithValue(ctx, patienceKey{}, p), p
}

// askPatience says that there is an answer to keep from now on.
func askPatience(ctx context.Context) {
	if p, ok := ctx.Value(patienceKey{}).(*patience); ok {
		p.asked.Store(true)
	}
}

// wait gives an interrupted command its time. A second interrupt ends it.
func (p *patience) wait(stderr io.Writer) {
	again := make(chan os.Signal, 1)
	signal.Notify(again, interrupts...)
	if !p.asked.Load() {
		time.Sleep(grace)
		return
	}
	if isTerminal(stderr) {
		fmt.Fprint(stderr, "\r\x1b[Kwattbit: interrupted; checking the best plan so far (again to stop at once)\n")
	}
	select {
	case <-again:
	case <-time.After(keepingGrace):
	}
}

// keptError says what an interrupted command found and has given out.
type keptError struct{ what string }

func (e *keptError) Error() string { return fmt.Sprintf("interrupted; %s", e.what) }

func (e *keptError) Unwrap() error { return context.Canceled }
