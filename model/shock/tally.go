package shock

import "slices"

// tally sums what happened over some samples.
type tally struct {
	causes   []Causes
	sites    [][]siteSums // by hour, by site
	parts    []float64
	landings []float64
	hubs     [][][]float64 // by hour, hub, centre
	nodes    []float64     // how often failed
	spans    []float64
}

type siteSums struct{ damaged, unpowered, cutOff, alive float64 }

func newTally(r *runner) *tally {
	hours := len(r.shock.Hours)
	t := &tally{
		causes: make([]Causes, hours), parts: make([]float64, hours), landings: make([]float64, hours),
		nodes: make([]float64, len(r.nodes)), spans: make([]float64, len(r.spans)),
	}
	for range hours {
		t.sites = append(t.sites, make([]siteSums, len(r.Sites)))
		var hubs [][]float64
		for range r.wires.hubs {
			hubs = append(hubs, make([]float64, len(r.wires.centres)))
		}
		t.hubs = append(t.hubs, hubs)
	}
	return t
}

// lose counts a site's MW by what became of them; a tally of nil counts nothing.
func (t *tally) lose(hour, site int, mw float64, c condition, connected float64) {
	if t == nil {
		return
	}
	s := siteSums{mw * c.damaged, mw * c.unpowered, mw * (c.alive - connected), mw * connected}
	t.sites[hour][site].add(s)
	t.causes[hour].Damaged += s.damaged
	t.causes[hour].Unpowered += s.unpowered
	t.causes[hour].CutOff += s.cutOff
}

func (s *siteSums) add(o siteSums) {
	s.damaged += o.damaged
	s.unpowered += o.unpowered
	s.cutOff += o.cutOff
	s.alive += o.alive
}

func (t *tally) take(hour int, mw float64) {
	if t != nil {
		t.causes[hour].TakenOver += mw
	}
}

func (t *tally) connect(hour int, state *reach) {
	if t == nil {
		return
	}
	t.parts[hour] += float64(state.parts)
	t.landings[hour] += float64(state.landings)
	for i, row := range state.hubCentre {
		for j, reached := range row {
			if reached {
				t.hubs[hour][i][j]++
			}
		}
	}
}

func (t *tally) count(l losses) {
	for v, lost := range l.nodes {
		if lost {
			t.nodes[v]++
		}
	}
	for i, lost := range l.spans {
		if lost {
			t.spans[i]++
		}
	}
}

func (t *tally) add(o *tally) {
	for h := range t.causes {
		t.causes[h].Damaged += o.causes[h].Damaged
		t.causes[h].Unpowered += o.causes[h].Unpowered
		t.causes[h].CutOff += o.causes[h].CutOff
		t.causes[h].TakenOver += o.causes[h].TakenOver
		t.parts[h] += o.parts[h]
		t.landings[h] += o.landings[h]
		for i := range t.sites[h] {
			t.sites[h][i].add(o.sites[h][i])
		}
		for i := range t.hubs[h] {
			addTo(t.hubs[h][i], o.hubs[h][i])
		}
	}
	addTo(t.nodes, o.nodes)
	addTo(t.spans, o.spans)
}

func addTo(sum, more []float64) {
	for i, x := range more {
		sum[i] += x
	}
}

// report puts the means over n samples into a result.
func (t *tally) report(r *runner, n float64, out *Result) {
	out.Parts.Before, out.Landings.Before = r.before.parts, r.before.landings
	for h, c := range t.causes {
		out.Causes = append(out.Causes, Causes{c.Damaged / n, c.Unpowered / n, c.CutOff / n, c.TakenOver / n})
		out.Parts.Mean = append(out.Parts.Mean, t.parts[h]/n)
		out.Landings.Mean = append(out.Landings.Mean, t.landings[h]/n)
	}
	for i, s := range r.Sites {
		loss := SiteLoss{ID: s.ID, Name: s.Name, MW: s.mw("")}
		for h := range t.sites {
			loss.Alive = append(loss.Alive, t.sites[h][i].alive/n)
			loss.Cause = append(loss.Cause, t.sites[h][i].cause())
		}
		out.SiteLosses = append(out.SiteLosses, loss)
	}
	for i, hub := range r.wires.hubs {
		for j, centre := range r.Bits.Centres {
			reach := HubReach{Hub: r.wires.net.Node(hub).ID, Centre: centre.ID, CentreName: centre.Name, Before: r.before.hubCentre[i][j]}
			for h := range t.hubs {
				reach.Share = append(reach.Share, t.hubs[h][i][j]/n)
			}
			out.HubReach = append(out.HubReach, reach)
		}
	}
	t.failures(r, n, out)
}

func (s siteSums) cause() string {
	switch worst := max(s.damaged, s.unpowered, s.cutOff); worst {
	case 0:
		return "none"
	case s.damaged:
		return "damage"
	case s.unpowered:
		return "power"
	default:
		return "network"
	}
}

func (t *tally) failures(r *runner, n float64, out *Result) {
	for v, times := range t.nodes {
		if node := r.wires.net.Node(v); times > 0 {
			out.Failures = append(out.Failures, Failure{"node", node.ID, node.Name, times / n})
		}
	}
	for i, times := range t.spans {
		if s := r.wires.net.Span(i); times > 0 {
			out.Failures = append(out.Failures, Failure{"span", s.ID, s.Name, times / n})
		}
	}
	slices.SortFunc(out.Failures, byShare)
}
