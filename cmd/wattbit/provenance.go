package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/scenario"
)

// limits says what the result leaves out.
var limits = []string{
	"Firm megawatts come from a DC power-flow model of a network derived from a map, with assumed line values; they are no offer of a grid operator. data/atlas/japan/CALIBRATION.md says how the model compares with observed flows.",
	"Hosting capacity holds for one site at a time: two sites that lean on the same lines do not both get theirs. Requests of others that wait in the operators' queues are not in it.",
	"Fiber routes run on a network estimated along expressways, tunnels, bridges and cables: no operator publishes its own. Its delays are those of light in glass plus equipment, without queues.",
	"Regional figures (price, carbon, reserve, land price, temperature, most seismic figures) are the same for every candidate of a power area or prefecture.",
	"A candidate stands at its town hall or the centre of a cluster, an announced campus mostly at the office of its municipality, because no better point is published; a real site lies some kilometres away.",
	"No gate or criterion of the built-in scenarios judges tsunami: the atlas has only the highest one on each prefecture's coast, which says nothing of an inland site.",
	"Flood, landslide, soil, zoning, water and the local grid below 110 kV are not in the atlas.",
}

func provenance(r *scenario.Result) report.Provenance {
	p := report.Provenance{Limits: limits, Estimates: estimates(r), Warnings: r.Ranking.Warnings}
	for _, name := range atlas.TableNames() {
		origins, _ := r.Atlas.Origins(name)
		if len(origins) > 0 {
			p.Tables = append(p.Tables, inputTable(name, origins))
		}
	}
	for _, l := range r.Atlas.Meta.Licenses {
		p.Licenses = append(p.Licenses, report.License{ID: l.ID, Name: l.Name, Credit: l.Credit, URL: l.URL})
	}
	return p
}

// sourcesShown is how many sources a table lists.
const sourcesShown = 12

func inputTable(name string, origins []atlas.Provenance) report.InputTable {
	t := report.InputTable{Name: name, Title: strings.ReplaceAll(name, "_", " "), Rows: len(origins)}
	sources := map[string]bool{}
	for _, p := range origins {
		switch p.Evidence {
		case atlas.Published:
			t.Evidence.Published++
		case atlas.Derived:
			t.Evidence.Derived++
		case atlas.Estimated:
			t.Evidence.Estimated++
		case atlas.Assumed:
			t.Evidence.Assumed++
		}
		sources[p.Source] = true
		if !slices.Contains(t.Sources, p.Source) && len(t.Sources) < sourcesShown {
			t.Sources = append(t.Sources, p.Source)
		}
		if !slices.Contains(t.Licenses, p.License) {
			t.Licenses = append(t.Licenses, p.License)
		}
	}
	t.SourceCount = len(sources)
	return t
}

// estimates says for each criterion how many of its figures are judgement.
func estimates(r *scenario.Result) []string {
	var out []string
	for k, c := range r.Model.Criteria {
		column := r.Table.Column(c.Column)
		soft, known, source := 0, 0, ""
		for i := range column.Values {
			origin, ok := r.Table.Origin(column, i)
			if !ok {
				continue
			}
			known++
			if origin.Evidence.Soft() {
				soft++
				source = origin.Source
			}
		}
		if soft > 0 {
			out = append(out, fmt.Sprintf("%s (%.0f %% of the weight): %d of %d figures are estimated, for instance by %s.",
				column.Name, 100*r.Ranking.Criteria[k].Weight, soft, known, source))
		}
	}
	out = append(out, "Value functions and weights are judgement by nature: each criterion names its source, and weights can be replaced in the scenario.")
	return out
}
