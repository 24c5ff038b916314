// Package portfolio turns a study area into a joint watt-bit problem and reads
// the plans back: it joins the candidates, the grid, the optical network and the
// costs of an atlas into the plain numbers of model/plan, keeps what every number
// stands on, and holds each plan against the grid room (N-1, all contingencies)
// and the fiber room (latency, disjoint routes) before anyone sees it.
package portfolio
