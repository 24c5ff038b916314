package highs

import (
	"context"
	"encoding/binary"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// EventKind is what HiGHS calls back about.
type EventKind int

// The kinds, with HiGHS's own numbers.
const (
	SimplexInterrupt  EventKind = 1
	InteriorInterrupt EventKind = 2
	MIPImproving      EventKind = 4
	MIPLogging        EventKind = 5
	MIPInterrupt      EventKind = 6
)

// Event is one callback. The MIP fields are set for the MIP kinds only, X for
// MIPImproving only.
type Event struct {
	Kind       EventKind
	Iterations int64
	Nodes      int64
	Objective  float64 // of the best solution, ±Inf without one
	Bound      float64
	X          []float64
}

// Listen asks for events of the given kinds; cols is the number of columns.
func (in *Instance) Listen(kinds ...EventKind) error {
	if _, err := in.API("Highs_js_setCallback", in.install, 1); err != nil {
		return err
	}
	for _, k := range kinds {
		if _, err := in.API("Highs_startCallback", uint64(k)); err != nil {
			return err
		}
	}
	return nil
}

// callback is entered from the solver by way of the trampoline, with the C
// signature (type, message, data out, data in, user data).
func callback(ctx context.Context, _ api.Module, stack []uint64) {
	in := current(ctx)
	kind, out, data := EventKind(int32(stack[0])), uint32(stack[2]), uint32(stack[3])
	in.tick()
	if in.hooks.Event == nil {
		return
	}
	e := Event{Kind: kind}
	mem := in.solver.Memory()
	switch kind {
	case SimplexInterrupt:
		e.Iterations = int64(in.int32At(ctx, out, "simplex_iteration_count"))
	case InteriorInterrupt:
		e.Iterations = int64(in.int32At(ctx, out, "ipm_iteration_count"))
	default:
		e.Nodes = int64(in.uint64At(ctx, out, "mip_node_count"))
		e.Iterations = int64(in.uint64At(ctx, out, "mip_total_lp_iterations"))
		e.Objective = math.Float64frombits(in.uint64At(ctx, out, "mip_primal_bound"))
		e.Bound = math.Float64frombits(in.uint64At(ctx, out, "mip_dual_bound"))
	}
	if kind == MIPImproving {
		e.Objective = math.Float64frombits(in.uint64At(ctx, out, "objective_function_value"))
		e.X = in.solutionAt(ctx, out)
	}
	if in.hooks.Event(e) && kind != MIPImproving && kind != MIPLogging {
		mem.WriteUint32Le(data, 1)
	}
}

func (in *Instance) int32At(ctx context.Context, out uint32, field string) uint32 {
	v, _ := in.solver.Memory().ReadUint32Le(in.item(ctx, out, field))
	return v
}

func (in *Instance) uint64At(ctx context.Context, out uint32, field string) uint64 {
	v, _ := in.solver.Memory().ReadUint64Le(in.item(ctx, out, field))
	return v
}

// item returns the address of a scalar field of the callback's data. Offsets
// are asked once: the struct's layout is fixed.
func (in *Instance) item(ctx context.Context, out uint32, field string) uint32 {
	offset, ok := in.fields[field]
	if !ok {
		offset = in.address(ctx, out, field) - out
		in.fields[field] = offset
	}
	return out + offset
}

func (in *Instance) address(ctx context.Context, out uint32, field string) uint32 {
	stack := in.solver.ExportedFunction(exportNames["emscripten_stack_get_current"])
	alloc := in.solver.ExportedFunction(exportNames["emscripten_stack_alloc"])
	restore := in.solver.ExportedFunction(exportNames["emscripten_stack_restore"])
	top := must(stack.Call(ctx))
	name := must(alloc.Call(ctx, uint64(len(field)+1)))
	in.solver.Memory().Write(uint32(name), append([]byte(field), 0))
	get := in.solver.ExportedFunction(exportNames["Highs_getCallbackDataOutItem"])
	ptr := must(get.Call(ctx, uint64(out), name))
	if _, err := restore.Call(ctx, top); err != nil {
		panic(err)
	}
	return uint32(ptr)
}

// must runs inside a host function, where a panic is the way to end the call.
func must(out []uint64, err error) uint64 {
	if err != nil {
		panic(err)
	}
	return out[0]
}

func (in *Instance) solutionAt(ctx context.Context, out uint32) []float64 {
	size := in.solver.ExportedFunction(exportNames["Highs_js_getCallbackMipSolutionSize"])
	n := int(int32(must(size.Call(ctx, uint64(out)))))
	ptr := in.address(ctx, out, "mip_solution")
	if n <= 0 || ptr == 0 {
		return nil
	}
	b, ok := in.solver.Memory().Read(ptr, uint32(8*n))
	if !ok {
		return nil
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return x
}
