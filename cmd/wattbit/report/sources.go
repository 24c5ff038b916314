package report

// provenanceView adds to Provenance what the scores stand on.
type provenanceView struct {
	Provenance
	Standings []standingRow
	Rows      []tableRow
	Kinds     []kind
}

type standingRow struct {
	Name   string
	Shares []shareCell
}

type shareCell struct {
	Class, X, W string
	Share       Number
}

type tableRow struct {
	InputTable
	Bar []segment
}

// kind is a kind of evidence with what it means.
type kind struct{ ID, Meaning string }

var kinds = []kind{
	{"published", "a primary body's figure"},
	{"derived", "computed here from published figures"},
	{"estimated", "engineering judgement"},
	{"assumed", "chosen so that the computation can go on"},
	{"missing", "not known: the score becomes an interval"},
}

func provenanceContent(d *Data) any {
	p := d.Provenance
	if d.aside() && len(p.Tables)+len(p.Licenses)+len(p.Estimates)+len(p.Warnings)+len(p.Limits) == 0 {
		return nil
	}
	view := provenanceView{Provenance: p, Kinds: kinds}
	ranked := ordered(d.Candidates)
	for i, c := range ranked {
		if c.Rank == 0 {
			ranked = ranked[:i]
			break
		}
	}
	for _, top := range []struct {
		name  string
		count int
	}{{"the first ten", 10}, {"the first hundred", 100}, {"all that are ranked", len(ranked)}} {
		if top.count > 0 && top.count <= len(ranked) {
			view.Standings = append(view.Standings, meanStanding(top.name, ranked[:top.count]))
		}
	}
	for _, t := range d.Provenance.Tables {
		e := t.Evidence
		view.Rows = append(view.Rows, tableRow{t, stack(
			part{"published", "published", e.Published},
			part{"derived", "derived", e.Derived},
			part{"estimated", "estimated", e.Estimated},
			part{"assumed", "assumed", e.Assumed},
		)})
	}
	return view
}

// meanStanding averages the shares of the candidates that state them all.
func meanStanding(name string, candidates []Candidate) standingRow {
	sums := make([]Number, len(kinds))
	count := Number(0)
	for _, c := range candidates {
		shares := c.Standing.shares()
		total := Number(0)
		for _, s := range shares {
			total += s
		}
		if !total.Known() {
			continue
		}
		count++
		for i, s := range shares {
			sums[i] += s
		}
	}
	row := standingRow{Name: name}
	x := Number(0)
	for i, k := range kinds {
		share := sums[i] / count
		row.Shares = append(row.Shares, shareCell{k.ID, formatFixed(x, 2), formatFixed(share*100, 2), share})
		x += share * 100
	}
	return row
}

// shares lists the five shares in the order of kinds.
func (s Standing) shares() []Number {
	return []Number{s.Published, s.Derived, s.Estimated, s.Assumed, s.Missing}
}
