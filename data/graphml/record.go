package graphml

import (
	"encoding/xml"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/optical"
)

// lengthNames are the names under which an edge's length in kilometres stands.
var lengthNames = []string{"length_km", "lengthkm", "dist_km", "distance_km", "fibrelength"}

func (r *reader) member(child xml.StartElement) error {
	switch child.Name.Local {
	case "node":
		return r.node(child)
	case "edge":
		return r.edge(child)
	case "data":
		values := map[string]string{}
		if err := r.data("graph", child, values); err != nil {
			return err
		}
		for _, name := range []string{"network", "label", "name"} {
			if r.net.Name == "" {
				r.net.Name = values[name]
			}
		}
		return nil
	case "hyperedge":
		return fmt.Errorf("hyperedge: want edges between two nodes")
	}
	return r.dec.Skip()
}

// values reads the data of a node or edge.
func (r *reader) values(of string) (map[string]string, error) {
	values := r.defaults(of)
	err := r.children(func(child xml.StartElement) error {
		switch child.Name.Local {
		case "data":
			return r.data(of, child, values)
		case "graph", "port":
			return fmt.Errorf("%s within a %s: want a flat graph", child.Name.Local, of)
		}
		return r.dec.Skip()
	})
	return values, err
}

func (r *reader) node(start xml.StartElement) error {
	n := optical.Node{ID: attr(start, "id"), At: r.at()}
	values, err := r.values("node")
	if err != nil {
		return err
	}
	n.Name = first(values, "label", "name")
	n.External = values["internal"] == "0"
	if kind := first(values, "kind", "type"); kind != "" {
		n.Kinds = []optical.NodeKind{optical.NodeKind(kind)}
	}
	lon, err := number(values, "longitude", "lon", "lng")
	if err != nil {
		return fmt.Errorf("node %q: %w", n.ID, err)
	}
	lat, err := number(values, "latitude", "lat")
	if err != nil {
		return fmt.Errorf("node %q: %w", n.ID, err)
	}
	if math.IsNaN(lon) != math.IsNaN(lat) {
		return fmt.Errorf("node %q: longitude without latitude or the reverse: want both or neither", n.ID)
	}
	n.Location = orb.Point{lon, lat}
	r.net.Nodes = append(r.net.Nodes, n)
	return nil
}

func (r *reader) edge(start xml.StartElement) error {
	s := optical.Span{
		From: attr(start, "source"), To: attr(start, "target"), At: r.at(),
		Directed: r.directed, CapacityGbps: math.NaN(),
	}
	if d := attr(start, "directed"); d != "" {
		s.Directed = d == "true"
	}
	s.ID = r.edgeID(attr(start, "id"), s)
	values, err := r.values("edge")
	if err != nil {
		return err
	}
	s.Name = first(values, "linklabel", "label")
	s.Kind = first(values, "kind", "linktype")
	s.SharedRisk = optical.SplitList(values["shared_risk"])
	if s.LengthKm, err = number(values, lengthNames...); err != nil {
		return fmt.Errorf("edge %q: %w", s.ID, err)
	}
	r.net.Spans = append(r.net.Spans, s)
	return nil
}

// edgeID names an edge by its ends where the file gives no id or gives it again:
// in the Topology Zoo ids of edges are not unique.
func (r *reader) edgeID(id string, s optical.Span) string {
	if id == "" || r.edgeIDs[id] > 0 {
		id = s.From + "-" + s.To
	}
	name := id
	for r.edgeIDs[name] > 0 {
		name = fmt.Sprintf("%s#%d", id, r.edgeIDs[id]+1)
		r.edgeIDs[id]++
	}
	r.edgeIDs[name]++
	return name
}

func first(values map[string]string, names ...string) string {
	for _, name := range names {
		if values[name] != "" {
			return values[name]
		}
	}
	return ""
}

func number(values map[string]string, names ...string) (float64, error) {
	text := first(values, names...)
	x, err := optical.Number(text)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", names[0], err)
	}
	return x, nil
}
