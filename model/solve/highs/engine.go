package highs

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
)

// Engine is the compiled solver. One is enough for a process; see Load.
type Engine struct {
	runtime  wazero.Runtime
	solver   wazero.CompiledModule
	compiled time.Duration
	cacheErr error

	mu         sync.Mutex
	slots      []bool                  // names in use
	trampoline []wazero.CompiledModule // by slot
}

var shared struct {
	once   sync.Once
	done   chan struct{}
	engine *Engine
	err    error
}

// Load returns the engine of this process. The first call compiles it or reads
// it from the user's cache folder; a cancelled context ends the wait, not the
// compilation, which later calls still profit from.
func Load(ctx context.Context) (*Engine, error) {
	shared.once.Do(func() {
		shared.done = make(chan struct{})
		go func() {
			defer close(shared.done)
			dir, err := cacheDir()
			if err == nil {
				shared.engine, shared.err = NewEngine(dir)
			} else {
				shared.engine, shared.err = NewEngine("")
			}
			if shared.engine != nil && err != nil {
				shared.engine.cacheErr = err
			}
		}()
	})
	select {
	case <-shared.done:
		return shared.engine, shared.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// NewEngine compiles the solver, with a compilation cache in dir. Where dir is
// empty or cannot be written the machine code is kept in memory only;
// CacheError then says why.
func NewEngine(dir string) (*Engine, error) {
	wasm, err := unpack()
	if err != nil {
		return nil, err
	}
	if dir == "" {
		return compile(wasm, wazero.NewCompilationCache())
	}
	cache, cacheErr := openCache(dir)
	if cacheErr == nil {
		var e *Engine
		if e, cacheErr = compile(wasm, cache); cacheErr == nil {
			return e, nil
		}
	}
	e, err := compile(wasm, wazero.NewCompilationCache())
	if err != nil {
		return nil, err
	}
	e.cacheErr = cacheErr
	return e, nil
}

func compile(wasm []byte, cache wazero.CompilationCache) (*Engine, error) {
	start := time.Now()
	ctx := experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0))
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().
		WithCompilationCache(cache).WithMemoryLimitPages(MaxMemory/pageBytes))
	solver, err := r.CompileModule(ctx, wasm)
	if err != nil {
		return nil, fmt.Errorf("highs: compile solver: %w", err)
	}
	if err := instantiateHost(ctx, r); err != nil {
		return nil, fmt.Errorf("highs: host functions: %w", err)
	}
	return &Engine{runtime: r, solver: solver, compiled: time.Since(start)}, nil
}

// CompileTime returns how long it took to get the machine code.
func (e *Engine) CompileTime() time.Duration { return e.compiled }

// CacheError returns why the machine code is not kept on disk, nil if it is.
func (e *Engine) CacheError() error { return e.cacheErr }

// takeSlot reserves the lowest free instance name. Names are few, so that the
// trampolines compiled for them are few too.
func (e *Engine) takeSlot(ctx context.Context) (int, wazero.CompiledModule, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, used := range e.slots {
		if !used {
			e.slots[i] = true
			return i, e.trampoline[i], nil
		}
	}
	i := len(e.slots)
	t, err := e.runtime.CompileModule(ctx, trampoline(slotName(i)))
	if err != nil {
		return 0, nil, fmt.Errorf("highs: compile trampoline: %w", err)
	}
	e.slots = append(e.slots, true)
	e.trampoline = append(e.trampoline, t)
	return i, t, nil
}

func (e *Engine) freeSlot(i int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.slots[i] = false
}

func slotName(i int) string { return fmt.Sprintf("highs%d", i) }
