package highs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// MaxMemory is the most an instance can hold, in bytes.
const MaxMemory = 2 << 30

const pageBytes = 64 << 10

// yieldEvery is how long the solver may keep a processor before other
// goroutines get their turn: the Go scheduler cannot interrupt it.
const yieldEvery = 10 * time.Millisecond

// Hooks connect a running instance to its user. Any of them may be nil.
type Hooks struct {
	Log   io.Writer
	Event func(Event) (interrupt bool)
	// Abort is asked every few milliseconds; true ends the running call at once
	// with ErrAbort and leaves the instance unusable.
	Abort func() bool
}

// Instance is one solver with a memory of its own. After an error of the kinds
// above it can only be closed.
type Instance struct {
	engine     *Engine
	slot       int
	solver     api.Module
	trampoline api.Module
	functions  map[string]api.Function
	highs      uint64 // the C API's handle
	install    uint64 // table index of the callback
	hooks      Hooks
	start      time.Time
	lastTick   time.Time
	broken     error
	fields     map[string]uint32 // offsets in the callback's data

	memoryLimit   int64
	memoryRefused int64
}

// New starts an instance that may take up to memoryLimit bytes; 0 and anything
// above MaxMemory mean MaxMemory.
func (e *Engine) New(ctx context.Context, memoryLimit int64) (*Instance, error) {
	if memoryLimit <= 0 || memoryLimit > MaxMemory {
		memoryLimit = MaxMemory
	}
	slot, tramp, err := e.takeSlot(ctx)
	if err != nil {
		return nil, err
	}
	in := &Instance{
		engine: e, slot: slot, memoryLimit: memoryLimit, start: time.Now(),
		functions: map[string]api.Function{}, fields: map[string]uint32{},
	}
	if err := in.boot(tramp); err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return in, nil
}

func (in *Instance) boot(tramp wazero.CompiledModule) (err error) {
	ctx := in.context()
	config := wazero.NewModuleConfig().WithStartFunctions()
	in.solver, err = in.engine.runtime.InstantiateModule(ctx, in.engine.solver, config.WithName(slotName(in.slot)))
	if err != nil {
		return fmt.Errorf("highs: start solver: %w", err)
	}
	if _, err := in.Call("wasm_call_ctors"); err != nil {
		return err
	}
	in.trampoline, err = in.engine.runtime.InstantiateModule(ctx, tramp, config.WithName(""))
	if err != nil {
		return fmt.Errorf("highs: start trampoline: %w", err)
	}
	index, err := in.trampoline.ExportedFunction("install").Call(ctx)
	if err != nil {
		return fmt.Errorf("highs: install callback: %w", err)
	}
	in.install = index[0]
	in.highs, err = in.Call("Highs_create")
	if err == nil && in.highs == 0 {
		err = fmt.Errorf("%w: Highs_create returned nothing", ErrTrap)
	}
	return err
}

func (in *Instance) context() context.Context {
	return context.WithValue(context.Background(), instanceKey{}, in)
}

// SetHooks replaces the hooks.
func (in *Instance) SetHooks(h Hooks) { in.hooks = h }

// MemorySize returns the bytes that the instance holds now.
func (in *Instance) MemorySize() int64 { return int64(in.solver.Memory().Size()) }

// Call runs a function of the C API by its C name and returns its result, 0
// where it has none.
func (in *Instance) Call(name string, args ...uint64) (uint64, error) {
	if in.broken != nil {
		return 0, in.broken
	}
	f := in.functions[name]
	if f == nil {
		if f = in.solver.ExportedFunction(exportNames[name]); f == nil {
			return 0, fmt.Errorf("highs: no function %s", name)
		}
		in.functions[name] = f
	}
	out, err := f.Call(in.context(), args...)
	if err != nil {
		in.broken = trap(err)
		return 0, in.broken
	}
	if len(out) == 0 {
		return 0, nil
	}
	return out[0], nil
}

// trap makes one of the package's errors of what the runtime reports, without
// its stack of nameless functions.
func trap(err error) error {
	text, _, _ := strings.Cut(err.Error(), "\n")
	text = strings.TrimSuffix(text, " (recovered by wazero)")
	for _, known := range []error{ErrAbort, ErrMemory, ErrTrap} {
		if errors.Is(err, known) {
			return fmt.Errorf("%w%s", known, strings.TrimPrefix(text, known.Error()))
		}
	}
	return fmt.Errorf("%w: %s", ErrTrap, text)
}

func (in *Instance) tick() {
	now := time.Now()
	if now.Sub(in.lastTick) < yieldEvery {
		return
	}
	in.lastTick = now
	runtime.Gosched()
	if in.hooks.Abort != nil && in.hooks.Abort() {
		panic(ErrAbort)
	}
}

// Close frees the instance's memory.
func (in *Instance) Close() error {
	var errs []error
	for _, m := range []api.Module{in.trampoline, in.solver} {
		if m != nil {
			errs = append(errs, m.Close(in.context()))
		}
	}
	in.trampoline, in.solver = nil, nil
	if in.slot >= 0 {
		in.engine.freeSlot(in.slot)
		in.slot = -1
	}
	in.broken = errors.New("highs: instance closed")
	return errors.Join(errs...)
}
