package main

import (
	"math"
	"strconv"

	"github.com/wattbit/wattbit/data/atlas"
)

var clusterNames = map[string]string{
	"Inzai-Shiroi": "印西・白井", "Otemachi-Chiyoda": "大手町・千代田", "Koto-Toyosu-Ariake": "江東・豊洲・有明", "Shinagawa-Minato": "品川・港",
	"Mitaka-Musashino-Tama": "三鷹・武蔵野・多摩", "Fuchu-Tama": "府中・多摩", "Hino-Hachioji": "日野・八王子", "Sagamihara": "相模原",
	"Kawasaki-Yokohama": "川崎・横浜", "Saitama": "さいたま", "Gunma-Tatebayashi": "群馬・館林", "Shirakawa (Yahoo/IDCF)": "白河",
	"Osaka Dojima-Sonezaki": "大阪堂島・曽根崎", "Osaka Ibaraki-Suita": "大阪茨木・吹田", "Minoh": "箕面", "Kyotanabe-Seika (Keihanna)": "京田辺・精華（けいはんな）",
	"Ikoma": "生駒", "Osaka Nanko": "大阪南港", "Kobe-Sanda": "神戸・三田", "Nagoya": "名古屋", "Ishikari": "石狩", "Sapporo": "札幌",
	"Fukuoka": "福岡", "Kitakyushu (Yahata IDCF)": "北九州・八幡", "Matsue (IIJ)": "松江", "Nagaoka": "長岡", "Okinawa Naha-Uruma": "沖縄那覇・うるま",
}

const clusterSource = "wattbit: data-centre cluster recalled by order of magnitude, without a published source"

// local gives a translation, and tells when the table lacks one.
func (d *deriver) local(names map[string]string, name string) string {
	translated, ok := names[name]
	if !ok {
		d.fail("%q has no name in Japanese in atlasjapan", name)
	}
	return translated
}

func (d *deriver) municipality(r row) municipality {
	const column = "muni_code"
	m, ok := d.places[r.text(column)]
	if !ok {
		d.fail("%s:%d: column %q: found %q, expected the code of a municipality", r.sheet, r.Line, column, r.text(column))
	}
	return m
}

func (d *deriver) clusters() {
	for _, r := range d.sheet("dc_clusters_recalled") {
		m, name := d.municipality(r), r.text("cluster")
		d.atlas.Places = append(d.atlas.Places, atlas.Place{ID: "cluster-" + slug(name), Kind: atlas.Cluster, Name: name,
			NameLocal: d.local(clusterNames, name), Location: r.point("lon", "lat"), Region: prefectureID(m.prefecture), Area: m.area,
			Population: math.NaN(), AreaKm2: math.NaN(), Mainland: true, Provenance: estimate(clusterSource)})
	}
}

// campusMW is the size from which an announced site is a candidate of its own.
const campusMW = 100

var projectNames = map[string]string{
	"Hokkaido Tomakomai AI DC": "北海道苫小牧AIデータセンター", "Ishikari renewable DC No.1": "石狩再エネデータセンター第1号",
	"Zero Emission DC Ishikari": "ゼロエミッション・データセンター石狩", "Itoshima campus": "糸島データセンターキャンパス",
	"Kitakyushu (Wakamatsu) campus": "北九州（若松）データセンターキャンパス", "Nanto Campus": "南砺キャンパス", "Goodman Tsukuba campus": "グッドマンつくばキャンパス",
	"Goodman Inzai": "グッドマン印西", "DPDC Inzai Park": "DPDC印西パーク", "Google Inzai": "グーグル印西",
	"TEPCO PG + NTT GDC Inzai-Shiroi": "東京電力PG・NTT GDC 印西白井", "KEPCO CyrusOne Kansai (Seika)": "関西電力サイラスワン（精華）",
	"CapitaLand Osaka": "キャピタランド大阪", "ESR Cosmosquare (Nanko)": "ESRコスモスクエア（南港）", "ESR Higashikurume": "ESR東久留米", "ESR Koto": "ESR江東",
	"Gaw/GDS Fuchu Intelligent Park": "府中インテリジェントパーク（Gaw・GDS）", "NTT Data Mitaka DC EAST": "NTTデータ三鷹データセンターEAST",
}

// campuses are the single sites of 100 MW and more.
func (d *deriver) campuses() {
	for _, r := range d.projectRows() {
		if !(r.number("mw_total") >= campusMW) {
			continue
		}
		m, name := d.municipality(r), r.text("project")
		d.atlas.Places = append(d.atlas.Places, atlas.Place{ID: "campus-" + slug(name), Kind: atlas.Campus, Name: name,
			NameLocal: d.local(projectNames, name), Location: r.point("lon", "lat"), Region: prefectureID(m.prefecture), Area: m.area,
			Population: math.NaN(), AreaKm2: siteKm2(r), Mainland: true,
			Provenance: from(r.text("operator")+", via "+r.text("source")+"; point: the municipal office, not the site", bare, atlas.Published)})
	}
}

func siteKm2(r row) float64 { return r.number("site_ha") / 100 }

// metroPopulation is the size from which a city is a demand centre.
const metroPopulation = 1e6

// metros are the 23 wards of Tokyo as one, and the cities of a million.
func (d *deriver) metros() {
	tokyo := atlas.Place{ID: "metro-tokyo", Kind: atlas.Metro, Name: "Tokyo (23 wards)", NameLocal: "東京23区",
		Location: d.places["13101"].office, Region: "JP-13", Area: "tokyo", Mainland: true,
		Provenance: from("sum over the 23 special wards, 2020 census preliminary count (e-Stat 0003433219); point: Chiyoda ward office", terms, atlas.Derived)}
	var cities []atlas.Place
	for _, p := range d.atlas.Places {
		switch n, _ := strconv.Atoi(p.ID); {
		case p.Kind != atlas.Municipality:
		case n >= 13101 && n <= 13123:
			tokyo.Population += p.Population
			tokyo.AreaKm2 = round(tokyo.AreaKm2+p.AreaKm2, 1)
		case p.Population >= metroPopulation:
			p.ID, p.Kind = "metro-"+p.ID, atlas.Metro
			cities = append(cities, p)
		}
	}
	d.atlas.Places = append(append(d.atlas.Places, tokyo), cities...)
}
