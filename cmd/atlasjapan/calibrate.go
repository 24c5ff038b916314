package main

import (
	"cmp"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

// observed is a trunk line as its operator publishes it, March to August 2026.
type observed struct {
	area   string
	kv     float64
	name   string
	mw     float64 // 99th percentile of |MW| over half-hours
	meanMW float64
	from   orb.Point // of the station that positive flow leaves; NaN when not located
	to     orb.Point
}

// match is an observed line and what the model has for it.
type match struct {
	observed
	how      string // name or ends; empty when there is none
	branches []string
	modelMW  float64 // signed as observed where that is known, else |MW|
	signed   bool
	circuits int
	rateMW   float64 // of all circuits
}

// areaLocal names the areas as the flow sheets do.
var areaLocal = map[string]string{"北海道": "hokkaido", "東北": "tohoku", "東京": "tokyo", "中部": "chubu", "北陸": "hokuriku",
	"関西": "kansai", "中国": "chugoku", "四国": "shikoku", "九州": "kyushu", "沖縄": "okinawa"}

// readObserved joins the two sheets of trunk lines; Okinawa, which the model
// holds as one bus, is left out.
func (d *deriver) readObserved() []observed {
	located := make(map[[3]string]row)
	for _, r := range d.sheet("grid_flows/trunk_lines_located") {
		located[[3]string{r.text("area"), r.text("kv"), r.text("line")}] = r
	}
	var list []observed
	for _, r := range d.sheet("grid_flows/trunk_lines") {
		area := areaLocal[r.text("area")]
		if area == "okinawa" {
			continue
		}
		nowhere := orb.Point{math.NaN(), math.NaN()}
		o := observed{area: area, kv: r.number("voltage_kv"), name: r.text("line"), mw: r.number("p99_abs_mw"), meanMW: r.number("mean_mw"), from: nowhere, to: nowhere}
		if l, ok := located[[3]string{r.text("area"), r.text("voltage_kv"), o.name}]; ok {
			o.from, o.to = l.point("from_lon", "from_lat"), l.point("to_lon", "to_lat")
		}
		list = append(list, o)
	}
	return list
}

var (
	bracketed   = regexp.MustCompile(`[(（【\[].*?[)）】\]]`)
	circuitTail = regexp.MustCompile(`(?:[0-9]+(?:[,、・･~～\-][0-9]+)*)?(?:号線|号|L|番線)?[0-9]*$`)
)

var sameLetters = strings.NewReplacer("１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "０", "0",
	" ", "", "　", "", "，", ",", "Ｌ", "L", "ヶ", "ケ", "ヵ", "カ", "之", "ノ", "の", "ノ", "澤", "沢", "髙", "高")

// lineKey is a line's name without what writers add to it: brackets, spaces,
// numbers of circuits.
func lineKey(name string) string {
	name = sameLetters.Replace(bracketed.ReplaceAllString(name, ""))
	return strings.TrimSuffix(circuitTail.ReplaceAllString(name, ""), "線")
}

// lineKeys are the names that one line of the map bears: "A線;B線", "A線 / B線".
func lineKeys(name string) []string {
	var keys []string
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(";；/／・", r) }) {
		if k := lineKey(part); k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

// calibration compares the atlas's peak with what operators saw.
type calibration struct {
	d       *deriver
	flow    map[string]float64 // by branch
	branch  map[string]*atlas.GridBranch
	bus     map[string]*atlas.GridBus
	at      map[string][]string // branches by bus
	byName  map[string][]string // branches by voltage and key of any part of theirs
	matches []match
}

func calibrate(facts fs.FS, apart rules) (*calibration, error) {
	d, err := deriveApart(facts, apart)
	if err != nil {
		return nil, err
	}
	flow, err := networkFlow(&d.atlas)
	if err != nil {
		return nil, err
	}
	c := &calibration{d: d, flow: flow, branch: make(map[string]*atlas.GridBranch), bus: make(map[string]*atlas.GridBus), at: make(map[string][]string), byName: make(map[string][]string)}
	c.index()
	for _, o := range d.readObserved() {
		c.matches = append(c.matches, c.match(o))
	}
	return c, d.failed()
}

func (c *calibration) index() {
	for i := range c.d.atlas.GridBuses {
		b := &c.d.atlas.GridBuses[i]
		c.bus[b.ID] = b
	}
	for i := range c.d.atlas.GridBranches {
		b := &c.d.atlas.GridBranches[i]
		c.branch[b.ID] = b
		c.at[b.From] = append(c.at[b.From], b.ID)
		c.at[b.To] = append(c.at[b.To], b.ID)
	}
	names := make(map[string]string)
	for _, l := range c.d.gridLines(func(orb.Point, string) string { return "" }) {
		names[l.ID] = l.Name
	}
	for _, corridor := range c.d.topology.Corridors {
		if c.branch[corridor.ID] == nil {
			continue
		}
		keys := make(map[string]bool)
		for _, line := range corridor.Lines {
			for _, key := range lineKeys(names[line]) {
				keys[key] = true
			}
		}
		for _, key := range sortedKeys(keys) {
			k := nameKey(corridor.KV, key)
			c.byName[k] = append(c.byName[k], corridor.ID)
		}
	}
}

// match finds an observed line by its name, else by its two stations.
func (c *calibration) match(o observed) match {
	m := match{observed: o, modelMW: math.NaN()}
	m.branches = c.named(o)
	m.how = "name"
	if len(m.branches) == 0 {
		m.branches, m.how = c.between(o), "ends"
	}
	if len(m.branches) == 0 {
		m.how = ""
		return m
	}
	c.measure(&m)
	return m
}

// nearKm is how far a branch's end may be from where the sheet puts a station.
const nearKm = 3

// named returns the branches of an observed line's name and voltage in its
// area; where stations are located, those next to one of them.
func (c *calibration) named(o observed) []string {
	var list []string
	for _, id := range c.byName[nameKey(o.kv, lineKey(o.name))] {
		b := c.branch[id]
		if c.bus[b.From].Area == o.area || c.bus[b.To].Area == o.area {
			list = append(list, id)
		}
	}
	for _, p := range []orb.Point{o.from, o.to} {
		var near []string
		for _, id := range list {
			b := c.branch[id]
			if within(c.bus[b.From].Location, p, nearKm) || within(c.bus[b.To].Location, p, nearKm) {
				near = append(near, id)
			}
		}
		if len(near) > 0 {
			return c.parallel(near)
		}
	}
	if len(list) == 0 {
		return nil
	}
	longest := slices.MaxFunc(list, func(x, y string) int { return int(1000 * (c.branch[x].LengthKm - c.branch[y].LengthKm)) })
	return c.parallel([]string{longest})
}

// between returns the first leg of the shortest way of the observed voltage
// from one station to the other that meets no third station; flows are measured
// at the first.
func (c *calibration) between(o observed) []string {
	starts, goals := c.stationBuses(o, o.from), c.stationBuses(o, o.to)
	type step struct {
		bus, first string
		km         float64
	}
	var queue []step
	done := make(map[string]bool)
	for _, bus := range starts {
		queue = append(queue, step{bus: bus})
	}
	limit := detour*geo.FastDistanceKm(o.from, o.to) + 2*nearKm
	for len(queue) > 0 {
		slices.SortStableFunc(queue, func(x, y step) int { return cmp.Compare(x.km, y.km) })
		at := queue[0]
		queue = queue[1:]
		if at.first != "" && slices.Contains(goals, at.bus) {
			return c.parallel(append([]string{at.first}, c.at[at.bus]...))
		}
		if done[at.bus] || at.km > limit || at.first != "" && !strings.HasPrefix(at.bus, "joint@") {
			continue
		}
		done[at.bus] = true
		for _, id := range c.at[at.bus] {
			b := c.branch[id]
			next := b.To
			if next == at.bus {
				next = b.From
			}
			if b.Kind != atlas.GridLine || !b.InService {
				continue
			}
			first := at.first
			if first == "" {
				first = id
			}
			queue = append(queue, step{next, first, at.km + b.LengthKm})
		}
	}
	return nil
}

// detour is how much longer than straight a line may be.
const detour = 1.6

// stationBuses are the buses of the observed voltage at a point.
func (c *calibration) stationBuses(o observed, p orb.Point) []string {
	var list []string
	for i := range c.d.atlas.GridBuses {
		if b := &c.d.atlas.GridBuses[i]; b.KV == o.kv && within(b.Location, p, nearKm) {
			list = append(list, b.ID)
		}
	}
	return list
}

func within(a, b orb.Point, km float64) bool { return geo.FastDistanceKm(a, b) <= km }

// parallel adds the branches of the same name between the same buses as the
// first: a line's circuits may be drawn one by one.
func (c *calibration) parallel(list []string) []string {
	first := c.branch[list[0]]
	var all []string
	for _, id := range list {
		if b := c.branch[id]; b.From == first.From && b.To == first.To {
			all = append(all, id)
		}
	}
	return all
}

// measure sums the flows of a match, positive from the station that the sheet
// names first.
func (c *calibration) measure(m *match) {
	m.modelMW = 0
	for _, id := range m.branches {
		b := c.branch[id]
		m.modelMW += c.flow[id]
		m.circuits += b.Circuits
		m.rateMW += float64(b.Circuits) * b.RateMW
	}
	first := c.branch[m.branches[0]]
	from, to := c.bus[first.From].Location, c.bus[first.To].Location
	ahead := geo.FastDistanceKm(from, m.from) + geo.FastDistanceKm(to, m.to)
	back := geo.FastDistanceKm(from, m.to) + geo.FastDistanceKm(to, m.from)
	if math.IsNaN(ahead) || geo.FastDistanceKm(m.from, m.to) < nearKm {
		return
	}
	m.signed = true
	if back < ahead {
		m.modelMW = -m.modelMW
	}
}

func nameKey(kv float64, key string) string { return key + "@" + formatKV(kv) }
