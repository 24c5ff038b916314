package site

import (
	"fmt"
	"io"
	"strconv"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/geojson"
	"github.com/wattbit/wattbit/geo"
)

// ReadGeoJSON reads candidates from points and polygons without finding their
// prefectures. A polygon stands for a point inside it and brings its area. The
// id is the property id, else the feature's own id, else its number.
func ReadGeoJSON(src io.Reader, name string, size int64, a *atlas.Atlas) ([]Candidate, error) {
	if size > geojson.DefaultMaxBytes { // it stands in memory whole, several times
		return nil, fmt.Errorf("candidates: %s: %d bytes; at most %d (a CSV file may be longer)", name, size, int64(geojson.DefaultMaxBytes))
	}
	features, err := geojson.Read(&utf8Only{src: src}, name, geojson.DefaultMaxBytes)
	if err != nil {
		return nil, fmt.Errorf("candidates: %w", err)
	}
	if len(features) == 0 {
		return nil, fmt.Errorf("candidates: %s has no features", name)
	}
	bounds := studyBounds(a)
	seen := map[string]int{}
	candidates := make([]Candidate, 0, len(features))
	for i, f := range features {
		c, err := fromFeature(f, i)
		if err != nil {
			return nil, fmt.Errorf("candidates: %s: feature %d: %w", name, i+1, err)
		}
		for _, text := range []string{c.ID, c.Name, c.NameLocal} {
			if !printable(text) {
				return nil, fmt.Errorf("candidates: %s: feature %d: found %q, expected text without control characters", name, i+1, text)
			}
		}
		if first, ok := seen[c.ID]; ok {
			return nil, fmt.Errorf("candidates: %s: feature %d: id %q; feature %d has it already", name, i+1, c.ID, first)
		}
		if !bounds.Contains(c.Location) {
			return nil, fmt.Errorf("candidates: %s: feature %d (%s): expected %s", name, i+1, c.ID, outsideHint(bounds, c.Location))
		}
		seen[c.ID] = i + 1
		candidates = append(candidates, c)
	}
	return candidates, nil
}

func fromFeature(f *geojson.Feature, index int) (Candidate, error) {
	c := Candidate{ID: featureID(f, index), Kind: OwnKind, LandHa: missing}
	c.Name, _ = f.Properties["name"].(string)
	c.NameLocal, _ = f.Properties["name_local"].(string)
	if c.Name == "" {
		c.Name = c.ID
	}
	switch g := f.Geometry.(type) {
	case orb.Point:
		c.Location = g
	case orb.Polygon:
		return c, c.setShape(orb.MultiPolygon{g})
	case orb.MultiPolygon:
		return c, c.setShape(g)
	default:
		return c, fmt.Errorf("a %s; expected a Point, Polygon or MultiPolygon", f.Geometry.GeoJSONType())
	}
	return c, nil
}

func featureID(f *geojson.Feature, index int) string {
	for _, id := range []any{f.Properties["id"], f.ID} {
		switch id := id.(type) {
		case string:
			if id != "" {
				return id
			}
		case float64:
			return strconv.FormatFloat(id, 'f', -1, 64)
		}
	}
	return strconv.Itoa(index + 1)
}

// setShape places the candidate inside its shape and measures its land.
func (c *Candidate) setShape(shape orb.MultiPolygon) error {
	areaM2 := geo.AreaM2(shape)
	if !(areaM2 > 0) {
		return fmt.Errorf("a polygon of %v m²; expected an area above 0", areaM2)
	}
	p, ok := geo.InteriorPoint(shape)
	if !ok {
		return fmt.Errorf("a polygon without an inside; expected a simple ring")
	}
	c.Location, c.LandHa = p, areaM2/1e4
	return nil
}
