package main

import (
	"cmp"
	"slices"

	"github.com/wattbit/wattbit/data/atlas"
)

// linkEnd names a bus by its station's local name.
type linkEnd struct {
	station string
	kv      float64
	zone    string
}

// converterLink is one link of a tie, now and as planned. The tie's published
// total is split among its stations as their names in the sheet say, or as is
// generally known.
type converterLink struct {
	id, name, tie, kind string
	from, to            linkEnd
	mw                  float64
	plannedYear         int
	plannedMW           float64
	evidence            atlas.Evidence
}

var converterLinks = []converterLink{
	{"link-kitahon", "Kitahon HVDC", "tie-hk-th", "hvdc", linkEnd{"電源開発株式会社北地域制御所", 187, "hokkaido"}, linkEnd{"上北変換所", 275, "east"}, 600, 0, 0, atlas.Estimated},
	{"link-new-kitahon", "New Kitahon HVDC", "tie-hk-th", "hvdc", linkEnd{"北斗変換所", 275, "hokkaido"}, linkEnd{"今別変換所", 275, "east"}, 300, 2028, 600, atlas.Estimated},
	{"link-shin-shinano", "Shin-Shinano frequency converter", "tie-tk-cb", "frequency-converter", linkEnd{"新信濃変電所", 275, "east"}, linkEnd{"新信濃変電所", 275, "west"}, 600, 0, 0, atlas.Published},
	{"link-hida-shinano", "Hida-Shinano HVDC", "tie-tk-cb", "frequency-converter", linkEnd{"新信濃変電所", 500, "east"}, linkEnd{"飛騨変換所", 500, "west"}, 900, 0, 0, atlas.Published},
	{"link-sakuma", "Sakuma frequency converter", "tie-tk-cb", "frequency-converter", linkEnd{"天竜区変電所", 275, "east"}, linkEnd{"天竜区変電所", 275, "west"}, 300, 2028, 600, atlas.Estimated},
	{"link-higashi-shimizu", "Higashi-Shimizu frequency converter", "tie-tk-cb", "frequency-converter", linkEnd{"東清水変電所", 154, "east"}, linkEnd{"東清水変電所", 275, "west"}, 300, 2028, 900, atlas.Estimated},
	{"link-anan-kihoku", "Anan-Kihoku HVDC", "tie-kn-sk", "hvdc", linkEnd{"紀北変換所", 500, "west"}, linkEnd{"阿南周波数変換所", 500, "west"}, 1400, 0, 0, atlas.Published},
	{"link-japan-sea", "Japan Sea HVDC", "tie-hk-tk-jpsea", "hvdc", linkEnd{"北斗変換所", 275, "hokkaido"}, linkEnd{"西群馬開閉所", 500, "east"}, 0, 2035, 2000, atlas.Assumed},
}

func (d *deriver) links() {
	for _, c := range converterLinks {
		row := atlas.GridLink{ID: c.id, Name: c.name, Interconnection: c.tie, From: d.buses.atStation(c.from.station, c.from.kv, c.from.zone), To: d.buses.atStation(c.to.station, c.to.kv, c.to.zone),
			Kind: c.kind, ForwardMW: c.mw, ReverseMW: c.mw, Provenance: from("OCCTO operating capacity of the tie, its share of this link as the tie's name says", bare, c.evidence)}
		if c.evidence == atlas.Estimated {
			row.Source = "OCCTO operating capacity of the tie; wattbit: recalled share of this link"
		}
		if c.mw > 0 {
			d.atlas.GridLinks = append(d.atlas.GridLinks, row)
		}
		if c.plannedYear > 0 {
			row.Year, row.ForwardMW, row.ReverseMW, row.Evidence = c.plannedYear, c.plannedMW, c.plannedMW, atlas.Estimated
			row.Source = "OCCTO plan for the tie; wattbit: recalled share of this link"
			if c.evidence == atlas.Assumed {
				row.Source, row.Evidence = "OCCTO plan: 2 GW in the 2030s; both ends and the year are assumed", atlas.Assumed
			}
			d.atlas.GridLinks = append(d.atlas.GridLinks, row)
		}
	}
}

// bordersWithLimit are the ties whose published limit holds for the sum of the
// lines between two areas. That of Minami-Fukumitsu is the former back-to-back
// station's: since 2026 the lines there are joined.
var bordersWithLimit = map[[2]string]string{{"tohoku", "tokyo"}: "tie-th-tk", {"chubu", "kansai"}: "tie-cb-kn", {"hokuriku", "kansai"}: "tie-hr-kn",
	{"kansai", "chugoku"}: "tie-kn-cg", {"chugoku", "shikoku"}: "tie-cg-sk", {"chugoku", "kyushu"}: "tie-cg-ky"}

// interfaces lists the lines between areas with a published limit.
func (d *deriver) interfaces() {
	area := make(map[string]string)
	for _, b := range d.atlas.GridBuses {
		area[b.ID] = b.Area
	}
	for _, b := range d.atlas.GridBranches {
		x, y := area[b.From], area[b.To]
		tie, reverse := bordersWithLimit[[2]string{x, y}], false
		if tie == "" {
			tie, reverse = bordersWithLimit[[2]string{y, x}], true
		}
		if tie != "" {
			d.atlas.GridInterfaces = append(d.atlas.GridInterfaces, atlas.GridMember{Interconnection: tie, Branch: b.ID, Reverse: reverse,
				Provenance: from("lines between buses of the two areas, "+mapSource, odbl, atlas.Derived)})
		}
	}
	slices.SortStableFunc(d.atlas.GridInterfaces, func(x, y atlas.GridMember) int {
		return cmp.Or(cmp.Compare(x.Interconnection, y.Interconnection), cmp.Compare(x.Branch, y.Branch))
	})
}
