// Package solve states and solves linear, mixed-integer and convex quadratic
// programmes.
//
// A Model is filled with columns and rows and given to Solve, or opened as a
// Session that is changed and solved again. The solver is HiGHS, inside the
// process and in pure Go (see the package highs below this one); an installed
// highs or cbc is used where Options.Backend asks for it.
//
// Every solution is checked here, without the solver: rows, bounds,
// integrality, objective and, where there are duals, the optimality that they
// prove. What was missed is reported in Result.Residual, and an answer that
// misses the tolerances is an error.
//
// Conflict finds an irreducible set of requirements that cannot be met
// together, Relax the smallest change of the requirements that can.
//
// Searches on one thread with a fixed seed give the same answer each time,
// unless they were ended by the clock or cancelled: see Stop.Reproducible.
package solve
