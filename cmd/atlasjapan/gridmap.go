package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/topology"
)

// gridClassesKV are the voltages of Japan's trunk network of 154 kV and more.
// 200 and 250 kV are direct current, 660 kV is a slip of the map.
var gridClassesKV = []float64{154, 187, 220, 275, 500}

// buildTopology makes the network's topology of the map.
func (d *deriver) buildTopology() *topology.Topology {
	areas := d.nearestArea()
	t, err := topology.Build(d.gridLines(areas), d.gridSites(areas), topology.Options{
		ClassesKV: gridClassesKV,
		// The map's geometry is simplified by 0.004°, so that a tee may lie that
		// far from the line it stands on.
		TeeKm:           0.4,
		RepairKm:        1.5,
		DefaultCircuits: defaultCircuits,
		AreaAt:          areas,
		ZoneOf:          zoneOf,
		Hints:           d.circuitHints(),
	})
	if err != nil {
		d.fail("%w", err)
		return &topology.Topology{}
	}
	return t
}

// defaultCircuits follows the rule that trunk lines of 187 kV and more stand on
// double-circuit towers; below that two is the rule as well, though no map says so.
func defaultCircuits(float64) int { return 2 }

// The synchronous zones.
var zones = map[string]string{"hokkaido": "hokkaido", "tohoku": "east", "tokyo": "east", "okinawa": "okinawa",
	"chubu": "west", "hokuriku": "west", "kansai": "west", "chugoku": "west", "shikoku": "west", "kyushu": "west"}

func zoneOf(area string) string { return zones[area] }

// operatorAreas finds the area of an operator by a part of its name. Wholesale
// suppliers and railways have none.
var operatorAreas = []struct{ part, area string }{
	{"北海道電力", "hokkaido"}, {"HEPCO", "hokkaido"}, {"North Hokkaido", "hokkaido"}, {"東北電力", "tohoku"}, {"東京電力", "tokyo"}, {"TEPCO", "tokyo"},
	{"中部電力", "chubu"}, {"Chuden", "chubu"}, {"北陸電力", "hokuriku"}, {"関西電力", "kansai"}, {"KEPCO", "kansai"}, {"中国電力", "chugoku"}, {"中国電カ", "chugoku"},
	{"四国電力", "shikoku"}, {"九州電力", "kyushu"}, {"沖縄電力", "okinawa"},
}

func operatorArea(name string) string {
	for _, o := range operatorAreas {
		if strings.Contains(name, o.part) {
			return o.area
		}
	}
	return ""
}

// believable leaves out an operator whose name was given to a line on another
// island: there are two Fukushimas.
func believable(operator, place string) string {
	for _, island := range []string{"hokkaido", "okinawa", "kyushu", "shikoku"} {
		if operator == island && place != island {
			return ""
		}
	}
	return operator
}

const linesFile = "transmission_lines_osm_ge154kv.geojson"

// gridLines reads the map's lines. A name such as 東京電力パワーグリッド 275.0kV線
// is no name, and tells the operator.
func (d *deriver) gridLines(areas func(orb.Point, string) string) []topology.Line {
	src, err := d.facts.Open(linesFile)
	if err != nil {
		d.fail("fact sheet: %w", err)
		return nil
	}
	defer src.Close()
	features, err := geojson.Read(src, linesFile, 0)
	if err != nil {
		d.fail("fact sheet: %w", err)
		return nil
	}
	lines := make([]topology.Line, 0, len(features))
	for i, f := range features {
		path, isLine := f.Geometry.(orb.LineString)
		kv, hasKV := f.Properties["kv"].(float64)
		name, _ := f.Properties["name"].(string)
		if strings.Contains(name, "建設中") {
			continue // not built yet
		}
		if !isLine || !hasKV {
			d.fail("%s: feature %d: found %T and kv %v, expected a line string and a number", linesFile, i+1, f.Geometry, f.Properties["kv"])
			continue
		}
		l := topology.Line{ID: strconv.Itoa(i + 1), KV: kv, Path: path}
		if unnamedLine.MatchString(name) {
			l.Area = believable(operatorArea(name), areas(path[0], ""))
		} else {
			l.Name = lineName(name)
		}
		lines = append(lines, l)
	}
	return append(lines, d.inzaiLine())
}

// inzaiLine is the cable of 2024 that the map lacks, drawn straight.
func (d *deriver) inzaiLine() topology.Line {
	l := topology.Line{ID: "inzai", Name: "千葉印西線", KV: 275, Area: "tokyo", Circuits: 2}
	for _, s := range d.atlas.Substations {
		if s.ID == inzaiID || s.NameLocal == "新京葉変電所" {
			l.Path = append(l.Path, s.Location)
		}
	}
	if len(l.Path) != 2 {
		d.fail("substations: found %d ends of the cable to Chiba-Inzai, expected 2", len(l.Path))
	}
	return l
}

const inzaiID = "ss-chiba-inzai"

var (
	unnamedLine = regexp.MustCompile(`[0-9.]+kV線$`)
	romanized   = regexp.MustCompile(` ?\([ -ɏ]*\)`)
)

// lineName drops romanizations in brackets.
func lineName(s string) string { return strings.TrimSpace(romanized.ReplaceAllString(s, "")) }

// gridSites are all stations of the map, those that customers cannot connect
// to included, and the power stations that the map of stations lacks.
func (d *deriver) gridSites(areas func(orb.Point, string) string) []topology.Site {
	ids := make(map[orb.Point]string)
	for _, s := range d.atlas.Substations {
		ids[s.Location] = s.ID
	}
	d.stations, d.located = make(map[string]station), make(map[string]orb.Point)
	var sites []topology.Site
	for _, r := range d.sheet("substations_osm_all") {
		at := orb.Point(r.point("lon", "lat"))
		id, listed := ids[at]
		if !listed {
			id = "st-" + r.text("muni_code") + "-" + strconv.FormatFloat(at[0], 'f', 4, 64) + "-" + strconv.FormatFloat(at[1], 'f', 4, 64)
		}
		if _, twice := d.stations[id]; twice || r.text("name") == "南福光連系所" {
			continue // the latter is a part of Minami-Fukumitsu substation since the lines there are joined
		}
		d.located[r.text("name")] = at
		s := topology.Site{ID: id, Name: r.text("name"), Location: at, Area: believable(operatorArea(r.text("operator")), areas(at, "")), Separate: converters[r.text("name")]}
		for word := range strings.SplitSeq(r.text("voltages_kv"), ";") {
			if kv, err := strconv.ParseFloat(word, 64); err == nil {
				s.VoltagesKV = append(s.VoltagesKV, kv)
			}
		}
		d.stations[id] = station{name: s.Name, kind: r.text("kind"), voltagesKV: s.VoltagesKV, listed: listed, railway: railway(s.Name + r.text("operator"))}
		sites = append(sites, s)
	}
	for _, a := range d.atlas.Substations {
		if a.ID == inzaiID {
			d.stations[a.ID] = station{name: a.NameLocal, kind: "transmission", voltagesKV: a.VoltagesKV, listed: true}
			sites = append(sites, topology.Site{ID: a.ID, Name: a.NameLocal, Location: a.Location, VoltagesKV: a.VoltagesKV, Area: a.Area})
		}
	}
	return append(sites, d.tokyoStations()...)
}

// tokyoStations are the power stations of Tokyo's utility on the coast of
// Hamadori and at Kashiwazaki, at the voltage of their lines.
func (d *deriver) tokyoStations() []topology.Site {
	var sites []topology.Site
	for _, r := range d.sheet("power_plants_wri") {
		if name := r.text("name"); feedsTokyo[name] {
			sites = append(sites, topology.Site{ID: "plant-" + slug(name), Name: name, Location: orb.Point(r.point("lon", "lat")), VoltagesKV: []float64{500}, Area: "tokyo"})
		}
	}
	return sites
}

// station is what the network needs to know of a site beyond its topology.
type station struct {
	name, kind string
	voltagesKV []float64
	listed     bool // among the atlas's substations
	railway    bool
}

// converters are the stations where 50 and 60 Hz meet.
var converters = map[string]bool{"新信濃変電所": true, "佐久間周波数変換所": true, "天竜区変電所": true, "東清水変電所": true, "飛騨変換所": true}

// nearestArea gives the power area of the nearest municipality, of a zone
// where one is asked for.
func (d *deriver) nearestArea() func(orb.Point, string) string {
	points, areas := make(map[string][]orb.Point), make(map[string][]string)
	for _, code := range d.placeCodes() {
		m := d.places[code]
		for _, zone := range []string{"", zoneOf(m.area)} {
			points[zone] = append(points[zone], m.office)
			areas[zone] = append(areas[zone], m.area)
		}
	}
	indexes := make(map[string]*geo.Index)
	for zone, list := range points {
		ix, err := geo.NewIndex(list)
		if err != nil {
			d.fail("municipalities.csv: %w", err)
		}
		indexes[zone] = ix
	}
	return func(p orb.Point, zone string) string {
		if ix := indexes[zone]; ix != nil {
			if n, ok := ix.NearestFast(p); ok {
				return areas[zone][n.Index]
			}
		}
		return ""
	}
}

func (d *deriver) placeCodes() []string {
	codes := make([]string, 0, len(d.places))
	for code := range d.places {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// circuitHints reads the edges of the 2016 graph whose cables are three to a
// circuit and all of one voltage.
func (d *deriver) circuitHints() []topology.Hint {
	nodes := make(map[string]orb.Point)
	for _, r := range d.sheet("grid_graph_2016_nodes") {
		nodes[r.text("node_id")] = r.point("lon", "lat")
	}
	var hints []topology.Hint
	for _, r := range d.sheet("grid_graph_2016_edges") {
		volts, cables := uniform(r.text("voltage_v")), uniform(r.text("cables"))
		a, okA := nodes[r.text("from_node")]
		b, okB := nodes[r.text("to_node")]
		if okA && okB && volts > 0 && cables >= 3 {
			hints = append(hints, topology.Hint{A: a, B: b, KV: volts / 1000, Circuits: int(cables) / 3})
		}
	}
	return hints
}

// uniform reads "6" and "6;6" as 6, and a list of different numbers as 0.
func uniform(list string) float64 {
	words := strings.Split(list, ";")
	for _, w := range words {
		if w != words[0] {
			return 0
		}
	}
	v, err := strconv.ParseFloat(words[0], 64)
	if err != nil {
		return 0
	}
	return v
}
