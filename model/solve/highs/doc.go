// Package highs runs the HiGHS solver inside the process: the WebAssembly build
// of the npm package highs, unmodified, on the pure Go runtime wazero.
//
// It is the machinery only: memory, calls, clocks, callbacks. What a model is
// and what an answer means is stated in model/solve, its one user.
//
// The machine code is compiled once a process, or read from the compilation
// cache in the user's cache folder; each Instance has a memory of its own, so
// instances may run side by side. An Instance is not safe for concurrent use.
package highs

//go:generate go run gen.go
