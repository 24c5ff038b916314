package shock

import (
	"cmp"
	"slices"
)

// Result is what is alive after a shock. Lists by hour are in the order of Hours,
// and MW are means over the samples unless said.
type Result struct {
	Shock   *Shock
	Hours   []float64
	Samples int // 0 for the median event
	Sites   int
	MW      float64 // placed, as far as known
	// UnknownLoads is how many loads have no MW and are not counted.
	UnknownLoads int
	Standing     Row // halls and power
	Connected    Row // of that, with a route to a hub, or taken over
	Classes      []Row
	Causes       []Causes // by hour
	SiteLosses   []SiteLoss
	Parts        Count // connected parts of the network, of nodes that still stand
	Landings     Count // cable landings that stand and reach a hub
	HubReach     []HubReach
	// Failures are the nodes and spans that failed at hour 0 in any sample, the most
	// frequent first.
	Failures []Failure
	Worst    *WorstCut // of a shock that asks for it
}

// Row is the MW alive in one sense. A load of any class counts in every class.
type Row struct {
	ID, Name string
	MW       float64 // placed
	AnyMW    float64 // of it, load that may be of any class
	Before   float64 // MW alive before the event
	// Mean over the samples, and the 5 and 95 % points; all three alike without
	// draws.
	Mean, Low, High []float64
	Unjudged        []string // what the class asks that was not looked at
}

// Causes is why MW are not alive at an hour: their sum and the MW connected make
// all that was placed.
type Causes struct {
	Damaged   float64 // halls lost
	Unpowered float64 // halls stand, grid away, generators not running
	CutOff    float64 // halls and power stand, no route to a hub
	TakenOver float64 // of the three, taken over by a backup site
}

// SiteLoss is what a site loses.
type SiteLoss struct {
	ID, Name string
	MW       float64
	Alive    []float64 // MW connected, by hour, without what others take over
	// Cause of the largest loss at each hour: damage, power, network or none.
	Cause []string
}

// Count is how many there are of something before and after.
type Count struct {
	Before int
	Mean   []float64 // by hour
}

// HubReach is how often a hub reaches a centre of demand.
type HubReach struct {
	Hub, Centre, CentreName string
	Before                  bool
	Share                   []float64 // of the samples, by hour
}

// Failure is a node or a span and in which share of the samples it failed.
type Failure struct {
	Kind  string // node or span
	ID    string
	Name  string
	Share float64
}

// lowPct and highPct are the ends of a row's range.
const (
	lowPct  = 0.05
	highPct = 0.95
)

func (r *runner) result(values [][]float64, t *tally) *Result {
	s, n := r.shock, float64(len(values))
	whole := make([]condition, len(r.Sites))
	for i := range whole {
		whole[i].alive = 1
	}
	before := r.serve(r.before, whole, nil, 0)
	out := &Result{Shock: s, Hours: s.Hours, Samples: s.Draws.Samples, Sites: len(r.Sites)}
	for i := range r.Sites {
		out.MW += r.Sites[i].mw("")
	}
	row := func(k int, id, name, class string) Row {
		row := Row{ID: id, Name: name, Before: before[k]}
		for i := range r.Sites {
			row.MW += r.Sites[i].mw(class)
			row.AnyMW += r.Sites[i].mw(anyOnly)
		}
		for h := range s.Hours {
			mean, low, high := spread(values, h*r.rows+k)
			row.Mean, row.Low, row.High = append(row.Mean, mean), append(row.Low, low), append(row.High, high)
		}
		return row
	}
	out.Standing = row(rowStanding, "standing", "halls and power stand", "")
	out.Connected = row(rowConnected, "connected", "and reach a hub", "")
	for k, c := range r.Classes {
		made := row(firstClassRow+k, c.ID, c.Name, c.ID)
		made.Unjudged = c.Unjudged()
		out.Classes = append(out.Classes, made)
	}
	t.report(r, n, out)
	return out
}

// anyOnly is a class that only loads of any class count in.
const anyOnly = "\x00"

// spread returns the mean of one value over the samples, summed in their order, and
// its 5 and 95 % points, the nearest rank outwards.
func spread(values [][]float64, k int) (mean, low, high float64) {
	sorted := make([]float64, len(values))
	for i, v := range values {
		mean += v[k]
		sorted[i] = v[k]
	}
	mean /= float64(len(values))
	slices.Sort(sorted)
	last := float64(len(sorted) - 1)
	return mean, sorted[int(lowPct*last)], sorted[len(sorted)-1-int((1-highPct)*last)]
}

// byShare puts the most frequent failures first, then nodes, then by id.
func byShare(a, b Failure) int {
	return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
}
