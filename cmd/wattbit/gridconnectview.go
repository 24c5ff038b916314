package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	orbjson "github.com/paulmach/orb/geojson"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/site"
)

// gridConnection is what connect prints.
type gridConnection struct {
	Atlas string           `json:"atlas"`
	Year  int              `json:"year"`
	Place string           `json:"place"`
	Lon   float64          `json:"lon"`
	Lat   float64          `json:"lat"`
	MW    float64          `json:"mw"`
	Ways  []connectionView `json:"ways"`

	ways []site.Connection
}

func newGridConnection(place string, at orb.Point, ways []site.Connection, capacity *site.Capacity, o *gridConnectOptions) *gridConnection {
	c := &gridConnection{Atlas: o.atlas, Year: o.year, Place: place, Lon: at[0], Lat: at[1], MW: o.mw, ways: ways}
	r := &scenario.Result{Capacity: capacity}
	for _, w := range ways {
		c.Ways = append(c.Ways, viewConnection(r, w))
	}
	return c
}

func (c *gridConnection) csv(w *csv.Writer) error {
	if err := w.Write([]string{"substation", "name", "class", "lon", "lat", "route_km", "firm_mw", "flexible_mw", "unlocked_mw", "published", "radial",
		"cost_low_jpy", "cost_jpy", "cost_high_jpy", "years_low", "years", "years_high", "reinforced", "binding"}); err != nil {
		return err
	}
	for i, v := range c.Ways {
		at := c.ways[i].Substation.Location
		f := func(n report.Number) string { return cell(float64(n), 6) }
		if err := w.Write([]string{v.Substation, v.Name, v.Class, cell(at[0], 7), cell(at[1], 7), f(v.RouteKm), f(v.FirmMW), f(v.FlexibleMW), f(v.UnlockedMW),
			strconv.FormatBool(v.Published), strconv.FormatBool(v.Radial), f(v.CostLowJPY), f(v.CostJPY), f(v.CostHighJPY),
			f(v.YearsLow), f(v.Years), f(v.YearsHigh), strconv.FormatBool(v.Reinforced), v.Binding}); err != nil {
			return err
		}
	}
	return nil
}

func (c *gridConnection) print(w io.Writer) {
	fmt.Fprintf(w, "%g MW at %s (%.4f, %.4f); the best way first, costs in bn JPY (low–high)\n", c.MW, c.Place, c.Lon, c.Lat)
	g := grid{header: []string{"substation", "class", "route km", "bn JPY", "firm MW", "flexible MW", "years", "upgrade unlocks MW", "what stops more"},
		right: map[int]bool{2: true, 3: true, 4: true, 5: true, 6: true, 7: true}}
	for _, v := range c.Ways {
		firm := shown(float64(v.FirmMW), 0)
		if v.Radial {
			firm += " radial"
		}
		years := fmt.Sprintf("%s (%s–%s)", shown(float64(v.Years), 1), shown(float64(v.YearsLow), 1), shown(float64(v.YearsHigh), 1))
		g.rows = append(g.rows, []string{clip(v.Name, 32), v.Class, shown(float64(v.RouteKm), 1),
			fmt.Sprintf("%s (%s–%s)", billions(v.CostJPY), billions(v.CostLowJPY), billions(v.CostHighJPY)), firm, shown(float64(v.FlexibleMW), 0), years,
			shown(float64(v.UnlockedMW), 0), clip(v.Binding, 72)})
	}
	g.print(w)
	for _, line := range c.remarks() {
		fmt.Fprintln(w, line)
	}
}

func billions(jpy report.Number) string { return shown(float64(jpy)/1e9, 1) }

// remarks explain what the table holds.
func (c *gridConnection) remarks() []string {
	lines := []string{"Firm: carried after any single outage. Flexible: if the load is shed after one. Each substation alone: two sites share what one could have."}
	reinforced, unknown := false, false
	for _, v := range c.Ways {
		reinforced = reinforced || v.Reinforced
		unknown = unknown || !v.FirmMW.Known()
	}
	if reinforced {
		lines = append(lines, "Where firm MW fall short the years are those of reinforcing the grid above.")
	}
	if unknown {
		lines = append(lines, "–: the substation is not in the network model and publishes no figure.")
	}
	return lines
}

// features are the site, the substations and straight lines to them.
func (c *gridConnection) features() ([]*geojson.Feature, error) { //nolint:unparam // gridMap asks for the error
	place := orb.Point{c.Lon, c.Lat}
	at := orbjson.NewFeature(place)
	at.Properties = orbjson.Properties{"role": "site", "name": c.Place, "mw": c.MW}
	list := []*geojson.Feature{at}
	for i, v := range c.Ways {
		f := orbjson.NewFeature(orb.LineString{place, c.ways[i].Substation.Location})
		f.Properties = orbjson.Properties{"role": "connection", "rank": i + 1, "substation": v.Substation, "name": strings.TrimSpace(v.Name), "class": v.Class,
			"route_km": known(float64(v.RouteKm)), "firm_mw": known(float64(v.FirmMW)), "flexible_mw": known(float64(v.FlexibleMW)),
			"unlocked_mw": known(float64(v.UnlockedMW)), "cost_jpy": known(float64(v.CostJPY)), "years": known(float64(v.Years)), "binding": v.Binding}
		list = append(list, f)
	}
	return list, nil
}
