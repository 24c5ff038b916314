// Package graphml reads optical networks from GraphML as the Internet Topology
// Zoo (Knight et al., JSAC 29(9), 2011) and graph tools write it.
//
// Data are found by the attr.name of their key, whatever its id in the file: of
// nodes Latitude, Longitude, label, type and Internal; of edges label or
// LinkLabel, and a length in kilometres. Names are compared without regard to
// case. Parallel edges and self-loops are kept as they are; nodes may lack a
// place, and those with Internal = 0 are marked external.
//
// A document type with entities is refused before it is read, nested graphs,
// hyperedges and ports are refused by line.
package graphml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/wattbit/wattbit/data/optical"
)

// Read reads the graph of a file. Records are as the file gives them:
// optical.Check says what is wrong with them. The error names file and line.
func Read(src optical.Source) (*optical.Network, error) {
	data, err := io.ReadAll(src.Reader)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Name, err)
	}
	r := &reader{
		name: src.Name, dec: xml.NewDecoder(bytes.NewReader(data)),
		net: &optical.Network{}, keys: map[string]key{}, edgeIDs: map[string]int{},
	}
	r.dec.CharsetReader = latin1
	if err := r.document(); err != nil {
		line, _ := r.dec.InputPos()
		return nil, fmt.Errorf("%s:%d: %w", src.Name, line, plain(err))
	}
	return r.net, nil
}

// plain shortens the decoder's messages, which name the line themselves.
func plain(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		if syntax.Msg == "unexpected EOF" {
			return fmt.Errorf("file ends in the middle: %w", io.ErrUnexpectedEOF)
		}
		return errors.New("xml: " + syntax.Msg)
	}
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("file ends in the middle: %w", io.ErrUnexpectedEOF)
	}
	return err
}

// latin1 reads the one other encoding that graph tools write.
func latin1(charset string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "us-ascii", "ascii":
		return in, nil
	case "iso-8859-1", "latin1":
	default:
		return nil, fmt.Errorf("encoding %q: want UTF-8 or ISO-8859-1", charset)
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	runes := make([]rune, len(data))
	for i, b := range data {
		runes[i] = rune(b)
	}
	return strings.NewReader(string(runes)), nil
}

// key says what the data of that id mean.
type key struct {
	name     string // lower case
	fallback string
}

type reader struct {
	name    string
	dec     *xml.Decoder
	net     *optical.Network
	keys    map[string]key // by what they are for and their id
	order   []string       // of keys
	edgeIDs map[string]int
	graphs  int
	// directed is the graph's edgedefault.
	directed bool
}

func (r *reader) at() optical.Origin {
	line, _ := r.dec.InputPos()
	return optical.Origin{File: r.name, Line: line}
}

// document reads up to the end of the graphml element.
func (r *reader) document() error {
	for {
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.Directive:
			if bytes.Contains(token, []byte("ENTITY")) {
				return errors.New("document type with entities: want plain GraphML")
			}
		case xml.StartElement:
			if token.Name.Local != "graphml" {
				return fmt.Errorf("element %q: want graphml", token.Name.Local)
			}
			return r.children(r.top)
		}
	}
}

// children calls visit for each child of the element that was opened; visit must
// read the child to its end.
func (r *reader) children(visit func(child xml.StartElement) error) error {
	for {
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := visit(token); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (r *reader) top(child xml.StartElement) error {
	switch child.Name.Local {
	case "key":
		return r.key(child)
	case "graph":
		if r.graphs++; r.graphs > 1 {
			return errors.New("second graph: want one")
		}
		r.directed = attr(child, "edgedefault") == "directed"
		return r.children(r.member)
	}
	return r.dec.Skip()
}

func (r *reader) key(start xml.StartElement) error {
	k := key{name: strings.ToLower(attr(start, "attr.name"))}
	err := r.children(func(child xml.StartElement) error {
		if child.Name.Local != "default" {
			return r.dec.Skip()
		}
		return r.dec.DecodeElement(&k.fallback, &child)
	})
	id := attr(start, "for") + " " + attr(start, "id")
	r.keys[id] = k
	r.order = append(r.order, id)
	return err
}

// data reads the data of a node, edge or graph by name; keys may be declared for
// it or for all.
func (r *reader) data(of string, start xml.StartElement, into map[string]string) error {
	id := attr(start, "key")
	k, known := r.keys[of+" "+id]
	if !known {
		k, known = r.keys["all "+id]
	}
	if !known {
		return fmt.Errorf("data of key %q: no such key for a %s", id, of)
	}
	var text string
	if err := r.dec.DecodeElement(&text, &start); err != nil {
		return err
	}
	into[k.name] = strings.TrimSpace(text)
	return nil
}

// defaults returns the fallback values for a node, edge or graph.
func (r *reader) defaults(of string) map[string]string {
	values := map[string]string{}
	for _, id := range r.order {
		if k := r.keys[id]; k.fallback != "" && (strings.HasPrefix(id, of+" ") || strings.HasPrefix(id, "all ")) {
			values[k.name] = strings.TrimSpace(k.fallback)
		}
	}
	return values
}

func attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
