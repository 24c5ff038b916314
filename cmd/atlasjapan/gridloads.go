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
// larger and nearer ones taking more. What a station cannot take goes to the
// next ones.
const (
	servingStations = 4
	servingKm       = 2 // added to the distance, so that a station next door does not take all
	servingRounds   = 12
	// largestStationMW is what the largest station with a published capacity
	// is built for (Chiba-Inzai, 1,200 MW when full).
	largestStationMW = 1200
)

// servingSize weighs a station by the voltage that it is fed at.
var servingSize = map[float64]float64{500: 3, 275: 3, 220: 2, 187: 2, 154: 1}

// loads spreads each area's peak over its municipalities by population, and
// these over the stations that serve customers. Islands that no land grid
// reaches are left out.
func (d *deriver) loads() {
	stations := d.servingBuses()
	for _, area := range d.areaIDs() {
		people, population := d.populated(area), 0.0
		for _, m := range people {
			population += m.population
		}
		asks := make([]ask, len(people))
		for i, m := range people {
			asks[i] = ask{at: m.office, mw: d.peakMW(area) * m.population / population}
		}
		if d.apart.noRoom {
			stations.roomMW = nil
		}
		mw := stations.spread(area, asks)
		for _, bus := range sortedKeys(mw) {
			d.atlas.GridLoads = append(d.atlas.GridLoads, atlas.GridLoad{ID: "load-" + bus, Bus: bus, Area: area, MW: round(mw[bus], 3),
				Provenance: from("peak demand of the area spread by population (2020 census) over the nearest stations; stations: OpenStreetMap", odbl, atlas.Derived)})
		}
	}
}

// ask is the demand of a municipality.
type ask struct {
	at orb.Point
	mw float64
}

// spread lets every municipality ask the nearest stations that have room, again
// and again; a station that is asked for more than it has room for gives all
// the same part. What is left at the end goes to the nearest stations.
func (s *servingBuses) spread(area string, asks []ask) map[string]float64 {
	taken, full := make(map[string]float64), make(map[string]bool)
	for turn := range servingRounds {
		last := turn == servingRounds-1
		wanted := make(map[string]float64)
		shares := make([]map[string]float64, len(asks))
		for i, a := range asks {
			if last {
				clear(full)
			}
			shares[i] = s.shares(area, a.at, full)
			for bus, share := range shares[i] {
				wanted[bus] += a.mw * share
			}
		}
		given := make(map[string]float64) // part of what was wanted
		for bus, mw := range wanted {
			given[bus] = 1
			if room := s.roomMW[bus] - taken[bus]; mw >= room && !last && s.roomMW != nil {
				given[bus] = max(room, 0) / mw
				full[bus] = true
			}
			taken[bus] += mw * given[bus]
		}
		for i := range asks {
			left := 0.0
			for _, bus := range sortedKeys(shares[i]) {
				left += asks[i].mw * shares[i][bus] * (1 - given[bus])
			}
			asks[i].mw = left
		}
	}
	return taken
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
func (d *deriver) peakMW(area string) float64 { return d.areaFigure(area, "peak_demand") }

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
	roomMW  map[string]float64 // by bus
}

func (d *deriver) servingBuses() *servingBuses {
	lowest := make(map[string]atlas.GridBus) // by site
	for _, b := range d.atlas.GridBuses {
		site, _, _ := strings.Cut(b.ID, "@")
		if have, ok := lowest[site]; d.serves(site) && (!ok || b.KV < have.KV) {
			lowest[site] = b
		}
	}
	s := &servingBuses{buses: make(map[string][]servingBus), indexes: make(map[string]*geo.Index), roomMW: d.servingRoom()}
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

// servingRoom is what a bus can serve: half of what its lines carry, which is
// what is left of a double line after the loss of a circuit, and never more than
// the largest station.
func (d *deriver) servingRoom() map[string]float64 {
	room := map[string]float64{okinawaBus: math.Inf(1)}
	for _, b := range d.atlas.GridBranches {
		for _, bus := range []string{b.From, b.To} {
			switch {
			case b.Kind == atlas.GridTransformer && bus == b.To:
				room[bus] = largestStationMW // its banks follow the demand
			case b.InService:
				room[bus] += float64(b.Circuits) * b.RateMW / 2
			}
		}
	}
	for bus := range room {
		if bus != okinawaBus {
			room[bus] = min(room[bus], largestStationMW)
		}
	}
	return room
}

// shares divides a municipality's demand among the nearest stations with room.
func (s *servingBuses) shares(area string, p orb.Point, full map[string]bool) map[string]float64 {
	shares := make(map[string]float64)
	ix := s.indexes[area]
	if ix == nil {
		return shares
	}
	total, count := 0.0, 0
	for _, n := range ix.Nearest(nil, p, servingStations+len(full)) {
		b := s.buses[area][n.Index]
		if full[b.id] || count == servingStations {
			continue
		}
		w := b.size / ((n.Km + servingKm) * (n.Km + servingKm))
		shares[b.id] += w
		total += w
		count++
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
