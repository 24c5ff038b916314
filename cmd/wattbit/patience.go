package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// patience is how long an interrupted command may take to keep what it found.
type patience struct{ asked atomic.Bool }

type patienceKey struct{}

// patienceLasts is how long a command that keeps what it found may take to: the
// last plan of each search is checked once more.
const patienceLasts = 2 * time.Minute

func withPatience(ctx context.Context) (context.Context, *patience) {
	p := new(patience)
	return context.WithValue(ctx, patienceKey{}, p), p
}

// keepWhenInterrupted says that the command has something to keep from now on.
func keepWhenInterrupted(ctx context.Context) {
	if p, ok := ctx.Value(patienceKey{}).(*patience); ok {
		p.asked.Store(true)
	}
}

func (p *patience) wait() {
	if p.asked.Load() {
		time.Sleep(patienceLasts)
	}
}

// keptError says what an interrupted command found and has given out.
type keptError struct{ what string }

func (e *keptError) Error() string { return fmt.Sprintf("interrupted; %s", e.what) }

func (e *keptError) Unwrap() error { return context.Canceled }
