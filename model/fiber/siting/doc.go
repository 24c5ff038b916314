// Package siting measures what many places get from an optical network: the way
// and the delay to the nearest exchange, carrier hotel, landing and long-haul node,
// to hubs and to centres of demand; the people within reach; the routes that share
// nothing; what the fiber to reach the network costs; the workloads it can serve.
//
// A place is joined to the network by two spurs: to the nearest long-haul node and
// to a second one, of those near, with which the place has routes to two different
// hubs that share least. All routes of the place leave by one of the two. A spur is
// the air line times the network's route factor: by default × 1.9 (1.4 to 2.1)
// under 60 km and × 1.3 (1.2 to 1.5) from there on.
//
// What does not depend on the place but on the nodes it is joined to is computed
// once for each node or pair of nodes: two spurs of any length leave the choice of
// the shortest pair of routes as it is, since each is passed once.
package siting
