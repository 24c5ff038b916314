package ofds

import (
	"encoding/json"
	"fmt"

	"github.com/wattbit/wattbit/data/optical"
)

// feature is a node or a span as a GeoJSON feature: its location or route is the
// geometry, the rest are properties.
type feature struct {
	Type       string          `json:"type"`
	Geometry   *geometry       `json:"geometry"`
	Properties json.RawMessage `json:"properties"`
}

// role tells what a feature is. OFDS names it featureType from 0.4 on; before, a
// span is told by its ends.
type role struct {
	FeatureType string    `json:"featureType"`
	Start       *endpoint `json:"start"`
	End         *endpoint `json:"end"`
	Network     *network  `json:"network"`
}

func (r role) isSpan(f feature) bool {
	return r.FeatureType == "span" || r.FeatureType == "" &&
		(r.Start != nil || r.End != nil || f.Geometry != nil && f.Geometry.Type == "LineString")
}

func (r *reader) feature() error {
	at := r.origin()
	var f feature
	if err := r.value(&f); err != nil {
		return err
	}
	if f.Type != "Feature" {
		return r.fail(at, fmt.Errorf("object of type %q: want Feature", f.Type))
	}
	if len(f.Properties) == 0 {
		f.Properties = json.RawMessage("{}")
	}
	var what role
	if err := json.Unmarshal(f.Properties, &what); err != nil {
		return r.fail(at, fmt.Errorf("properties: %w", err))
	}
	r.enter(what.Network)
	if what.isSpan(f) {
		return r.spanFeature(at, f)
	}
	var n node
	if err := json.Unmarshal(f.Properties, &n); err != nil {
		return r.fail(at, fmt.Errorf("properties: %w", err))
	}
	n.Location = f.Geometry
	return r.addNode(at, n)
}

func (r *reader) spanFeature(at optical.Origin, f feature) error {
	var s span
	if err := json.Unmarshal(f.Properties, &s); err != nil {
		return r.fail(at, fmt.Errorf("properties: %w", err))
	}
	s.Route = f.Geometry
	return r.addSpan(at, s)
}

// enter starts a part where a feature belongs to another network than the last.
func (r *reader) enter(of *network) {
	if of == nil || of.ID == "" {
		return
	}
	if k := len(r.parts); k == 0 || r.parts[k-1].ID != of.ID {
		r.parts = append(r.parts, part{network: *of, nodes: len(r.net.Nodes), spans: len(r.net.Spans)})
	}
}
