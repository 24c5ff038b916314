package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"
)

// planMap is the plan over the outlines as a drawing of its own: it needs no
// script and prints.
type planMap struct {
	Width, Height int
	Land          string // path
	Lines         []mapStroke
	Dots          []mapDot
	Labels        []mapText
	Markers       []mapText // numbers of the builds
	Years         []mapKey  // legend of first years
	Sizes         []mapKey  // legend of sizes
	HasLines      bool
	HasSpans      bool
	ScaleKm       int
	ScalePx       string
	ScaleY        int
}

type mapStroke struct{ Class, Path, Width, Title string }

type mapDot struct{ Class, X, Y, R, Title string }

type mapText struct{ X, Y, Anchor, Text, Leader string }

type mapKey struct{ Class, R, Text string }

const (
	planMapSide = 900 // px of the longer side
	marginKm    = 70
	leastKm     = 300
	namedSites  = 14
)

// frame puts km on the plane into px of the drawing.
type frame struct {
	plane         conic
	left, top, k  float64
	width, height float64
}

func newPlanMap(d *Data) *planMap {
	p := planned(d)
	if p == nil || len(p.Sites) == 0 {
		return nil
	}
	f := newFrame(p)
	m := &planMap{Width: int(f.width), Height: int(f.height), Land: f.land(d.Outlines)}
	f.drawSites(m, p, f.drawBuilds(m, p))
	for _, km := range []int{1000, 500, 200, 100, 50, 20} {
		if m.ScaleKm = km; float64(km)*f.k <= 160 {
			break
		}
	}
	m.ScalePx, m.ScaleY = px(float64(m.ScaleKm)*f.k), m.Height-14
	return m
}

// newFrame shows all sites and builds.
func newFrame(p *Plan) frame {
	var points []orb.Point
	for _, s := range p.Sites {
		points = append(points, s.At)
	}
	for _, b := range p.Builds {
		for _, path := range b.Path {
			points = append(points, path...)
		}
	}
	f := frame{plane: newConic(orb.MultiPoint(points).Bound())}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range points {
		x, y := f.plane.km(p)
		x0, y0, x1, y1 = math.Min(x0, x), math.Min(y0, y), math.Max(x1, x), math.Max(y1, y)
	}
	width, height := math.Max(x1-x0+2*marginKm, leastKm), math.Max(y1-y0+2*marginKm, leastKm)
	f.k = planMapSide / math.Max(width, height)
	f.left, f.top = (x0+x1-width)/2, (y0+y1-height)/2
	f.width, f.height = math.Round(width*f.k), math.Round(height*f.k)
	return f
}

func (f frame) px(p orb.Point) (x, y float64) {
	x, y = f.plane.km(p)
	return (x - f.left) * f.k, (y - f.top) * f.k
}

func px(x float64) string { return formatPlain(x, 1) }

// land draws the rings that show, to half a pixel.
func (f frame) land(outlines []Outline) string {
	var b strings.Builder
	for _, o := range outlines {
		for _, polygon := range o.Shape {
			for _, ring := range polygon {
				b.WriteString(f.ring(ring))
			}
		}
	}
	return b.String()
}

func (f frame) ring(ring orb.Ring) string {
	var b strings.Builder
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	lastX, lastY := math.NaN(), math.NaN()
	for _, p := range ring {
		x, y := f.px(p)
		x, y = math.Round(x*2)/2, math.Round(y*2)/2
		if math.Hypot(x-lastX, y-lastY) < 1 {
			continue
		}
		step := "L"
		if math.IsNaN(lastX) {
			step = "M"
		}
		b.WriteString(step + px(x) + " " + px(y))
		lastX, lastY = x, y
		x0, y0, x1, y1 = math.Min(x0, x), math.Min(y0, y), math.Max(x1, x), math.Max(y1, y)
	}
	if x1 < 0 || y1 < 0 || x0 > f.width || y0 > f.height || math.Hypot(x1-x0, y1-y0) < 2 {
		return ""
	}
	return b.String() + "Z"
}

// drawBuilds draws lines and spans as wide as they are dear, and numbers them as
// in the table.
func (f frame) drawBuilds(m *planMap, p *Plan) []box {
	var taken []box
	dearest := Number(0)
	for _, b := range p.Builds {
		if b.Cost > dearest {
			dearest = b.Cost
		}
	}
	for n, b := range p.Builds {
		if len(b.Path) == 0 || len(b.Path[0]) == 0 {
			continue
		}
		var d strings.Builder
		for _, path := range b.Path {
			for i, at := range path {
				x, y := f.px(at)
				d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + px(x) + " " + px(y))
			}
		}
		width := 3.0
		if b.Cost.Known() && dearest > 0 {
			width += 5 * float64(b.Cost/dearest)
		}
		m.Lines = append(m.Lines, mapStroke{string(b.Side), d.String(), px(width), fmt.Sprintf("%s, from %d", b.Name, b.Year)})
		m.HasLines, m.HasSpans = m.HasLines || b.Side == Watts, m.HasSpans || b.Side == Bits
		middle := b.Path[len(b.Path)/2]
		x, y := f.px(halfway(middle))
		marker := mapText{Text: fmt.Sprint(n + 1)}
		if x1, y1 := f.px(middle[0]); math.Hypot(x-x1, y-y1) < 40 {
			// A short line would vanish under its number, or under a name.
			taken = append(taken, box{math.Min(x, x1) - 9, math.Min(y, y1) - 9, math.Max(x, x1) + 9, math.Max(y, y1) + 9})
			atX, atY := f.beside(x, y, taken)
			marker.Leader = "M" + px(x) + " " + px(y) + "L" + px(atX) + " " + px(atY)
			x, y = atX, atY
		}
		marker.X, marker.Y = px(x), px(y)
		taken = append(taken, box{x - 10, y - 10, x + 10, y + 10})
		m.Markers = append(m.Markers, marker)
	}
	return taken
}

// beside is a place for a number near a short line.
func (f frame) beside(x, y float64, taken []box) (atX, atY float64) {
	for _, way := range [][2]float64{{-26, 26}, {26, 26}, {-26, -26}, {26, -26}, {0, 40}} {
		atX, atY = x+way[0], y+way[1]
		b := box{atX - 10, atY - 10, atX + 10, atY + 10}
		if b.x0 > 0 && b.y0 > 0 && b.x1 < f.width && b.y1 < f.height && !slices.ContainsFunc(taken, b.meets) {
			break
		}
	}
	return atX, atY
}

// halfway is the middle of a path by its points, between the two of a straight one.
func halfway(path orb.LineString) orb.Point {
	if len(path) == 2 {
		return orb.Point{(path[0][0] + path[1][0]) / 2, (path[0][1] + path[1][1]) / 2}
	}
	return path[len(path)/2]
}

// yearClass is the tone of a first year, y0 to y5.
func yearClass(years []int, year int) string {
	at := max(slices.Index(years, year), 0)
	if len(years) > 6 {
		at = at * 5 / (len(years) - 1)
	}
	return fmt.Sprintf("y%d", at)
}

func (f frame) drawSites(m *planMap, p *Plan, boxes []box) {
	last := len(p.Years) - 1
	order := make([]int, len(p.Sites))
	most := Number(1)
	for i := range order {
		order[i] = i
		most = max(most, p.Sites[i].ITMW[last])
	}
	radius := func(mw Number) float64 { return math.Max(3, 15*math.Sqrt(math.Max(0, float64(mw/most)))) }
	// The largest go under the small ones, and get their names first.
	slices.SortStableFunc(order, func(a, b int) int {
		return cmpNumbers(p.Sites[b].ITMW[last], p.Sites[a].ITMW[last])
	})
	used := map[int]bool{}
	for _, i := range order {
		s := p.Sites[i]
		x, y := f.px(s.At)
		r := radius(s.ITMW[last])
		boxes = append(boxes, box{x - r, y - r, x + r, y + r})
	}
	for n, i := range order {
		s := p.Sites[i]
		x, y := f.px(s.At)
		r := radius(s.ITMW[last])
		used[s.Year] = true
		m.Dots = append(m.Dots, mapDot{yearClass(p.Years, s.Year), px(x), px(y), px(r),
			fmt.Sprintf("%s %s: %s MW of IT by %d, from %d", s.Name, s.NameLocal, formatFixed(s.ITMW[last], 0), p.Years[last], s.Year)})
		if n < namedSites {
			if text, at, ok := f.label(s.Name, x, y, r, boxes); ok {
				m.Labels = append(m.Labels, text)
				boxes = append(boxes, at)
			}
		}
	}
	for _, y := range p.Years {
		if used[y] {
			m.Years = append(m.Years, mapKey{Class: yearClass(p.Years, y), Text: fmt.Sprint(y)})
		}
	}
	for _, share := range []Number{1, 0.25} {
		m.Sizes = append(m.Sizes, mapKey{R: px(radius(share * most)), Text: formatFixed(share*most, 0) + " MW"})
	}
}

type box struct{ x0, y0, x1, y1 float64 }

func (b box) meets(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

// label finds room for a name beside its dot.
func (f frame) label(name string, x, y, r float64, taken []box) (mapText, box, bool) {
	name = shorten(name, 24)
	width := textWidth(name, 13)
	for _, way := range []struct {
		anchor string
		dx, dy float64
	}{{"start", r + 4, 4}, {"end", -r - 4, 4}, {"middle", 0, -r - 5}, {"middle", 0, r + 14}} {
		left := map[string]float64{"start": x + way.dx, "end": x + way.dx - width, "middle": x - width/2}[way.anchor]
		b := box{left, y + way.dy - 11, left + width, y + way.dy + 3}
		if b.x0 < 2 || b.y0 < 2 || b.x1 > f.width-2 || b.y1 > f.height-2 || slices.ContainsFunc(taken, b.meets) {
			continue
		}
		return mapText{X: px(x + way.dx), Y: px(y + way.dy), Anchor: way.anchor, Text: name}, b, true
	}
	return mapText{}, box{}, false
}
