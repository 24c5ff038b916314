package main

import (
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
)

// projectRows are the projects that are one site: neither a programme of several
// nor a sum of others.
func (d *deriver) projectRows() []row {
	var single []row
	for _, r := range d.sheet("dc_projects") {
		if _, located := d.places[r.text("muni_code")]; located && r.text("status") != "aggregate" {
			single = append(single, r)
		}
	}
	return single
}

func (d *deriver) projects() {
	for _, r := range d.projectRows() {
		name := r.text("project")
		d.atlas.Existing = append(d.atlas.Existing, atlas.Facility{ID: "project-" + slug(name), Kind: atlas.DataCenter, Name: name,
			NameLocal: d.local(projectNames, name), Place: d.municipality(r).city, Location: r.point("lon", "lat"), LocationBasis: "municipal office, not the site",
			MW: r.number("mw_total"), Year: r.year("first_service"), Stage: d.projectStage(r), Owner: r.text("operator"),
			Provenance: from(r.text("operator")+", via "+r.text("source"), bare, atlas.Published)})
	}
}

func (d *deriver) projectStage(r row) string {
	switch status := r.text("status"); {
	case status == "operating":
		return "operating"
	case strings.Contains(status, "construction"):
		return "construction"
	case status == "announced", status == "phased": // no more is known of a phased one
		return "announced"
	default:
		d.fail("%s:%d: column \"status\": found %q, expected operating, construction or announced", r.sheet, r.Line, status)
		return ""
	}
}

// clusterMW are sums over clusters; they overlap with the projects inside them.
func (d *deriver) clusterMW() {
	for _, r := range d.sheet("dc_clusters_recalled") {
		name := r.text("cluster")
		f := atlas.Facility{Kind: atlas.ClusterInUse, ID: "cluster-operating-" + slug(name), Name: name, NameLocal: d.local(clusterNames, name),
			Place: d.municipality(r).city, Location: r.point("lon", "lat"), LocationBasis: "middle of the cluster", MW: r.number("operating_mw_approx"),
			Stage: "operating", Provenance: estimate(clusterSource)}
		d.atlas.Existing = append(d.atlas.Existing, f)
		f.Kind, f.ID = atlas.ClusterPlanned, "cluster-pipeline-"+slug(name)
		f.MW, f.Stage = r.number("pipeline_mw_approx"), "announced"
		d.atlas.Existing = append(d.atlas.Existing, f)
	}
}

// chitose is where the Rapidus fab stands.
const chitose = "01224"

func (d *deriver) fabs() {
	for _, r := range d.sheet("demand_forecast_dc") {
		if r.text("metric") != "Rapidus fab load" {
			continue
		}
		d.atlas.Existing = append(d.atlas.Existing, atlas.Facility{ID: "fab-rapidus", Kind: atlas.Fab, Name: "Rapidus IIM-1", NameLocal: "ラピダス IIM-1",
			Place: chitose, Location: d.places[chitose].office, LocationBasis: "municipal office, not the site", MW: r.number("value"), Year: r.year("period"),
			Stage: "construction", Owner: "Rapidus", Provenance: from("OCCTO demand outlook of January 2025, via "+r.text("source"), bare, atlas.Published)})
		return
	}
	d.fail("demand_forecast_dc.csv: found no Rapidus fab load")
}
