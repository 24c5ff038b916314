package site

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
)

// Selection says which places of an atlas are candidates.
type Selection struct {
	Kinds   []string // municipality, cluster, campus
	Islands bool     // also places that no land grid reaches
	Regions []string // prefectures or power areas as RegionNamed takes them; empty keeps all
}

// FromAtlas returns the candidates of an atlas in the order of its places. A
// kind or region that the atlas does not know is an error.
func FromAtlas(a *atlas.Atlas, sel Selection) ([]Candidate, error) {
	regions := make([]string, len(sel.Regions))
	for i, name := range sel.Regions {
		var err error
		if regions[i], err = RegionNamed(a, name); err != nil {
			return nil, fmt.Errorf("candidates: %w", err)
		}
	}
	for _, kind := range sel.Kinds {
		if !slices.Contains(candidateKinds, atlas.PlaceKind(kind)) {
			return nil, fmt.Errorf("candidates: kind %q; expected one of %v", kind, candidateKinds)
		}
	}
	var candidates []Candidate
	for _, p := range a.Places {
		if !slices.Contains(sel.Kinds, string(p.Kind)) || (!p.Mainland && !sel.Islands) {
			continue
		}
		if len(regions) > 0 && !slices.Contains(regions, p.Region) && !slices.Contains(regions, p.Area) {
			continue
		}
		candidates = append(candidates, Candidate{
			ID: p.ID, Kind: string(p.Kind), Name: p.Name, NameLocal: p.NameLocal,
			Region: p.Region, Area: p.Area, Location: p.Location, LandHa: missing,
		})
	}
	if len(candidates) == 0 {
		return nil, fmt.Errorf("candidates: no place of the atlas is of kind %v in regions %v", sel.Kinds, sel.Regions)
	}
	return candidates, nil
}

var candidateKinds = []atlas.PlaceKind{atlas.Municipality, atlas.Cluster, atlas.Campus}

// shoreKm is how far a point may lie off the simplified outlines and still
// belong to the nearest prefecture.
const shoreKm = 5

// Assigner finds the prefecture and power area of a point.
type Assigner struct {
	outlines []atlas.Outline
	locator  *geo.Locator
	areaOf   map[string]string
}

// NewAssigner prepares the outlines of an atlas.
func NewAssigner(a *atlas.Atlas) (*Assigner, error) {
	shapes := make([]orb.MultiPolygon, len(a.Outlines))
	for i, outline := range a.Outlines {
		shapes[i] = outline.Shape
	}
	locator, err := geo.NewLocator(shapes)
	if err != nil {
		return nil, fmt.Errorf("outlines: %w", err)
	}
	areaOf := map[string]string{}
	for _, r := range a.Regions {
		areaOf[r.ID] = r.Parent
	}
	return &Assigner{a.Outlines, locator, areaOf}, nil
}

// Assign sets the region and area of a candidate from its location. A point in
// the sea near a coast belongs to the nearest prefecture; one farther out
// belongs to none, and its regional figures stay missing.
func (s *Assigner) Assign(c *Candidate) {
	i, ok := s.locator.Locate(c.Location)
	if !ok {
		var km float64
		i, km, ok = s.locator.NearestShape(c.Location)
		if !ok || km > shoreKm {
			return
		}
	}
	c.Region = s.outlines[i].Region
	c.Area = s.areaOf[c.Region]
}
