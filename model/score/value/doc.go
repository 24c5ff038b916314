// Package value turns figures in their own unit into partial values between 0
// (worst) and 1 (best), on declared absolute ranges.
package value
