package atlas

import (
	"bytes"
	"fmt"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/geojson"
)

const outlineTable = "boundaries" // the name of the outlines among tables

func (l *loader) readOutlines(file string) {
	src, err := l.fsys.Open(file)
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("atlas: boundaries: %w", err))
		return
	}
	defer src.Close()
	features, err := geojson.Read(src, file, 0)
	if err != nil {
		l.errs = append(l.errs, fmt.Errorf("atlas: boundaries: %w", err))
		return
	}
	for i, f := range features {
		o, err := outlineOf(f)
		if err != nil {
			l.errs = append(l.errs, fmt.Errorf("atlas: boundaries: %s: feature %d: %w", file, i+1, err))
			continue
		}
		l.atlas.Outlines = append(l.atlas.Outlines, o)
		l.rows[outlineTable] = append(l.rows[outlineTable], position{file, i + 1})
	}
}

func outlineOf(f *geojson.Feature) (Outline, error) {
	var o Outline
	switch g := f.Geometry.(type) {
	case orb.Polygon:
		o.Shape = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		o.Shape = g
	default:
		return o, fmt.Errorf("found a %s, expected a Polygon or MultiPolygon", f.Geometry.GeoJSONType())
	}
	var evidence string
	for _, p := range []struct {
		name string
		into *string
	}{{"id", &o.Region}, {"source", &o.Source}, {"license", &o.License}, {"evidence", &evidence}} {
		text, ok := f.Properties[p.name].(string)
		if !ok || text == "" {
			return o, fmt.Errorf("found property %q = %v, expected text", p.name, f.Properties[p.name])
		}
		*p.into = text
	}
	o.Evidence = Evidence(evidence)
	return o, nil
}

func encodeOutlines(outlines []Outline) ([]byte, error) {
	features := make([]*geojson.Feature, len(outlines))
	for i, o := range outlines {
		features[i] = &geojson.Feature{Type: "Feature", Geometry: o.Shape, Properties: map[string]any{
			"id": o.Region, "source": o.Source, "license": o.License, "evidence": string(o.Evidence),
		}}
	}
	var b bytes.Buffer
	err := geojson.Write(&b, features)
	return b.Bytes(), err
}
