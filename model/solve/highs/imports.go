package highs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Errors of an instance. All of them leave it unusable.
var (
	ErrTrap   = errors.New("highs: solver trapped")
	ErrMemory = errors.New("highs: solver out of memory")
	ErrAbort  = errors.New("highs: solver stopped from outside") // see Hooks.Abort
)

// Answers of the C library that the solver sees: it has no files but its log.
const (
	errnoBadFile = 8
	errnoNoEntry = 44
	errnoNoTTY   = 59
)

type instanceKey struct{}

func current(ctx context.Context) *Instance {
	return ctx.Value(instanceKey{}).(*Instance)
}

// instantiateHost offers the 20 functions that Emscripten's loader would.
func instantiateHost(ctx context.Context, r wazero.Runtime) error {
	b := r.NewHostModuleBuilder(importName)
	for name, fn := range hostFunctions() {
		b = b.NewFunctionBuilder().WithFunc(fn).Export(importNames[name])
	}
	clock := api.GoModuleFunc(func(ctx context.Context, _ api.Module, stack []uint64) {
		stack[0] = api.EncodeF64(current(ctx).now())
	})
	for _, name := range []string{"emscripten_get_now", "emscripten_date_now"} {
		b = b.NewFunctionBuilder().WithGoModuleFunction(clock, nil, []api.ValueType{api.ValueTypeF64}).Export(importNames[name])
	}
	if _, err := b.Instantiate(ctx); err != nil {
		return err
	}
	_, err := r.NewHostModuleBuilder(hostName).NewFunctionBuilder().
		WithGoModuleFunction(api.GoModuleFunc(callback), []api.ValueType{
			api.ValueTypeI32, api.ValueTypeI32, api.ValueTypeI32, api.ValueTypeI32, api.ValueTypeI32,
		}, nil).Export("callback").Instantiate(ctx)
	return err
}

// hostFunctions returns all but the two clocks, which are called so often that
// they go without reflection.
func hostFunctions() map[string]any {
	return map[string]any{
		"cxa_throw": func(ctx context.Context, ptr, typ, destructor uint32) {
			current(ctx).fail("threw a C++ exception")
		},
		"abort_js":  func(ctx context.Context) { current(ctx).fail("aborted") },
		"exit":      func(ctx context.Context, code uint32) { current(ctx).fail(fmt.Sprintf("exited with %d", code)) },
		"proc_exit": func(ctx context.Context, code uint32) { current(ctx).fail(fmt.Sprintf("exited with %d", code)) },

		"clock_time_get": func(ctx context.Context, mod api.Module, clock uint32, precision uint64, out uint32) uint32 {
			mod.Memory().WriteUint64Le(out, uint64(current(ctx).now()*1e6))
			return 0
		},

		"emscripten_resize_heap": func(ctx context.Context, mod api.Module, size uint32) uint32 {
			return current(ctx).grow(mod, int64(size))
		},
		"fd_write": fdWrite,

		"environ_get": func(context.Context, uint32, uint32) uint32 { return 0 },
		"environ_sizes_get": func(_ context.Context, mod api.Module, count, size uint32) uint32 {
			mod.Memory().WriteUint32Le(count, 0)
			mod.Memory().WriteUint32Le(size, 0)
			return 0
		},
		"tzset_js": func(_ context.Context, mod api.Module, zone, daylight, std, dst uint32) {
			mod.Memory().WriteUint32Le(zone, 0)
			mod.Memory().WriteUint32Le(daylight, 0)
			mod.Memory().Write(std, []byte("UTC\x00"))
			mod.Memory().Write(dst, []byte("UTC\x00"))
		},
		"syscall_openat":                     func(context.Context, uint32, uint32, uint32, uint32) int32 { return -errnoNoEntry },
		"syscall_fcntl64":                    func(context.Context, uint32, uint32, uint32) int32 { return -errnoBadFile },
		"syscall_ioctl":                      func(context.Context, uint32, uint32, uint32) int32 { return -errnoNoTTY },
		"fd_close":                           func(context.Context, uint32) uint32 { return errnoBadFile },
		"fd_read":                            func(context.Context, uint32, uint32, uint32, uint32) uint32 { return errnoBadFile },
		"fd_seek":                            func(context.Context, uint32, uint64, uint32, uint32) uint32 { return errnoBadFile },
		"setitimer_js":                       func(context.Context, uint32, float64) uint32 { return 0 },
		"emscripten_runtime_keepalive_clear": func(context.Context) {},
	}
}

// fdWrite sends what the solver prints to the instance's log.
func fdWrite(ctx context.Context, mod api.Module, fd, iov, count, written uint32) uint32 {
	in, mem := current(ctx), mod.Memory()
	total := uint32(0)
	for i := range count {
		ptr, _ := mem.ReadUint32Le(iov + 8*i)
		size, _ := mem.ReadUint32Le(iov + 8*i + 4)
		text, ok := mem.Read(ptr, size)
		if !ok {
			return errnoBadFile
		}
		if in.hooks.Log != nil {
			// A log that cannot be written must not end the search.
			_, _ = in.hooks.Log.Write(text)
		}
		total += size
	}
	mem.WriteUint32Le(written, total)
	return 0
}

// fail ends the running call; wazero turns the panic into the call's error.
func (in *Instance) fail(what string) {
	if in.memoryRefused > 0 {
		panic(fmt.Errorf("%w: asked for %d MB, may have %d", ErrMemory, in.memoryRefused>>20, in.memoryLimit>>20))
	}
	panic(fmt.Errorf("%w: it %s", ErrTrap, what))
}

// now returns milliseconds since the instance began. The solver reads the clock
// inside every long loop, also where it offers no callback, so this is where a
// search that must end is ended.
func (in *Instance) now() float64 {
	in.tick()
	return float64(time.Since(in.start)) / 1e6
}

// grow gives the solver more memory, within the limit: a fifth more than it has
// where that is allowed, so that growth is rare.
func (in *Instance) grow(mod api.Module, size int64) uint32 {
	have := int64(mod.Memory().Size())
	if size > in.memoryLimit {
		in.memoryRefused = size
		return 0
	}
	want := min(max(size, have+have/5), in.memoryLimit)
	pages := (want - have + pageBytes - 1) / pageBytes
	if _, ok := mod.Memory().Grow(uint32(pages)); ok {
		return 1
	}
	in.memoryRefused = size
	return 0
}
