package highs

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Arena is memory of the solver that is freed together. Its methods do nothing
// after the first error, which Err returns.
type Arena struct {
	in   *Instance
	ptrs []uint64
	err  error
}

// Arena returns an empty arena.
func (in *Instance) Arena() *Arena { return &Arena{in: in} }

// Err returns the first error of the arena's methods.
func (a *Arena) Err() error { return a.err }

// Alloc reserves bytes and returns their address; at least one byte, so that
// an address is never null.
func (a *Arena) Alloc(bytes int) uint64 {
	if a.err != nil {
		return 0
	}
	ptr, err := a.in.Call("malloc", uint64(max(bytes, 8)))
	if err == nil && ptr == 0 {
		err = fmt.Errorf("%w: no room for %d MB more", ErrMemory, bytes>>20)
	}
	if err != nil {
		a.err = err
		return 0
	}
	a.ptrs = append(a.ptrs, ptr)
	return ptr
}

// Floats copies v into the solver.
func (a *Arena) Floats(v []float64) uint64 {
	ptr := a.Alloc(8 * len(v))
	if b := a.view(ptr, 8*len(v)); b != nil {
		for i, x := range v {
			binary.LittleEndian.PutUint64(b[8*i:], math.Float64bits(x))
		}
	}
	return ptr
}

// Ints copies v into the solver.
func (a *Arena) Ints(v []int32) uint64 {
	ptr := a.Alloc(4 * len(v))
	if b := a.view(ptr, 4*len(v)); b != nil {
		for i, x := range v {
			binary.LittleEndian.PutUint32(b[4*i:], uint32(x))
		}
	}
	return ptr
}

// String copies s and a closing zero into the solver.
func (a *Arena) String(s string) uint64 {
	ptr := a.Alloc(len(s) + 1)
	if b := a.view(ptr, len(s)+1); b != nil {
		b[copy(b, s)] = 0
	}
	return ptr
}

// view returns the solver's bytes at ptr; it is valid until the next call.
func (a *Arena) view(ptr uint64, n int) []byte {
	if a.err != nil {
		return nil
	}
	b, ok := a.in.solver.Memory().Read(uint32(ptr), uint32(n))
	if !ok {
		a.err = fmt.Errorf("%w: %d bytes at %d are outside its memory", ErrTrap, n, ptr)
		return nil
	}
	return b
}

// ReadFloats copies n numbers out of the solver.
func (a *Arena) ReadFloats(ptr uint64, n int) []float64 {
	b := a.view(ptr, 8*n)
	if b == nil {
		return nil
	}
	v := make([]float64, n)
	for i := range v {
		v[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return v
}

// Free gives the memory back.
func (a *Arena) Free() {
	for _, p := range a.ptrs {
		if a.in.broken == nil {
			_, err := a.in.Call("free", p)
			a.err = firstError(a.err, err)
		}
	}
	a.ptrs = nil
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
