// Package shock computes what one event does to all sites at once: which share of
// the placed megawatts is alive at its first hour, after three days, after a month,
// by class of workload.
//
// # The event
//
// A [Shock] is a record that a planner can write as YAML. Its footprint is a list
// of zones (regions, or the land around a point or a fault line), each with a level
// of damage; where zones overlap, the worst figure of each kind holds. A level says
// which share of the IT load is lost, which share of the grid's supply, how often a
// span of fibre is cut per 100 km, and how often a node or a landing fails. One
// factor is common to all of it: a bad draw is bad everywhere. With z the severity
// of the sample and ρ the correlation,
//
//	share lost at a place = Φ((√ρ·z − Φ⁻¹(1−p)) / √(1−ρ)), whose mean over z is p
//	a span or node fails when √ρ·z + √(1−ρ)·ε > Φ⁻¹(1−p), ε its own draw
//
// (the one-factor model of O. Vasicek, Risk, December 2002). Without draws z and
// every ε are zero, the median event: shares are lost as they stand, and what fails
// more often than not has failed.
//
// # Over time
//
// Damaged halls and the grid come back along curves, fibre at its hour of repair.
// Where the grid is away a site runs on its generators until its fuel is gone, so
// that survival may first fall and then rise.
//
// # Served
//
// A megawatt is standing when its hall and its power are; connected when its site
// also has a route to a hub; served in a class when a peer that the class needs is
// within the class's limits as well. All figures are MW; what is missing is counted
// apart, never as zero.
//
// # Cuts
//
// [Worst] searches the spans whose loss cuts off most megawatts, exactly and within
// a stated bound.
package shock
