// Package outlook says what a finished portfolio means: its figures in a planner's
// words, when the queue fills an area, what survives an earthquake or cut fiber,
// the levelised cost of compute, the four accounts by which a yen leaves the
// country, who controls the computing, what flexible loads could be connected, and
// where all of it stands beside published figures.
//
// It computes with finished plans only and chooses nothing. What stands on an
// assumption says so in the source of its row.
package outlook
