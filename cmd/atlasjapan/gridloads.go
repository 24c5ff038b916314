package main

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

// A municipality's demand goes to the stations nearest to its office, the
// larger and nearer ones taking more.
const (
	servingStations = 4
	servingKm       = 2 // added to the distance, so that a station next door does not take all
)

// servingSize weighs a station by the voltage that it is fed at.
var servingSize = map[float64]float64{500: 3, 275: 3, 220: 2, 187: 2, 154: 1}

// loads spreads each area's peak over its municipalities by population, and
// these over the stations that serve customers. Islands that no land grid
// reaches are left out.
func (d *deriver) loads() {
	stations := d.servingBuses()
	mw := make(map[string]map[string]float64) // by area and bus
	for _, area := range d.areaIDs() {
		peak := d.peakMW(area)
		population := 0.0
		people := d.populated(area)
		for _, m := range people {
			population += m.population
		}
		mw[area] = make(map[string]float64)
		for _, m := range people {
			for bus, share := range stations.shares(area, m.office) {
				mw[area][bus] += peak * m.population / population * share
			}
		}
	}
	for _, area := range d.areaIDs() {
		for _, bus := range sortedKeys(mw[area]) {
			d.atlas.GridLoads = append(d.atlas.GridLoads, atlas.GridLoad{ID: "load-" + bus, Bus: bus, Area: area, MW: round(mw[area][bus], 3),
				Provenance: from("peak demand of the area spread by population (2020 census) over the nearest stations; stations: OpenStreetMap", odbl, atlas.Derived)})
		}
	}
}

func (d *deriver) areaIDs() []string {
	var ids []string
	for _, r := range d.atlas.Regions {
		if r.Kind == atlas.PowerArea {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// peakMW is the area's published or recalled peak.
func (d *deriver) peakMW(area string) float64 {
	for _, f := range d.atlas.Areas {
		if f.Subject == area && f.Quantity == "peak_demand" {
			return f.Value
		}
	}
	d.fail("areas: found no peak demand of %s", area)
	return math.NaN()
}

// populated lists the municipalities of an area, and of designated cities the
// wards instead.
func (d *deriver) populated(area string) []municipality {
	codes := d.placeCodes()
	var list []municipality
	for i, code := range codes {
		m := d.places[code]
		split := !m.ward && i+1 < len(codes) && d.places[codes[i+1]].ward
		if m.area == area && !split && !isolated[code] && m.population > 0 {
			list = append(list, m)
		}
	}
	return list
}

// servingBus is a station that feeds customers, at its lowest voltage.
type servingBus struct {
	id   string
	at   orb.Point
	kv   float64
	size float64
}

type servingBuses struct {
	buses   map[string][]servingBus // by area
	indexes map[string]*geo.Index
}

func (d *deriver) servingBuses() *servingBuses {
	lowest := make(map[string]atlas.GridBus) // by site
	for _, b := range d.atlas.GridBuses {
		site, _, _ := strings.Cut(b.ID, "@")
		if have, ok := lowest[site]; d.serves(site) && (!ok || b.KV < have.KV) {
			lowest[site] = b
		}
	}
	s := &servingBuses{buses: make(map[string][]servingBus), indexes: make(map[string]*geo.Index)}
	for _, site := range sortedKeys(lowest) {
		b := lowest[site]
		if b.KV == 500 && !slices.ContainsFunc(d.stations[site].voltagesKV, func(kv float64) bool { return kv < 154 }) {
			continue // a trunk station that feeds other stations only
		}
		s.buses[b.Area] = append(s.buses[b.Area], servingBus{b.ID, b.Location, b.KV, servingSize[b.KV]})
	}
	s.buses["okinawa"] = []servingBus{{okinawaBus, orb.Point{127.74, 26.26}, 132, 1}}
	for area, list := range s.buses {
		points := make([]orb.Point, len(list))
		for i := range list {
			points[i] = list[i].at
		}
		ix, err := geo.NewIndex(points)
		if err != nil {
			d.fail("serving stations: %w", err)
		}
		s.indexes[area] = ix
	}
	return s
}

// serves leaves out joints, railways, works, power stations, switching stations
// and converters.
func (d *deriver) serves(site string) bool {
	s, ok := d.stations[site]
	if !ok || s.railway {
		return false
	}
	switch s.kind {
	case "traction", "industrial", "generation", "converter", "transition", "switching", "compensation":
		return false
	}
	return !strings.HasSuffix(s.name, "発電所") && !strings.HasSuffix(s.name, "開閉所")
}

func (s *servingBuses) shares(area string, p orb.Point) map[string]float64 {
	shares := make(map[string]float64)
	ix := s.indexes[area]
	if ix == nil {
		return shares
	}
	total := 0.0
	for _, n := range ix.Nearest(nil, p, servingStations) {
		b := s.buses[area][n.Index]
		w := b.size / ((n.Km + servingKm) * (n.Km + servingKm))
		shares[b.id] += w
		total += w
	}
	for bus := range shares {
		shares[bus] /= total
	}
	return shares
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	list := make([]K, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
