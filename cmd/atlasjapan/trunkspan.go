package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

const roadSource = "expressway distance (MLIT N06 by way of yH3PO4/HighwayOrderedDS@6ebc241); that trunk fiber follows the expressway is wattbit's estimate"

// structure is a crossing of a strait whose portals are known; the way from a
// town to a portal is its air line times the median ratio of expressways.
type structure struct {
	from, to         string
	portals          [2]orb.Point
	km               float64
	kind             atlas.FiberSpanKind
	name, group, why string
}

// portalRatio is the median of expressway over air line in the sheet.
const portalRatio = 1.35

var structures = []structure{
	{"青森", "函館", [2]orb.Point{{140.460, 41.173}, {140.333, 41.594}}, 53.9, atlas.Tunnel, "Seikan tunnel", groupSeikan,
		"wattbit: the rail tunnel of 53.9 km and the ways to its portals, recalled; that trunk fiber lies in it is an estimate"},
	{"福山", "松山", [2]orb.Point{{133.190, 34.420}, {132.960, 34.060}}, 59.4, atlas.Bridge, "Shimanami Kaido", groupShimanami,
		"wattbit: the Nishi-Seto expressway of 59.4 km and the ways to its ends, recalled; the expressway sheet lacks it"},
}

// coast is a trunk along a coast railway that the expressway sheet cannot show,
// since its ways lead over a town inland or have a gap.
type coast struct {
	from, to, name string
	risk           []string
	why            string
}

var coasts = []coast{
	{"北九州", "広島", "Sanyo coast by way of the Kanmon strait", []string{groupKanmon},
		"wattbit: a second trunk along the Sanyo main line, apart from that by way of Yamaguchi, recalled; length: expressway distance (MLIT N06 by way of yH3PO4/HighwayOrderedDS@6ebc241)"},
	{"秋田", "新潟", "Uetsu coast", nil,
		"wattbit: a trunk along the Uetsu main line, where the expressway has gaps, recalled; length: air line × 1.35, the median of expressways"},
}

// coastLink gets the expressway's length where that is no detour.
func (t *trunk) coastLink(a, b int) link {
	air := portalRatio * geo.DistanceKm(t.towns[a].at, t.towns[b].at)
	km := t.km(a, b)
	if !(km <= detourLimit*air) {
		km = round(air, 1)
	}
	return link{a: a, b: b, km: km, apart: true}
}

// detourLimit is how much longer than usual an expressway may be before it is taken
// to run elsewhere.
const detourLimit = 1.25

// trunkSpans makes the spans along expressways, bridges and tunnels.
func (d *deriver) trunkSpans() {
	t := &d.trunk
	if d.errs != nil { // towns may be missing
		return
	}
	var links []link
	spans := make(map[[2]int]atlas.FiberSpan)
	for _, s := range structures {
		l := link{a: d.town(s.from), b: d.town(s.to), apart: true}
		a, b := t.towns[l.a], t.towns[l.b]
		l.km = round(s.km+portalRatio*(geo.DistanceKm(a.at, s.portals[0])+geo.DistanceKm(s.portals[1], b.at)), 1)
		links = append(links, l)
		spans[[2]int{l.a, l.b}] = atlas.FiberSpan{Name: s.name, Kind: s.kind, SharedRisk: []string{s.group}, Provenance: estimate(s.why)}
	}
	for _, c := range coasts {
		l := t.coastLink(d.town(c.from), d.town(c.to))
		links = append(links, l)
		spans[[2]int{l.a, l.b}] = atlas.FiberSpan{Name: c.name, Kind: atlas.Railway, SharedRisk: c.risk, Provenance: estimate(c.why)}
	}
	links = t.thin(links)
	for _, l := range links {
		s, known := spans[[2]int{l.a, l.b}]
		if !known {
			s = atlas.FiberSpan{Kind: atlas.Expressway, Provenance: from(roadSource, bare, atlas.Estimated)}
			if group := t.strait(l); group != "" {
				s.Name, s.Kind, s.SharedRisk = straits[group].name, straits[group].kind, []string{group}
			}
		}
		a, b := t.towns[l.a].id, t.towns[l.b].id
		s.ID, s.From, s.To = "trunk-"+shortID(a)+"-"+shortID(b), a, b
		s.LengthKm, s.LengthBasis, s.CapacityGbps = l.km, optical.Estimated, math.NaN()
		d.atlas.FiberSpans = append(d.atlas.FiberSpans, s)
	}
	t.links = links
	d.shareCorridors()
}

// shortID is a node's id without its kind.
func shortID(id string) string {
	for i, c := range id {
		if c == '-' {
			return id[i+1:]
		}
	}
	return id
}

// Groups of the straits.
const (
	groupSeikan    = "tunnel-seikan"
	groupKanmon    = "strait-kanmon"
	groupAkashi    = "bridge-akashi-naruto"
	groupSeto      = "bridge-seto"
	groupShimanami = "bridge-shimanami"
)

var straits = map[string]struct {
	name string
	kind atlas.FiberSpanKind
}{
	groupKanmon: {"Kanmon strait", atlas.Tunnel},
	groupAkashi: {"Akashi Kaikyo and Onaruto bridges", atlas.Bridge},
	groupSeto:   {"Seto Ohashi", atlas.Bridge},
}

// island is the main island of a prefecture.
func island(prefecture string) string {
	switch {
	case prefecture == "01":
		return "hokkaido"
	case prefecture >= "36" && prefecture <= "39":
		return "shikoku"
	case prefecture >= "40" && prefecture <= "46":
		return "kyushu"
	case prefecture == "47":
		return "okinawa"
	}
	return "honshu"
}

// strait names the crossing that a link along expressways takes. To Shikoku that
// is the bridge over which the way is shorter.
func (t *trunk) strait(l link) string {
	ends := []string{island(t.towns[l.a].prefecture), island(t.towns[l.b].prefecture)}
	slices.Sort(ends)
	switch {
	case ends[0] == ends[1]:
		return ""
	case slices.Contains(ends, "shikoku"):
		over := func(honshu, shikoku string) float64 {
			h, s := t.index[honshu], t.index[shikoku]
			return min(t.roadKm[l.a][h]+t.roadKm[h][s]+t.roadKm[s][l.b], t.roadKm[l.a][s]+t.roadKm[s][h]+t.roadKm[h][l.b])
		}
		if over("神戸", "徳島") < over("岡山", "高松") {
			return groupAkashi
		}
		return groupSeto
	}
	return groupKanmon
}

// detour tells how much longer than the expressway the ways over the trunk's links
// are: over all pairs, in ascending order.
func (t *trunk) detours() []float64 {
	w := newWays(len(t.towns), t.links)
	var ratios []float64
	for i := range t.towns {
		for j := range i {
			if km := t.km(i, j); !math.IsInf(km, 1) {
				ratios = append(ratios, w.km(i, j, math.MaxFloat64)/km)
			}
		}
	}
	slices.SortFunc(ratios, cmp.Compare)
	return ratios
}
