package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/internal/nearname"
	"github.com/wattbit/wattbit/model/scenario"
	"github.com/wattbit/wattbit/model/site"
)

type gridConnectOptions struct {
	gridOutput
	atlas   string
	year    int
	mw      float64
	ways    int
	maxKm   float64
	workers int
}

func newGridConnectCommand() *cobra.Command {
	var o gridConnectOptions
	cmd := &cobra.Command{
		Use:   "connect LON,LAT|PLACE",
		Short: "ways to connect a site to the grid of an atlas",
		Long: `connect lists the nearest substations of each voltage class that the power calls
for: the route, what it costs (low, base, high), firm and flexible megawatts,
years until power, what stops more, and what lifting that would unlock. Ways that
give the power firmly come first, then the earlier, then the cheaper. The place is
longitude,latitude, or a place of the atlas by id, English or local name.

Firm megawatts are the N-1 secure hosting capacity of the modelled network, one
site at a time, unless the operator publishes a figure; a substation outside the
model has none. CSV and JSON state costs in JPY.` + "\n" + exitHelp,
		Example: "  wattbit grid connect 石狩市 --mw 100\n  wattbit grid connect 140.15,35.83 --mw 300 --format geojson",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE:    func(cmd *cobra.Command, args []string) error { return runGridConnect(cmd, args[0], &o) },
	}
	o.bind(cmd, "table", "csv", "json", "geojson")
	bindAtlas(cmd, &o.atlas)
	flags := cmd.Flags()
	flags.IntVar(&o.year, "year", 0, "state of links, borders and substations: a year (default: now)")
	flags.Float64Var(&o.mw, "mw", 100, "power that the site asks")
	flags.IntVar(&o.ways, "ways", 3, "substations to look at in each voltage class")
	flags.Float64Var(&o.maxKm, "max-km", 50, "leave out substations farther off by air line, but for the nearest")
	flags.IntVar(&o.workers, "workers", defaultWorkers(), "goroutines; the result does not depend on it")
	return cmd
}

func (o *gridConnectOptions) check(cmd *cobra.Command) error {
	switch {
	case !(o.mw > 0 && o.mw <= 1e5):
		return fmt.Errorf("%w: --mw %g; expected more than 0 and at most 100000", errUsage, o.mw)
	case !(o.maxKm >= 0):
		return fmt.Errorf("%w: --max-km %g; expected at least 0", errUsage, o.maxKm)
	case o.ways < 1 || o.ways > 16:
		return fmt.Errorf("%w: --ways %d; expected 1 to 16", errUsage, o.ways)
	}
	if err := checkYear(cmd, "year", o.year); err != nil {
		return err
	}
	if err := checkWorkers(o.workers); err != nil {
		return err
	}
	return o.gridOutput.check(cmd)
}

func runGridConnect(cmd *cobra.Command, place string, o *gridConnectOptions) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	a, _, err := scenario.OpenAtlas(o.atlas)
	if err != nil {
		return err
	}
	name, at, err := findSite(a, place)
	if err != nil {
		return err
	}
	p := newProgress(cmd.ErrOrStderr())
	defer p.done()
	capacity, err := site.NewCapacity(cmd.Context(), a, site.CapacityOptions{Year: o.year, EmergencyPct: defaultEmergencyPct, Workers: o.workers,
		Progress: func(done, total int) { p.count("contingency", done, total) }})
	if err != nil {
		return err
	}
	connector, err := site.NewConnector(a, capacity)
	if err != nil {
		return err
	}
	ways, err := connector.Connections(at, o.mw, o.ways)
	if err != nil {
		return err
	}
	p.done()
	if len(ways) == 0 {
		return fmt.Errorf("atlas %s has no substation for %g MW", o.atlas, o.mw)
	}
	if nearest := nearestKm(ways); nearest > farthestKm {
		return fmt.Errorf("no substation for %g MW within %d km of %s (the nearest is %.0f km off): is it longitude,latitude, in that order?", o.mw, farthestKm, name, nearest)
	}
	reach := max(o.maxKm, nearestKm(ways))
	ways = slices.DeleteFunc(ways, func(w site.Connection) bool { return w.AirKm > reach })
	return o.write(cmd, newGridConnection(name, at, ways, capacity, o))
}

// farthestKm is how far a substation may be before a place counts as outside.
const farthestKm = 300

func nearestKm(ways []site.Connection) float64 {
	nearest := ways[0].AirKm
	for _, w := range ways {
		nearest = min(nearest, w.AirKm)
	}
	return nearest
}

// findSite reads longitude,latitude or finds a place of the atlas.
func findSite(a *atlas.Atlas, text string) (string, orb.Point, error) {
	if lon, lat, ok := strings.Cut(text, ","); ok {
		x, errX := strconv.ParseFloat(strings.TrimSpace(lon), 64)
		y, errY := strconv.ParseFloat(strings.TrimSpace(lat), 64)
		if errX != nil || errY != nil || !(x >= -180 && x <= 180 && y >= -90 && y <= 90) {
			return "", orb.Point{}, fmt.Errorf("%w: %q; expected LON,LAT in degrees, such as 140.15,35.83", errUsage, text)
		}
		return text, orb.Point{x, y}, nil
	}
	if i := slices.IndexFunc(a.Places, func(p atlas.Place) bool { return p.ID == text }); i >= 0 {
		return placeName(&a.Places[i]), a.Places[i].Location, nil
	}
	var found []atlas.Place
	for _, p := range a.Places {
		if strings.EqualFold(p.Name, text) || p.NameLocal == text {
			found = append(found, p)
		}
	}
	switch {
	case len(found) == 1:
		return placeName(&found[0]), found[0].Location, nil
	case len(found) > 1:
		return "", orb.Point{}, usageError{fmt.Errorf("place %q is ambiguous: %s", text, placeList(found))}
	}
	n := len(a.Places)
	near := nearname.Find(text, n, func(i int) []string { return []string{a.Places[i].ID, a.Places[i].Name, a.Places[i].NameLocal} })
	return "", orb.Point{}, usageError{fmt.Errorf("no place %q in atlas %s; expected LON,LAT or a place of 'wattbit atlas show places'%s", text, a.Meta.ID,
		nearname.Among(near, n, func(i int) string { return placeLabel(&a.Places[i]) }))}
}

func placeName(p *atlas.Place) string { return strings.TrimSpace(p.Name + " " + p.NameLocal) }

func placeList(places []atlas.Place) string {
	var list []string
	for _, p := range places {
		list = append(list, placeLabel(&p))
	}
	return firstFew(list)
}

func placeLabel(p *atlas.Place) string { return fmt.Sprintf("%s (%s)", p.ID, placeName(p)) }
