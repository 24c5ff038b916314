package main

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
)

// landfall is a place where a domestic cable comes ashore that no sheet has, at a
// municipal office.
type landfall struct {
	id, municipality, name, nameLocal string
	kind                              atlas.FiberNodeKind
	longHaul                          bool
	role                              string
	from                              atlas.Provenance
}

const (
	okinawaCellular = "Okinawa Cellular and KDDI, 2019-02-18 (via ascii.jp/elem/000/001/821/1821585)"
	yui             = "SoftBank, Okinawa Cellular and NTT West, 2023-07-13 (via prod-news.global.ssl.fastly.net/techplus/article/20230713-2726672) and softbank.jp press 2022-02-08"
	akitaCable      = "NTT Communications, KDDI, SoftBank and Rakuten Mobile, 2021-10-28 (via news.mynavi.jp/techplus/article/20211029-2172382)"
	officePoint     = "; point: municipal office"
)

func publishedAt(source string) atlas.Provenance {
	return from(source+officePoint, bare, atlas.Published)
}

var landfalls = []landfall{
	{"landing-otaru", "01203", "Otaru (domestic)", "小樽（国内）", atlas.CableLanding, false, "Hokkaido–Akita cable", publishedAt(akitaCable)},
	{"landing-hioki", "46216", "Hioki (domestic)", "日置（国内）", atlas.CableLanding, false, "Okinawa–Kyushu cable of Okinawa Cellular", publishedAt(okinawaCellular)},
	{"landing-yaese", "47362", "Yaese (domestic)", "八重瀬（国内）", atlas.CableLanding, false, "KDDI Naha Technical Center: two cables to Miyazaki", publishedAt(okinawaCellular)},
	{"pop-naha", "47201", "Naha", "那覇", atlas.PoP, true, "long-haul node of the island", estimate("wattbit: a long-haul node for Okinawa's main island" + officePoint)},
	{"pop-nago", "47209", "Nago", "名護", atlas.PoP, true, "long-haul node, landing of the cable from Hioki", publishedAt(okinawaCellular)},
	{"pop-ishigaki", "47207", "Ishigaki", "石垣", atlas.PoP, true, "long-haul node of the island, landing of YUI", publishedAt(yui)},
	{"pop-miyakojima", "47214", "Miyakojima", "宮古島", atlas.PoP, true, "long-haul node of the island, landing of YUI", publishedAt(yui)},
	{"pop-kumejima", "47361", "Kumejima", "久米島", atlas.PoP, true, "long-haul node of the island, landing of YUI", publishedAt(yui)},
}

// cable is one section of a domestic submarine cable. Without a length it gets
// the air line times the route factor; sections of one total share it by their air
// lines.
type cable struct {
	id, name, from, to string
	km, totalKm        float64
	gbps               float64
	year               int
	groups             []string
	provenance         atlas.Provenance
}

const (
	groupEastOkinawa = "sea-kyushu-okinawa-east"
	groupYui         = "cable-yui"
	groupJapanSea    = "cable-japan-sea"
	seaPlan          = "wattbit: recalled plan of a cable through the Japan Sea, Akita to Kyushu, about 2,000 km, FY2026–27; that it is missing and planned: MIC (via businessnetwork.jp/article/15548); landings are estimates"
	yuiOld           = "; the two sections in use before have 290 km together, shared out by air line"
)

var cables = []cable{
	{"cable-otaru-akita", "Hokkaido–Akita", "landing-otaru", "landing-akita-domestic", 770, 0, 160e3, 2024, nil, from(akitaCable+": about 770 km, planned for the end of 2023", bare, atlas.Published)},
	{"cable-hioki-nago", "Okinawa Cellular Okinawa–Kyushu", "landing-hioki", "pop-nago", 760, 0, 80e3, 2020, nil, from(okinawaCellular+": about 760 km", bare, atlas.Published)},
	{"cable-miyazaki-yaese", "KDDI Miyazaki–Okinawa", "landing-miyazaki", "landing-yaese", 0, 0, 0, 0, []string{groupEastOkinawa}, from(okinawaCellular+": two cables on the Pacific side; length estimated, both taken as one span", bare, atlas.Estimated)},
	{"cable-yui-1", "YUI-1", "pop-naha", "pop-ishigaki", 460, 0, 60e3, 2023, []string{groupYui}, from(yui+": about 460 km; its landing on the main island is taken to be Naha", bare, atlas.Published)},
	{"cable-yui-2", "YUI-2", "pop-miyakojima", "pop-kumejima", 260, 0, 60e3, 2023, []string{groupYui}, from(yui+": about 260 km", bare, atlas.Published)},
	{"cable-ishigaki-miyako", "Ishigaki–Miyako", "pop-ishigaki", "pop-miyakojima", 0, 290, 0, 0, nil, from(yui+yuiOld, bare, atlas.Derived)},
	{"cable-kume-okinawa", "Kume–Okinawa", "pop-kumejima", "pop-naha", 0, 290, 0, 0, nil, from(yui+yuiOld, bare, atlas.Derived)},
	{"cable-sea-akita-joetsu", "Japan Sea cable", "landing-akita-domestic", "landing-naoetsu-joetsu", 0, 2000, 0, 2027, []string{groupJapanSea}, estimate(seaPlan)},
	{"cable-sea-joetsu-matsue", "Japan Sea cable", "landing-naoetsu-joetsu", "pop-matsue", 0, 2000, 0, 2027, []string{groupJapanSea}, estimate(seaPlan)},
	{"cable-sea-matsue-fukuoka", "Japan Sea cable", "pop-matsue", "landing-fukuoka", 0, 2000, 0, 2027, []string{groupJapanSea}, estimate(seaPlan)},
}

// submarineFactor is the route factor of long haul (design: 1.3, 1.2 to 1.5).
const submarineFactor = 1.3

// okinawaRoad joins the two ends of Okinawa's main island, which the sheet of
// expressways leaves out.
func (d *deriver) okinawaRoad() {
	km := round(portalRatio*geo.DistanceKm(d.nodeAt("pop-naha"), d.nodeAt("pop-nago")), 1)
	d.atlas.FiberSpans = append(d.atlas.FiberSpans, atlas.FiberSpan{ID: "trunk-naha-nago", Name: "Okinawa Expressway", From: "pop-naha", To: "pop-nago",
		Kind: atlas.Expressway, LengthKm: km, LengthBasis: optical.Estimated, CapacityGbps: math.NaN(),
		Provenance: estimate("wattbit: trunk along the Okinawa Expressway, air line × 1.35, the median of expressways")})
}

func (d *deriver) landfalls() {
	for _, l := range landfalls {
		m := d.places[l.municipality]
		d.atlas.FiberNodes = append(d.atlas.FiberNodes, atlas.FiberNode{ID: l.id, Kind: l.kind, Name: l.name, NameLocal: l.nameLocal, Location: m.office,
			AccuracyKm: landingAccuracyKm, CapacityGbps: math.NaN(), LongHaul: l.longHaul, Role: l.role, Provenance: l.from})
	}
}

func (d *deriver) cables() {
	air := func(c cable) float64 { return geo.DistanceKm(d.nodeAt(c.from), d.nodeAt(c.to)) }
	together := make(map[float64]float64)
	for _, c := range cables {
		together[c.totalKm] += air(c)
	}
	for _, c := range cables {
		s := atlas.FiberSpan{ID: c.id, Name: c.name, From: c.from, To: c.to, Kind: atlas.Submarine, LengthKm: c.km, LengthBasis: optical.Given,
			SharedRisk: c.groups, CapacityGbps: c.gbps, ReadyYear: c.year, Provenance: c.provenance}
		switch {
		case c.totalKm > 0:
			s.LengthKm = round(c.totalKm*air(c)/together[c.totalKm], 0)
		case c.km == 0:
			s.LengthKm = round(submarineFactor*air(c), 0)
		}
		if c.km == 0 {
			s.LengthBasis = optical.Estimated
		}
		if c.gbps == 0 {
			s.CapacityGbps = math.NaN()
		}
		d.atlas.FiberSpans = append(d.atlas.FiberSpans, s)
	}
}

// nodeAt is the place of a fiber node.
func (d *deriver) nodeAt(id string) orb.Point {
	for _, n := range d.atlas.FiberNodes {
		if n.ID == id {
			return n.Location
		}
	}
	d.fail("atlasjapan: found no fiber node %q, expected one for a cable", id)
	return orb.Point{}
}

// superseded are recalled stations that a published source contradicts: the cable
// from Hokkaido to Akita starts at Otaru.
func superseded(station string) bool { return strings.HasPrefix(station, "Ishikari Atsuta") }
