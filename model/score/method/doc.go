// Package method holds the ranking and sorting methods of multi-criteria
// decision analysis behind one interface, as second opinions on a ranking.
//
// Each method is a struct of its parameters, whose zero value uses the defaults
// that its comment states. Variants lists them all. A method whose scores
// depend on the other candidates says so in its outcome: adding a candidate may
// then change the order of the others.
package method
