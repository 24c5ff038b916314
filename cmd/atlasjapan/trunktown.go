package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

// town is a city of the expressway sheet.
type town struct {
	id, prefecture string
	at             orb.Point
	accessKm       float64 // from the town to its interchange
}

// trunk is the network of expressways between towns.
type trunk struct {
	towns []town
	index map[string]int // by name in Japanese
	// roadKm is the length of expressway between the interchanges of two towns;
	// +Inf where no expressway joins them.
	roadKm [][]float64
	links  []link // the spans kept, in the order of the atlas's first spans
}

// Where Tokyo's and Osaka's trunks meet: the districts of the carrier hotels.
var hubTowns = map[string]atlas.FiberNode{
	"東京": {ID: "hub-otemachi", Kind: atlas.DataCentre, Name: "Otemachi, Tokyo", NameLocal: "大手町（東京）", Role: "district of carrier hotels: KDDI Otemachi, NTT Data Otemachi; Tokyo's long-haul node",
		Provenance: estimate("wattbit: district of the JPIX nodes at KDDI Otemachi and NTT Data Otemachi (jpix.ad.jp/jp/service.php?p=2069); recalled place")},
	"大阪": {ID: "hub-dojima", Kind: atlas.DataCentre, Name: "Dojima, Osaka", NameLocal: "堂島（大阪）", Role: "district of carrier hotels: NTT Data Dojima, Sonezaki; Osaka's long-haul node",
		Provenance: estimate("wattbit: district of the JPIX nodes at NTT Data Dojima and Sonezaki (jpix.ad.jp/jp/service.php?p=2069); recalled place")},
}

var (
	otemachi = orb.Point{139.7640, 35.6868} // the station
	dojima   = orb.Point{135.4969, 34.6975} // between the two buildings
)

// namesakes are the codes of the towns whose name is borne by others too.
var namesakes = map[string]string{"大津": "25201", "山形": "06201", "横浜": "14100", "神戸": "28100", "福島": "07201", "釧路": "01206"}

const hubAccuracyKm = 0.5

// trunkTowns reads the sheet of expressway distances and makes its towns
// long-haul nodes.
func (d *deriver) trunkTowns() {
	rows := d.sheet("expressway_distances")
	t := &d.trunk
	t.index = make(map[string]int)
	for _, r := range rows {
		for _, name := range []string{r.text("from_city"), r.text("to_city")} {
			if _, seen := t.index[name]; !seen {
				t.index[name] = len(t.towns)
				d.addTown(r, name)
			}
		}
	}
	t.readRoads(rows)
	d.spreadAccess(rows)
}

func (d *deriver) addTown(r row, name string) {
	n, isHub := hubTowns[name]
	var m municipality
	switch name {
	case "東京":
		m, n.Location, n.AccuracyKm = d.places["13101"], otemachi, hubAccuracyKm
	case "大阪":
		m, n.Location, n.AccuracyKm = d.places["27100"], dojima, hubAccuracyKm
	default:
		m = d.townNamed(r, name)
	}
	if !isHub {
		word := strings.TrimSuffix(strings.TrimSuffix(m.name, " City"), " Town")
		n = atlas.FiberNode{ID: "pop-" + slug(word), Kind: atlas.PoP, Name: word, NameLocal: name, Location: m.office, AccuracyKm: cityAccuracyKm,
			Role: "long-haul node of the town", Provenance: estimate("wattbit: a long-haul node in every city of the expressway sheet; point: municipal office")}
	}
	n.CapacityGbps, n.LongHaul = math.NaN(), true
	d.atlas.FiberNodes = append(d.atlas.FiberNodes, n)
	d.trunk.towns = append(d.trunk.towns, town{id: n.ID, prefecture: m.prefecture, at: n.Location})
}

// townNamed finds the municipality of a town's name, which lacks the word for
// city or town.
func (d *deriver) townNamed(r row, name string) municipality {
	if code, ok := namesakes[name]; ok {
		return d.places[code]
	}
	var found []municipality
	for _, p := range d.atlas.Places {
		if p.Kind == atlas.Municipality && (p.NameLocal == name+"市" || p.NameLocal == name+"町") {
			found = append(found, d.places[p.ID])
		}
	}
	if len(found) != 1 {
		d.fail("%s:%d: found town %q, which is the name of %d municipalities, expected one", r.sheet, r.Line, name, len(found))
		return municipality{}
	}
	return found[0]
}

func (t *trunk) readRoads(rows []row) {
	t.roadKm = make([][]float64, len(t.towns))
	for i := range t.roadKm {
		t.roadKm[i] = slices.Repeat([]float64{math.Inf(1)}, len(t.towns))
		t.roadKm[i][i] = 0
	}
	for _, r := range rows {
		i, j := t.index[r.text("from_city")], t.index[r.text("to_city")]
		t.roadKm[i][j] = r.number("expressway_km")
		t.roadKm[j][i] = t.roadKm[i][j]
	}
}

// spreadAccess finds the access of each town: the sheet gives the sum over both
// ends, which is exact to its rounding.
func (d *deriver) spreadAccess(rows []row) {
	t := &d.trunk
	sum := make(map[[2]int]float64, 2*len(rows))
	for _, r := range rows {
		i, j := t.index[r.text("from_city")], t.index[r.text("to_city")]
		sum[[2]int{i, j}], sum[[2]int{j, i}] = r.number("access_km"), r.number("access_km")
	}
	for i := range t.towns {
		var guesses []float64
		for j := range t.towns {
			for k := range j {
				ij, ok1 := sum[[2]int{i, j}]
				ik, ok2 := sum[[2]int{i, k}]
				jk, ok3 := sum[[2]int{j, k}]
				if ok1 && ok2 && ok3 {
					guesses = append(guesses, (ij+ik-jk)/2)
				}
			}
		}
		slices.Sort(guesses)
		if len(guesses) == 0 {
			d.fail("expressway_distances.csv: found town %q without three distances, expected its access", t.towns[i].id)
			continue
		}
		t.towns[i].accessKm = round(guesses[len(guesses)/2], 2)
	}
	for _, r := range rows {
		i, j := t.index[r.text("from_city")], t.index[r.text("to_city")]
		if got := t.towns[i].accessKm + t.towns[j].accessKm; math.Abs(got-r.number("access_km")) > 0.2 {
			d.fail("%s:%d: column \"access_km\": found %g, expected %.1f, the sum of the two towns'", r.sheet, r.Line, r.number("access_km"), got)
		}
	}
}

// farKm is the access from which a trunk is taken to run on from the interchange
// into the town; below it the long-haul node may as well stand at the interchange.
const farKm = 10

// leanestRatio is the least ratio of an expressway's length to the air line of the
// towns at which they can be taken to lie on it.
const leanestRatio = 1.1

// km is the length of fibre between two towns along the expressway.
func (t *trunk) km(i, j int) float64 {
	a, b := t.towns[i], t.towns[j]
	km := t.roadKm[i][j]
	for _, access := range []float64{a.accessKm, b.accessKm} {
		if access >= farKm {
			km += access
		}
	}
	if km < leanestRatio*geo.DistanceKm(a.at, b.at) {
		km = t.roadKm[i][j] + a.accessKm + b.accessKm
	}
	return round(km, 1)
}

// town gives the number of the town of a name.
func (d *deriver) town(name string) int {
	i, ok := d.trunk.index[name]
	if !ok {
		d.errs = append(d.errs, fmt.Errorf("expressway_distances.csv: found no town %q", name))
	}
	return i
}
