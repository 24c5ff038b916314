package shock

// serve returns the MW of every row at an hour, in the order of the rows, and counts
// what was lost by what into the tally of the hour. Products are rounded before they
// are added: some processors would fuse the two.
func (r *runner) serve(state *reach, at []condition, t *tally, hour int) []float64 {
	values := make([]float64, r.rows)
	connected := make([]float64, len(r.Sites)) // share of each site
	for i, c := range at {
		mw := r.Sites[i].mw("")
		values[rowStanding] += float64(mw * c.alive)
		if state.hub[i] {
			connected[i] = c.alive
		}
		t.lose(hour, i, mw, c, connected[i])
	}
	takes := r.takeover(connected)
	for i := range r.Sites {
		mw := r.Sites[i].mw("")
		taken := float64(mw * takes[i])
		values[rowConnected] += float64(mw*connected[i]) + taken
		t.take(hour, taken)
	}
	for k, class := range r.Classes {
		served := make([]bool, len(r.Sites))
		for i := range r.Sites {
			served[i] = r.serves(class, i, state, at)
		}
		for i := range r.Sites {
			mw := r.Sites[i].mw(class.ID)
			if served[i] {
				values[firstClassRow+k] += float64(mw * connected[i])
			}
			if j := r.backupOf[i]; j >= 0 && served[j] {
				values[firstClassRow+k] += float64(mw * takes[i])
			}
		}
	}
	t.connect(hour, state)
	return values
}

// takeover returns which share of each site's load its backup site takes: what is
// lost, as far as the backup's reserve that is alive goes round.
func (r *runner) takeover(connected []float64) []float64 {
	takes := make([]float64, len(r.Sites))
	asked := make([]float64, len(r.Sites))
	for i, j := range r.backupOf {
		if j >= 0 {
			asked[j] += float64(r.Sites[i].mw("") * (1 - connected[i]))
		}
	}
	for i, j := range r.backupOf {
		if j >= 0 && asked[j] > 0 {
			room := r.Sites[j].ReserveMW * connected[j]
			takes[i] = (1 - connected[i]) * min(1, room/asked[j])
		}
	}
	return takes
}

// serves tells whether a site can serve a class, were it connected and alive.
func (r *runner) serves(c Class, i int, state *reach, at []condition) bool {
	if !r.apartEnough(c, i, state, at) {
		return false
	}
	switch c.Peers {
	case Users:
		return c.within(state.centre[i])
	case Exchanges:
		return c.within(state.exchange[i])
	}
	if len(state.peers) == 0 {
		return false // no class reaches any site
	}
	p := &state.peers[i]
	for k, j := range p.sites {
		if at[j].alive >= PeerAlive && c.within(r.wires.legTo(p, k)) {
			return true
		}
	}
	return false
}

// within holds a leg against the limits of a class. A class without limits needs no
// peer.
func (c Class) within(l leg) bool { return !(l.rttMs > c.MaxRTTms) && !(l.km > c.MaxFibreKm) }

// apartEnough tells whether another site that is alive and connected stands as far
// away as a class asks.
func (r *runner) apartEnough(c Class, i int, state *reach, at []condition) bool {
	if c.MinApartKm != c.MinApartKm { // NaN: asks nothing
		return true
	}
	for j := range r.Sites {
		if j != i && state.hub[j] && at[j].alive >= PeerAlive && r.apart[i][j] >= c.MinApartKm {
			return true
		}
	}
	return false
}

// Unjudged names what a class asks that is not held against it here.
func (c Class) Unjudged() []string {
	var list []string
	for _, limit := range []struct {
		figure float64
		name   string
	}{{c.MaxPairDifferenceMs, "difference of the two routes"}, {c.MinGbps, "capacity"}} {
		if limit.figure == limit.figure {
			list = append(list, limit.name)
		}
	}
	if c.Domestic {
		list = append(list, "domestic control")
	}
	return list
}
