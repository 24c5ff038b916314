package ofds

import (
	"crypto/sha1"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"

	"github.com/wattbit/wattbit/data/optical"
)

type document struct {
	Networks []fullNetwork `json:"networks"`
}

type fullNetwork struct {
	network
	Nodes  []node  `json:"nodes,omitempty"`
	Spans  []span  `json:"spans,omitempty"`
	Phases []phase `json:"phases,omitempty"`
	CRS    crs     `json:"crs"`
	Links  []link  `json:"links"`
}

type crs struct {
	Name string `json:"name"`
	URI  string `json:"uri"`
}

type link struct {
	Rel  string `json:"rel"`
	Href string `json:"href"`
}

// Write writes a network as an OFDS 0.3 network package. A figure that is not
// known is left out. An id that is no UUID, as the standard asks for, is replaced
// by one that is computed from it and the name. Networks with planar locations are
// refused.
func Write(w io.Writer, net *optical.Network) error {
	if net.KmPerUnit > 0 {
		return errPlanar
	}
	full := fullNetwork{
		network: network{ID: uuid(net), Name: net.Name},
		CRS:     crs{Name: crsName, URI: crsURI},
		Links:   []link{{Rel: "describedby", Href: schema}},
	}
	phases := phasesByID(net)
	for _, n := range net.Nodes {
		out, err := fromNode(n, phases)
		if err != nil {
			return err
		}
		full.Nodes = append(full.Nodes, out)
	}
	for _, s := range net.Spans {
		out, err := fromSpan(s, phases)
		if err != nil {
			return err
		}
		full.Spans = append(full.Spans, out)
	}
	for _, p := range net.Phases {
		full.Phases = append(full.Phases, phase(p))
	}
	return encode(w, document{Networks: []fullNetwork{full}})
}

var errPlanar = errors.New("ofds: network with planar locations: want longitude and latitude")

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("ofds: %w", err)
	}
	return nil
}

var uuidPattern = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// uuid returns the network's id when it is a UUID, else a name-based one of
// version 5 (RFC 4122) in the namespace of URLs.
func uuid(net *optical.Network) string {
	if uuidPattern.MatchString(net.ID) {
		return net.ID
	}
	urls := []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	h := sha1.Sum(append(urls, schema+"#"+net.ID+"/"+net.Name...))
	h[6], h[8] = h[6]&0x0f|0x50, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

func phasesByID(net *optical.Network) map[string]phase {
	phases := make(map[string]phase, len(net.Phases))
	for _, p := range net.Phases {
		phases[p.ID] = phase{ID: p.ID, Name: p.Name}
	}
	return phases
}

// reference returns the short form of a phase.
func reference(id string, phases map[string]phase) *phase {
	if id == "" {
		return nil
	}
	p, known := phases[id]
	if !known {
		p = phase{ID: id}
	}
	return &p
}

func fromNode(n optical.Node, phases map[string]phase) (node, error) {
	out := node{ID: n.ID, Name: n.Name, Status: string(n.Status), Phase: reference(n.Phase, phases)}
	for _, k := range n.Kinds {
		out.Type = append(out.Type, string(k))
	}
	if n.Located() {
		g, err := pointGeometry(n.Location)
		if err != nil {
			return node{}, fmt.Errorf("ofds: node %q: %w", n.ID, err)
		}
		out.Location = g
	}
	return out, nil
}

func fromSpan(s optical.Span, phases map[string]phase) (span, error) {
	out := span{
		ID: s.ID, Name: s.Name, Phase: reference(s.Phase, phases), Status: string(s.Status),
		ReadyForServiceDate: fullDate(s.ReadyForService),
		Start:               &endpoint{s.From}, End: &endpoint{s.To},
		FibreLength: known(s.LengthKm), Capacity: known(s.CapacityGbps),
		SharedRisk: s.SharedRisk, LengthBasis: string(s.LengthBasis),
	}
	if s.Directed {
		out.Directed = &s.Directed
	}
	if s.Kind != "" {
		out.Deployment = &deployment{Description: s.Kind}
	}
	if s.DarkFibre != optical.Unknown {
		yes := s.DarkFibre == optical.Yes
		out.DarkFibre = &yes
	}
	if s.FibreCount > 0 {
		out.FibreCount = &s.FibreCount
	}
	if len(s.Route) >= 2 {
		g, err := lineGeometry(s.Route)
		if err != nil {
			return span{}, fmt.Errorf("ofds: span %q: route: %w", s.ID, err)
		}
		out.Route = g
	}
	return out, nil
}

func known(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

// fullDate makes a date of the standard's form: the last day of a year or, of a
// month, the first, since a day must be named.
func fullDate(date string) string {
	switch len(date) {
	case len("2006"):
		return date + "-12-31"
	case len("2006-01"):
		return date + "-01"
	}
	return date
}
