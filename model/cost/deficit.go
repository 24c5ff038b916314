package cost

import (
	"fmt"
	"math"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
)

// DeficitPath is a projection of Japan's digital deficit: payments less receipts
// for digital services, in JPY a year.
type DeficitPath struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Year       int    `json:"year"`
	DeficitJPY float64
	atlas.Provenance
}

// DeficitPaths returns the paths of the report on the digital economy by METI's
// PIVOT project.
func DeficitPaths() []DeficitPath {
	const report = "METI, PIVOT project, report on the digital economy (デジタル経済レポート), 30 April 2025; via "
	from := func(via string) atlas.Provenance {
		return atlas.Provenance{Source: report + via, License: "facts", Evidence: atlas.Published}
	}
	return []DeficitPath{
		{"base", "Base", 2035, 18e12, from("newton-consulting.co.jp itilnavi/flash/id=8001")},
		{"pessimistic", "Pessimistic, AI services from abroad", 2035, 28e12, from("newton-consulting.co.jp itilnavi/flash/id=8001")},
		{"hidden", "With what is built into imported goods, at most", 2035, 45e12, from("toyokeizai.net/articles/-/880395")},
	}
}

// Substitutions are the shares of a plan's computing that take the place of
// services from abroad: none, a part, most. A wattbit assumption; nobody has
// measured it.
func Substitutions() []float64 { return []float64{0, 0.3, 0.6} }

// DeficitCase is what a plan does to the four accounts on one path and with one
// substitution, in JPY a year. The path counts digital services alone, so only
// the services account may be held against it.
type DeficitCase struct {
	Path  DeficitPath
	Sigma float64
	// Change of the accounts by the plan's computing: more is more that leaves.
	// Of the services account σ times the spending is saved.
	Change AccountsJPY
	// OfPath is the change of the services account as a share of the path.
	OfPath float64
}

// DeficitCases holds a plan, of which users spend so much a year and whose yen
// splits into the accounts, against every path and substitution. The arithmetic is
// linear and leaves out prices, exports and what the economy makes of the computing.
func DeficitCases(spendingJPY float64, accounts Accounts) []DeficitCase {
	var all []DeficitCase
	for _, path := range DeficitPaths() {
		for _, sigma := range Substitutions() {
			change := accounts.Times(spendingJPY)
			change.ServicesJPY -= sigma * spendingJPY
			all = append(all, DeficitCase{path, sigma, change, change.ServicesJPY / path.DeficitJPY})
		}
	}
	return all
}

// SitingAlone returns what another choice of places changes when the same users
// spend the same on the same services, servers and owners: imported fuel and nothing
// else. The shares are those of the yen in either plan.
func SitingAlone(spendingJPY float64, before, after Accounts) AccountsJPY {
	return AccountsJPY{FuelJPY: (after.Fuel - before.Fuel) * spendingJPY}
}

// CRIEPISource is who says what siting cannot do.
const CRIEPISource = "CRIEPI, discussion paper on the electricity demand of data centers, August 2025; via a summary of 28 August 2025 (p=7378)"

// SitingSentence says what siting alone does to the digital deficit.
func SitingSentence(siting AccountsJPY) string {
	paths := DeficitPaths()
	figures := make([]string, len(paths))
	for i, p := range paths {
		figures[i] = fmt.Sprintf("%.0f", p.DeficitJPY/1e12)
	}
	fuel := "imported fuel by an amount that is not known"
	if bn := siting.FuelJPY / 1e9; !math.IsNaN(bn) {
		way := "adds"
		if bn < 0 {
			way = "saves"
		}
		fuel = fmt.Sprintf("%s %.1f bn JPY a year of imported fuel, which is another account", way, math.Abs(bn))
	} else {
		fuel = "moves " + fuel
	}
	return fmt.Sprintf("Siting alone moves nothing of a digital deficit of %s trillion JPY in %d, since services are paid to whoever sells them wherever the servers stand; the choice of places %s. Data centers at home do not by themselves resolve the digital deficit (%s).",
		strings.Join(figures, ", "), paths[0].Year, fuel, CRIEPISource)
}
