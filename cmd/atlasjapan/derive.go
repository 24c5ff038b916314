package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/topology"
)

// version is the date of the fact sheets.
const version = "2026-11-22"

// deriver holds the atlas as it grows, and what was refused on the way.
type deriver struct {
	facts    fs.FS
	apart    rules
	atlas    atlas.Atlas
	places   map[string]municipality // by code, wards of designated cities too
	trunk    trunk
	stations map[string]station   // by site, filled by gridSites
	located  map[string]orb.Point // the same, by local name
	topology *topology.Topology
	buses    *busFinder
	errs     []error
}

// derive builds the atlas of Japan from the fact sheets in the folder japan.
func derive(facts fs.FS) (*deriver, error) { return deriveApart(facts, rules{}) }

// rules are departures from how the network is derived, for the calibration to
// show what each of the rules does.
type rules struct {
	closedLoops bool // 154 kV is run as one mesh
	meritOrder  bool // thermal stations run one after the other by fuel price
	noRoom      bool // stations serve whatever is near, beyond what their lines carry
}

func deriveApart(facts fs.FS, apart rules) (*deriver, error) {
	d := &deriver{facts: facts, apart: apart}
	d.atlas.Meta = atlas.Meta{ID: "japan", Name: "Japan", NameLocal: "日本", Version: version, Licenses: licenses}
	for _, step := range []func(){
		d.readMunicipalities, d.powerAreas, d.prefectures, d.outlines, d.municipalities, d.clusters,
		d.campuses, d.metros, d.areaFigures, d.seismic, d.tsunami, d.volcanoes, d.climate, d.land,
		d.substations, d.inzai, d.interconnections, d.exchanges, d.facilities, d.landings,
		d.trunkTowns, d.landfalls, d.trunkSpans, d.okinawaRoad, d.cables, d.metroSpans,
		d.projects, d.clusterMW, d.fabs, d.costs, d.forecasts, d.series, d.network,
	} {
		step()
	}
	return d, d.failed()
}

// files are the tables and the report on the network.
func (d *deriver) files() ([]atlas.File, error) {
	files, err := d.atlas.Files()
	if err != nil {
		return nil, err
	}
	report, err := d.fiberReport()
	if err != nil {
		return nil, err
	}
	return append(files, atlas.File{Path: fiberReportFile, Data: report}), nil
}

func (d *deriver) failed() error { return errors.Join(d.errs...) }

func (d *deriver) fail(format string, args ...any) {
	d.errs = append(d.errs, fmt.Errorf(format, args...))
}

// The licences of the rows.
const (
	bare     = "facts"
	wattbit  = "wattbit"
	terms    = "GSTU-2.0"
	odbl     = "ODbL-1.0"
	usPublic = "PDDL-1.0"
	ccBy     = "CC-BY-4.0"
)

var licenses = []atlas.License{
	{ID: terms, Name: "Japan Government Standard Terms of Use 2.0", URL: "https://www.digital.go.jp/resources/open_data",
		Credit: "「国土数値情報（行政区域データ）（国土交通省）を加工して作成」; e-Stat (population), GSI (area), MLIT (land price survey), Japan Meteorological Agency (normals); office points: code4fukui/localgovjp, CC0 1.0"},
	{ID: bare, Name: "Bare figures, cited to their issuer", Credit: "each row's source"},
	{ID: usPublic, Name: "Public Domain Dedication and License 1.0", URL: "https://opendatacommons.org/licenses/pddl/1-0/",
		Credit: "Federal Reserve H.10 by way of datasets/exchange-rates"},
	{ID: ccBy, Name: "Creative Commons Attribution 4.0", URL: "https://creativecommons.org/licenses/by/4.0/",
		Credit: "World Resources Institute, Global Power Plant Database; joined to buses and completed by wattbit"},
	{ID: wattbit, Name: "Apache License 2.0", Credit: "wattbit: estimates and derived figures of its own", URL: "https://www.apache.org/licenses/LICENSE-2.0"},
	{ID: odbl, Name: "Open Database License 1.0", Credit: "© OpenStreetMap contributors, ODbL 1.0; extract by lutelute/All-Japan-Grid",
		URL: "https://opendatacommons.org/licenses/odbl/1-0/", Folder: "osm"},
}

func from(source, license string, evidence atlas.Evidence) atlas.Provenance {
	return atlas.Provenance{Source: source, License: license, Evidence: evidence}
}

// estimate is the provenance of a figure recalled without a found source.
func estimate(source string) atlas.Provenance { return from(source, wattbit, atlas.Estimated) }

// prefectureID is the ISO 3166-2 code of a two-digit prefecture code.
func prefectureID(code string) string { return "JP-" + code }
