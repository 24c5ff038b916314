// Package fiber computes on an optical network: route lengths and delays,
// diverse routes, cuts and single points of failure, and what a place gets from
// the network.
//
// # Lengths
//
// Three lengths are kept apart. The air line is the WGS84 geodesic. A route
// length is given or surveyed fibre. An estimated length is the air line times
// a [RouteFactor], with a band. Every [Route] says which it stands on.
//
// # Delay
//
// A [Profile] turns a route into a delay: propagation at group index 1.468
// (4.89672 µs per km one way), amplifiers, regenerators, transponders and packet
// switches. No profile is ever faster than the light in its fibre.
//
// # Diversity
//
// [Network.Pair] finds the shortest pair of disjoint routes (min-sum), edge-,
// node- or risk-disjoint, never by removing the shortest route and searching
// again: that fails where a pair exists. Risk-disjoint and min-max pairs are
// searched exactly within a stated bound, and the answer says whether it is
// proven. The longer route and the difference of the two are part of the answer.
//
// Nodes and spans are numbered from 0 as in the records they come from; ids are
// resolved by [Network.NodeIndex] and [Network.SpanIndex].
package fiber
