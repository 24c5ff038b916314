// Package smaa is stochastic multi-criteria acceptability analysis (Lahdelma &
// Salminen 2001): how often each candidate takes each rank when weights and
// figures are not known but drawn from what is known of them.
//
// Every sample has random streams of its own, keyed by the seed, the sample and
// for figures the candidate's id. So neither the number of workers nor the other
// candidates change what is drawn.
package smaa
