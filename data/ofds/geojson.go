package ofds

import (
	"io"

	"github.com/wattbit/wattbit/data/optical"
)

type collection struct {
	Type     string       `json:"type"`
	Features []outFeature `json:"features"`
}

type outFeature struct {
	Type       string    `json:"type"`
	Geometry   *geometry `json:"geometry"`
	Properties any       `json:"properties"`
}

type nodeProperties struct {
	node
	Network     network `json:"network"`
	FeatureType string  `json:"featureType"`
}

type spanProperties struct {
	span
	Start       nodeReference `json:"start"`
	End         nodeReference `json:"end"`
	Network     network       `json:"network"`
	FeatureType string        `json:"featureType"`
}

// nodeReference is a node within the properties of a span.
type nodeReference struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

// WriteNodes writes the nodes as a GeoJSON feature collection, WriteSpans the
// spans: OFDS publishes the two as separate files.
func WriteNodes(w io.Writer, net *optical.Network) error {
	if net.KmPerUnit > 0 {
		return errPlanar
	}
	out := collection{Type: "FeatureCollection", Features: []outFeature{}}
	phases, of := phasesByID(net), network{ID: uuid(net), Name: net.Name}
	for _, n := range net.Nodes {
		record, err := fromNode(n, phases)
		if err != nil {
			return err
		}
		place := record.Location
		record.Location = nil
		out.Features = append(out.Features, outFeature{
			Type: "Feature", Geometry: place,
			Properties: nodeProperties{node: record, Network: of, FeatureType: "node"},
		})
	}
	return encode(w, out)
}

// WriteSpans writes the spans as a GeoJSON feature collection.
func WriteSpans(w io.Writer, net *optical.Network) error {
	if net.KmPerUnit > 0 {
		return errPlanar
	}
	out := collection{Type: "FeatureCollection", Features: []outFeature{}}
	phases, of := phasesByID(net), network{ID: uuid(net), Name: net.Name}
	names := make(map[string]string, len(net.Nodes))
	for _, n := range net.Nodes {
		names[n.ID] = n.Name
	}
	for _, s := range net.Spans {
		record, err := fromSpan(s, phases)
		if err != nil {
			return err
		}
		line := record.Route
		record.Route, record.Start, record.End = nil, nil, nil
		out.Features = append(out.Features, outFeature{
			Type: "Feature", Geometry: line,
			Properties: spanProperties{
				span: record, Network: of, FeatureType: "span",
				Start: nodeReference{s.From, names[s.From]}, End: nodeReference{s.To, names[s.To]},
			},
		})
	}
	return encode(w, out)
}
