package main

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

const cityAccuracyKm = 5 // of a city's centre as the place of its exchanges

// exchanges joins the label "Okinawa", which is no city, to Naha, where the same
// ports are counted again: the larger of the two figures stands.
func (d *deriver) exchanges() {
	const unlocated = "47200"
	rows := d.sheet("ix_city_port_capacity")
	okinawa := 0.0
	for _, r := range rows {
		if r.text("muni_code") == unlocated {
			okinawa = r.number("ix_port_capacity_gbps")
		}
	}
	for _, r := range rows {
		code := r.text("muni_code")
		if code == unlocated {
			continue
		}
		n := atlas.FiberNode{ID: "ix-" + slug(r.text("city")), Kind: atlas.IXP, Name: r.text("city"), NameLocal: d.exchangeCity(r, code),
			Location: r.point("lon", "lat"), AccuracyKm: cityAccuracyKm, CapacityGbps: r.number("ix_port_capacity_gbps"), Role: "internet exchanges of the city",
			Provenance: from("sum of PeeringDB port speeds by city, April 2024; via "+r.text("source"), bare, atlas.Derived)}
		if code == "47201" {
			n.CapacityGbps = math.Max(n.CapacityGbps, okinawa)
			n.Role = "internet exchanges of Okinawa; the same ports may be counted in other cities of the island"
		}
		d.atlas.FiberNodes = append(d.atlas.FiberNodes, n)
	}
}

func (d *deriver) exchangeCity(r row, code string) string {
	if code == "13100" { // the wards together are no municipality
		return "東京"
	}
	return strings.TrimSuffix(d.municipality(r).nameLocal, "市")
}

var facilityNames = map[string]string{
	"AT TOKYO CC1/CC2": "アット東京 CC1/CC2", "Equinix TY2": "エクイニクス TY2", "SCSK netXDC / NEC Inzai DC": "SCSK netXDC・NEC印西データセンター",
	"Equinix OS1": "エクイニクス OS1", "TELEHOUSE OSAKA 2": "TELEHOUSE OSAKA 2", "KDDI Otemachi Building": "KDDI大手町ビル",
	"NTT Data Otemachi (BroadBand Tower)": "NTTデータ大手町ビル（ブロードバンドタワー）", "Meitetsucom Data Center": "メイテツコム データセンター",
	"NTT Data Dojima Building": "NTTデータ堂島ビル", "Sonezaki Data Center": "曽根崎データセンター", "QTnet Fukuoka No.3 Data Center": "QTnet福岡第3データセンター",
}

// facilities leaves out the one without a place.
func (d *deriver) facilities() {
	accuracyKm := map[string]float64{"high": 0.1, "medium": 0.5, "low": 2}
	for _, r := range d.sheet("carrier_facilities") {
		if r.text("lat") == "" {
			continue
		}
		name, confidence := r.text("name"), r.text("coord_confidence")
		p := from("PeeringDB; via "+r.text("source"), bare, atlas.Published)
		if confidence != "high" {
			p = estimate("wattbit: recalled place; name: " + strings.TrimSuffix(r.text("source"), " (name); coordinate recalled"))
		}
		d.atlas.FiberNodes = append(d.atlas.FiberNodes, atlas.FiberNode{ID: "dc-" + slug(name), Kind: atlas.DataCentre, Name: name,
			NameLocal: d.local(facilityNames, name), Location: r.point("lon", "lat"), AccuracyKm: accuracyKm[confidence], CapacityGbps: math.NaN(),
			Role: r.text("role"), Provenance: p})
	}
}

const (
	landingAccuracyKm  = 10 // of the sheet of landing stations, as it says
	recalledAccuracyKm = 10
)

var landingNames = map[string]string{
	"Maruyama": "丸山", "Ajigaura (Hitachinaka)": "阿字ヶ浦（ひたちなか）", "Chikura": "千倉", "Wada": "和田", "Emi": "江見", "Kitaibaraki": "北茨城", "Ninomiya": "二宮",
	"Miura": "三浦", "Shima": "志摩", "Ishikari": "石狩", "Kitakyushu": "北九州", "Fukuoka": "福岡", "Okinawa (Naha)": "沖縄（那覇）", "Tomakomai": "苫小牧", "Itoshima": "糸島",
	"Takahagi": "高萩", "Naoetsu (Joetsu)": "直江津（上越）", "Miyazaki": "宮崎", "Nago": "名護", "Gushikawa (Uruma)": "具志川（うるま）",
	"Akita (domestic)": "秋田（国内）",
}

// maruyama stands on the east coast; the sheet's longitude is on the west side, as
// the sheet itself says.
var maruyama = orb.Point{139.965, 34.985}

// landings takes the sourced stations, then those recalled that stand more than
// the accuracy of both away from every sourced one.
func (d *deriver) landings() {
	var sourced []orb.Point
	for _, r := range d.sheet("cable_landing_stations") {
		n := d.landing(r)
		// TopoHub is a research data set; an operator's release is a primary source.
		n.Provenance = estimate("station and place by " + r.text("source"))
		if strings.Contains(r.text("source"), "softbank.jp") {
			n.Provenance = from("SoftBank press release; via "+r.text("source"), bare, atlas.Published)
		}
		n.AccuracyKm = landingAccuracyKm
		if n.Name == "Maruyama" {
			n.Location = maruyama
		}
		if strings.HasPrefix(r.text("status"), "planned") {
			n.ReadyYear = r.year("status")
		}
		sourced = append(sourced, n.Location)
		d.atlas.FiberNodes = append(d.atlas.FiberNodes, n)
	}
	for _, r := range d.sheet("cable_landing_stations_recalled") {
		if near(r.point("lon", "lat"), sourced, landingAccuracyKm) || superseded(r.text("station")) {
			continue
		}
		n := d.landing(r)
		n.AccuracyKm = recalledAccuracyKm
		n.Provenance = estimate("wattbit: recalled cable landing station, confidence " + r.text("confidence"))
		d.atlas.FiberNodes = append(d.atlas.FiberNodes, n)
	}
}

func (d *deriver) landing(r row) atlas.FiberNode {
	name := r.text("station")
	return atlas.FiberNode{ID: "landing-" + slug(name), Kind: atlas.CableLanding, Name: name, NameLocal: d.local(landingNames, name),
		Location: r.point("lon", "lat"), CapacityGbps: math.NaN(), Role: r.text("operators_cables")}
}

func near(p orb.Point, others []orb.Point, km float64) bool {
	for _, o := range others {
		if geo.DistanceKm(p, o) <= km {
			return true
		}
	}
	return false
}
