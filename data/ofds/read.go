package ofds

import (
	"errors"
	"fmt"

	"github.com/wattbit/wattbit/data/optical"
)

// Read reads one network from one or more sources, JSON or GeoJSON, such as a
// GeoJSON file of nodes and one of spans. The networks of a package are joined:
// where a package holds several, the ids of their nodes and spans are put after
// the network's id and a slash. Records are as the files give them: optical.Check
// says what is wrong with them. The error names file and line.
func Read(sources ...optical.Source) (*optical.Network, error) {
	r := &reader{net: &optical.Network{}}
	for _, src := range sources {
		if err := r.read(src); err != nil {
			return nil, err
		}
	}
	r.join()
	return r.net, nil
}

type reader struct {
	*walker
	net   *optical.Network
	parts []part
}

// part is the run of records that came from one network of a package.
type part struct {
	network
	nodes, spans int // counts of records before it
}

func (r *reader) read(src optical.Source) error {
	w, err := newWalker(src)
	if err != nil {
		return err
	}
	r.walker = w
	known := false
	at := r.origin()
	packaged := false
	p := part{nodes: len(r.net.Nodes), spans: len(r.net.Spans)}
	err = r.object(func(key string) error {
		switch key {
		case "networks":
			known, packaged = true, true
			return r.list(r.network)
		case "features":
			known = true
			return r.list(r.feature)
		case "nodes", "spans":
			known = true
		}
		return r.member(key, &p.network)
	})
	if err != nil {
		return err
	}
	if !known {
		return r.fail(at, errors.New("want an OFDS network, network package or GeoJSON feature collection"))
	}
	if !packaged && p.ID != "" {
		r.parts = append(r.parts, p)
	}
	return r.end()
}

// network reads one network of a package.
func (r *reader) network() error {
	p := part{nodes: len(r.net.Nodes), spans: len(r.net.Spans)}
	err := r.object(func(key string) error { return r.member(key, &p.network) })
	r.parts = append(r.parts, p)
	return err
}

// member reads one member of a network object.
func (r *reader) member(key string, into *network) error {
	switch key {
	case "id":
		return r.value(&into.ID)
	case "name":
		return r.value(&into.Name)
	case "nodes":
		return r.list(r.node)
	case "spans":
		return r.list(r.span)
	case "phases":
		return r.list(r.phase)
	case "crs":
		return r.crs()
	}
	return r.skip()
}

func (r *reader) node() error {
	at := r.origin()
	var n node
	if err := r.value(&n); err != nil {
		return err
	}
	return r.addNode(at, n)
}

func (r *reader) span() error {
	at := r.origin()
	var s span
	if err := r.value(&s); err != nil {
		return err
	}
	return r.addSpan(at, s)
}

func (r *reader) phase() error {
	var p phase
	if err := r.value(&p); err != nil {
		return err
	}
	r.net.Phases = append(r.net.Phases, optical.Phase(p))
	return nil
}

// crs refuses coordinate systems other than the one OFDS asks for.
func (r *reader) crs() error {
	at := r.origin()
	var crs struct {
		Name string `json:"name"`
		URI  string `json:"uri"`
	}
	if err := r.value(&crs); err != nil {
		return err
	}
	if crs.Name != "" && crs.Name != crsName && crs.Name != "urn:ogc:def:crs:OGC:1.3:CRS84" {
		return r.fail(at, fmt.Errorf("coordinate system %q: want %s", crs.Name, crsName))
	}
	return nil
}

const (
	crsName = "urn:ogc:def:crs:OGC::CRS84"
	crsURI  = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
)

// join names the network, and tells the records of several networks apart.
func (r *reader) join() {
	if len(r.parts) == 0 {
		return
	}
	r.net.ID, r.net.Name = r.parts[0].ID, r.parts[0].Name
	ids := map[string]bool{}
	for _, p := range r.parts {
		ids[p.ID] = true
	}
	if len(ids) == 1 {
		return
	}
	for i, p := range r.parts {
		nodes, spans := len(r.net.Nodes), len(r.net.Spans)
		if i+1 < len(r.parts) {
			nodes, spans = r.parts[i+1].nodes, r.parts[i+1].spans
		}
		prefix := p.ID + "/"
		for j := p.nodes; j < nodes; j++ {
			r.net.Nodes[j].ID = prefix + r.net.Nodes[j].ID
		}
		for j := p.spans; j < spans; j++ {
			s := &r.net.Spans[j]
			s.ID, s.From, s.To = prefix+s.ID, prefix+s.From, prefix+s.To
		}
	}
}
