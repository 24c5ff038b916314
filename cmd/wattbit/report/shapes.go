package report

import (
	"math"

	"github.com/paulmach/orb"
)

// A packedLine is a line in steps of 1e-4 degrees: the first longitude and
// latitude, then the differences from each point to the next.
type packedLine []int

type packedOutline struct {
	ID    string       `json:"id"`
	Name  string       `json:"name"`
	Local string       `json:"local"`
	Rings []packedLine `json:"rings"`
}

type packedLayer struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Side    Side         `json:"side"`
	Credit  string       `json:"credit"`
	On      bool         `json:"on"`
	Classes []Class      `json:"classes"`
	Points  []packedItem `json:"points"`
	Lines   []packedItem `json:"lines"`
	Areas   []packedItem `json:"areas"`
}

// packedItem is a member of a layer. A point is a path of one place.
type packedItem struct {
	Class  int          `json:"c"`
	Paths  []packedLine `json:"p"`
	Weight *Number      `json:"w,omitempty"`
	Name   string       `json:"n,omitempty"`
	Local  string       `json:"l,omitempty"`
	Detail int          `json:"d,omitempty"` // into texts
}

func packOutlines(outlines []Outline) []packedOutline {
	out := []packedOutline{}
	for _, o := range outlines {
		out = append(out, packedOutline{o.ID, o.Name, o.NameLocal, packRings(o.Shape)})
	}
	return out
}

func packLayers(layers []Layer, texts *textTable) []packedLayer {
	out := []packedLayer{}
	for _, l := range layers {
		p := packedLayer{
			ID: l.ID, Name: l.Name, Side: l.Side, Credit: l.Credit, On: l.On, Classes: list(l.Classes),
			Points: []packedItem{}, Lines: []packedItem{}, Areas: []packedItem{},
		}
		for _, m := range l.Points {
			p.Points = append(p.Points, packItem(m.Class, []packedLine{packLine(orb.LineString{m.At})}, m.Label, texts))
		}
		for _, m := range l.Lines {
			item := packItem(m.Class, packPaths(m.Path), m.Label, texts)
			if m.Weight.Known() && m.Weight != 0 && m.Weight != 1 {
				item.Weight = &m.Weight
			}
			p.Lines = append(p.Lines, item)
		}
		for _, m := range l.Areas {
			p.Areas = append(p.Areas, packItem(m.Class, packRings(m.Shape), m.Label, texts))
		}
		out = append(out, p)
	}
	return out
}

func packItem(class int, paths []packedLine, label Label, texts *textTable) packedItem {
	return packedItem{Class: class, Paths: paths, Name: label.Name, Local: label.NameLocal, Detail: texts.index(label.Detail)}
}

// packRings lists all rings; filled by the even-odd rule, holes stay holes.
func packRings(shape orb.MultiPolygon) []packedLine {
	out := []packedLine{}
	for _, polygon := range shape {
		for _, ring := range polygon {
			out = append(out, packLine(orb.LineString(ring)))
		}
	}
	return out
}

func packPaths(paths orb.MultiLineString) []packedLine {
	out := []packedLine{}
	for _, path := range paths {
		out = append(out, packLine(path))
	}
	return out
}

func packLine(line orb.LineString) packedLine {
	out := make(packedLine, 0, 2*len(line))
	var lastLon, lastLat int
	for i, p := range line {
		lon, lat := int(math.Round(p.Lon()*1e4)), int(math.Round(p.Lat()*1e4))
		if i > 0 && lon == lastLon && lat == lastLat {
			continue
		}
		out = append(out, lon-lastLon, lat-lastLat)
		lastLon, lastLat = lon, lat
	}
	return out
}
