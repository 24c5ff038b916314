package main

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/grid"
)

const calibrationIntro = `# How Japan's network compares with observed flows

Written by

    go run ./cmd/atlasjapan -facts ../shared/facts -calibrate

Do not edit. The network is derived from a map; its values are assumptions. Operators publish the half-hourly flows of their trunk lines; for March to August 2026 we hold the extremes of each line. They are used to test, and only comparison figures stand here.

**What is compared.** The model holds one moment: all areas at their yearly peak. The observed figure is the 99th percentile of a line's own |MW| over six months, which each line reaches at another time; a perfect model would therefore give less than 1 (the sum of lines that peak at different times). *Rank* is Spearman's correlation of modelled and observed |MW|, 1 for the same order; *median* and *sum* are modelled over observed; *within 2×* is the share of lines within a factor of two; *direction* the share that flows as the observed mean does, of the lines whose mean exceeds 30 % of their 99th percentile. Lines below 20 MW are matched but not compared. Okinawa is one bus in the model and is left out.

**How lines are matched.** By name and voltage among the lines of the map that bear one, in the operator's area; else by the two stations, along lines that meet no third station.
`

// calibrationReport writes the comparison as Markdown.
func calibrationReport(facts fs.FS) (string, error) {
	c, err := calibrate(facts, rules{})
	if err != nil {
		return "", err
	}
	var s strings.Builder
	s.WriteString(calibrationIntro)
	c.writeGroups(&s)
	if err := c.writeTies(&s); err != nil {
		return "", err
	}
	if err := c.writeState(&s); err != nil {
		return "", err
	}
	if err := writeRules(&s, facts); err != nil {
		return "", err
	}
	c.writeWrong(&s)
	return s.String(), nil
}

func (c *calibration) group(keep func(match) bool) comparison {
	var list []match
	for _, m := range c.matches {
		if keep(m) {
			list = append(list, m)
		}
	}
	return compare(list)
}

const groupHead = "| lines | matched | rank | median | sum | within 2× | direction |\n"
const groupRule = "|---|---|---|---|---|---|---|---|\n"

func (c *calibration) writeGroups(s *strings.Builder) {
	fmt.Fprintf(s, "\n## Trunk lines by voltage\n| kV %s%s", groupHead, groupRule)
	all := c.group(func(match) bool { return true })
	for _, kv := range []float64{500, 275, 220, 187} {
		writeGroup(s, formatKV(kv), c.group(func(m match) bool { return m.kv == kv }))
	}
	writeGroup(s, "**all**", all)
	fmt.Fprintf(s, "\n## Trunk lines by area and voltage\n| area %s%s", groupHead, groupRule)
	for _, area := range c.d.areaIDs() {
		for _, kv := range []float64{500, 275, 220, 187} {
			if g := c.group(func(m match) bool { return m.area == area && m.kv == kv }); g.lines > 0 {
				writeGroup(s, areaNames[area]+" "+formatKV(kv), g)
			}
		}
	}
}

func writeGroup(s *strings.Builder, name string, g comparison) {
	fmt.Fprintf(s, "| %s | %d | %d (%.0f %%) | %s | %s | %s | %s | %s |\n", name, g.lines, g.matched, 100*float64(g.matched)/float64(g.lines),
		figure(g.rank), figure(g.ratio), figure(g.total), percent(g.withinTwo), directed(g))
}

func directed(g comparison) string {
	if g.directed == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %% of %d", 100*g.direction, g.directed)
}

func figure(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.2f", v)
}

func percent(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*v)
}

// tieLocal names the ties of the flow sheet that have one counterpart.
var tieLocal = map[string]string{"北海道・本州間電力連系設備": "tie-hk-th", "相馬双葉幹線": "tie-th-tk", "周波数変換設備": "tie-tk-cb",
	"西播東岡山線・山崎智頭線": "tie-kn-cg", "本四連系線": "tie-cg-sk", "関門連系線": "tie-cg-ky", "阿南紀北直流幹線": "tie-kn-sk"}

// writeTies compares the ties; a flow is positive from the area named first.
func (c *calibration) writeTies(s *strings.Builder) error {
	model, err := tieFlows(&c.d.atlas)
	if err != nil {
		return err
	}
	s.WriteString("\n## Ties between areas\nThe model's flow at the peak over the observed 99th percentile of |MW|, and whether it flows as the observed mean does.\n\n| tie | model / observed | direction |\n|---|---|---|\n")
	for _, r := range c.d.sheet("grid_flows/interties") {
		tie, ok := tieLocal[r.text("intertie")]
		if !ok {
			continue
		}
		name := ""
		for _, t := range c.d.atlas.Interconnections {
			if t.ID == tie {
				name = t.Name
			}
		}
		mw, mean := model[tie], r.number("mean_mw")
		way := "none flows"
		if math.Abs(mw) >= 1 {
			way = map[bool]string{true: "same", false: "opposite"}[mw*mean > 0]
		}
		fmt.Fprintf(s, "| %s | %.2f | %s |\n", name, math.Abs(mw)/r.number("p99_abs_mw"), way)
	}
	s.WriteString("\nSix of the sheet's rows have no counterpart: three are fences (sums over the borders of Chubu, Hokuriku and Kansai), which operators use since the lines at Minami-Fukumitsu are joined; the three ties that the fences replaced show no flow of their own.\n")
	return c.d.failed()
}

// tieFlows sums links and interfaces by tie.
func tieFlows(a *atlas.Atlas) (map[string]float64, error) {
	n, err := a.Network(0)
	if err != nil {
		return nil, err
	}
	g, err := grid.New(n, grid.Options{Slack: grid.SlackProportional})
	if err != nil {
		return nil, err
	}
	flows := make(map[string]float64)
	for i, mw := range g.Flow().InterfaceMW {
		flows[n.Interfaces[i].ID] = mw
	}
	for _, l := range a.GridLinks {
		if l.Year == 0 {
			flows[l.Interconnection] += l.MW
		}
	}
	return flows, nil
}

// writeRules shows what each rule of the derivation does to the comparison.
func writeRules(s *strings.Builder, facts fs.FS) error {
	s.WriteString("\n## What the rules do\nThe same comparison with one rule of the derivation left out, and the circuits above their rating.\n\n| derivation | matched | rank | median | sum | within 2× | direction | overloads |\n|---|---|---|---|---|---|---|---|\n")
	for _, r := range []struct {
		name  string
		apart rules
	}{{"as it is", rules{}}, {"154 kV run as one mesh", rules{closedLoops: true}}, {"thermal stations in strict merit order", rules{meritOrder: true}},
		{"stations serve beyond what their lines carry", rules{noRoom: true}}} {
		c, err := calibrate(facts, r.apart)
		if err != nil {
			return err
		}
		g := c.group(func(match) bool { return true })
		fmt.Fprintf(s, "| %s | %d | %s | %s | %s | %s | %s | %d |\n", r.name, g.matched, figure(g.rank), figure(g.ratio), figure(g.total), percent(g.withinTwo), directed(g), c.overloads())
	}
	s.WriteString(rulesText)
	return nil
}

const rulesText = `
The fit does not choose between these; practice does. 154 kV is run in separate systems. In strict merit order all reserve would stand in oil-fired stations that are mostly shut, and every hosting figure would hang on their connections. Stations beyond their lines would be overloaded before any new load comes.
`

// worstLines is how many of the worst lines are named.
const worstLines = 25

func (c *calibration) writeWrong(s *strings.Builder) {
	fmt.Fprintf(s, "\n## Where the model is wrong\nThe %d lines that are farthest off, modelled over observed |MW|.\n\n| line | area | kV | ratio |\n|---|---|---|---|\n", worstLines)
	type off struct {
		match
		ratio float64
	}
	var list []off
	for _, m := range c.matches {
		if m.how != "" && m.mw >= 200 {
			list = append(list, off{m, math.Abs(m.modelMW) / m.mw})
		}
	}
	badness := func(r float64) float64 { return math.Abs(math.Log(math.Max(r, 0.02))) }
	slices.SortStableFunc(list, func(x, y off) int {
		switch bx, by := badness(x.ratio), badness(y.ratio); {
		case bx > by:
			return -1
		case bx < by:
			return 1
		}
		return 0
	})
	for _, o := range list[:min(worstLines, len(list))] {
		fmt.Fprintf(s, "| %s | %s | %s | %.2f |\n", o.name, areaNames[o.area], formatKV(o.kv), o.ratio)
	}
	s.WriteString(calibrationLimits)
}

const calibrationLimits = `
### Why
- **The map lacks the underground cables of the cities.** Most 275 kV cables of central Tokyo (Shinjuku, Takanawa, Jonan, Bokuto …) and of Nagoya (Ushijimacho, Meijo, Matsugaeda …) are not on it: their lines stay unmatched, and their demand hangs on the overhead lines around. The overloads of the table above stand there.
- **Where the map ends, the model guesses.** A line that ends at no station, a station drawn without its lower voltages, two yards drawn as two: each has a rule, each rule errs. Chubu is the worst: its 500 kV lines carry too little and its 275 kV too much, since transformers and switching stations are missing around Nagoya and Chita.
- **One moment.** Kyushu and Shikoku send solar power east at noon in spring; at the peak they keep it. Pumped storage turns many lines round twice a day. Neither is in the model, and the ties of the west show it.
- **The list of power stations is of 2014 to 2018** and has no retirements; newer stations come from the map. Oil is taken at half.
- **Impedances and ratings are by class.** Circuits are two unless a name or the graph of 2016 tells otherwise. Banks of transformers are as many as the peak asks for after the loss of one, so that transformers do not bind by themselves.
- **The central areas run as one loop.** Observed flows show that the lines at Minami-Fukumitsu are joined since 2026; the model joins them and gives the former back-to-back station no limit.

Take a hosting figure of the model as a guide to which station is better connected, not as an answer of the utility. A published figure replaces it.
`
