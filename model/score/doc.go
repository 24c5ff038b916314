// Package score turns a table of figures into a ranking that can be defended.
//
// It knows nothing of what the rows are. A Model holds gates (hard constraints
// with three outcomes), and criteria: value functions on declared absolute
// ranges, with weights that refer to these ranges. The score is the weighted
// sum of the partial values. Nothing is scaled on the set of candidates, so
// adding or removing a candidate never changes the order of the others.
//
// A missing figure is NaN. It makes a score interval and a rank interval; it is
// never a zero and never a mean.
package score
