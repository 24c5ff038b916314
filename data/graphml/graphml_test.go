package graphml_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/graphml"
	"github.com/wattbit/wattbit/data/optical"
)

func read(text string) (*optical.Network, error) {
	return graphml.Read(optical.Source{Name: "net.graphml", Reader: strings.NewReader(text)})
}

// wrap puts nodes and edges into a file in the manner of the Topology Zoo.
func wrap(body string) string {
	return `<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key attr.name="Latitude" attr.type="double" for="node" id="d29" />
  <key attr.name="Longitude" attr.type="double" for="node" id="d32" />
  <key attr.name="Internal" attr.type="int" for="node" id="d30"><default>1</default></key>
  <key attr.name="label" attr.type="string" for="node" id="d33" />
  <key attr.name="label" attr.type="string" for="edge" id="d34" />
  <key attr.name="length_km" attr.type="double" for="edge" id="d35" />
  <key attr.name="Network" attr.type="string" for="graph" id="d1" />
  <graph edgedefault="undirected">
` + body + `
  </graph>
</graphml>
`
}

const zoo = `    <data key="d1">ZOO</data>
    <node id="0"><data key="d29">35.6867</data><data key="d32">139.765</data><data key="d33">Tokyo</data></node>
    <node id="1"><data key="d29">34.6965</data><data key="d32">135.493</data><data key="d33">Osaka</data></node>
    <node id="2"><data key="d30">0</data><data key="d33">Other network</data></node>
    <edge id="e0" source="0" target="1"><data key="d34">OC-192</data></edge>
    <edge id="e0" source="1" target="0"><data key="d35">540.5</data></edge>
    <edge source="1" target="2" />
    <edge source="2" target="2" />`

func TestReadZoo(t *testing.T) {
	net, err := read(wrap(zoo))
	if err != nil {
		t.Fatal(err)
	}
	if net.Name != "ZOO" || len(net.Nodes) != 3 || len(net.Spans) != 4 {
		t.Fatalf("got %+v", net)
	}
	tokyo, other := net.Nodes[0], net.Nodes[2]
	if tokyo.Name != "Tokyo" || tokyo.Location != [2]float64{139.765, 35.6867} || tokyo.External || tokyo.At.Line != 12 {
		t.Errorf("got %+v", tokyo)
	}
	if other.Located() || !other.External {
		t.Errorf("got %+v", other)
	}
	var ids []string
	for _, s := range net.Spans {
		ids = append(ids, s.ID)
	}
	if got := strings.Join(ids, " "); got != "e0 1-0 1-2 2-2" {
		t.Errorf("ids %s", got)
	}
	if net.Spans[1].LengthKm != 540.5 || !math.IsNaN(net.Spans[0].LengthKm) || net.Spans[0].Name != "OC-192" {
		t.Errorf("got %+v", net.Spans[:2])
	}
	rules := map[string]bool{}
	for _, f := range optical.Check(net) {
		rules[f.Rule] = true
	}
	for _, rule := range []string{"node-unlocated", "span-loop", "span-parallel", "span-unmeasured"} {
		if !rules[rule] {
			t.Errorf("rule %s found nothing", rule)
		}
	}
}

func TestRefusals(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><graphml>&lol2;</graphml>`
	whole := wrap(zoo)
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "net.graphml:1: file ends in the middle"},
		{"truncated", whole[:len(whole)-40], "file ends in the middle"},
		{"billion laughs", laughs, "document type with entities"},
		{"unknown entity", wrap("<node id=\"&x;\"/>"), "invalid character entity &x;"},
		{"other document", "<html></html>", `element "html": want graphml`},
		{"words", wrap("<node id=\"1\"><data key=\"d29\">north</data></node>"), `net.graphml:11: node "1": latitude: "north"`},
		{"not a number", wrap("<node id=\"1\"><data key=\"d29\">NaN</data></node>"), `"NaN": want a decimal number`},
		{"half a place", wrap("<node id=\"1\"><data key=\"d29\">1</data></node>"), "want both or neither"},
		{"unknown key", wrap("<node id=\"1\"><data key=\"d99\">1</data></node>"), `data of key "d99": no such key for a node`},
		{"hyperedge", wrap("<hyperedge/>"), "hyperedge"},
		{"nested", wrap("<node id=\"1\"><graph/></node>"), "graph within a node"},
		{"second graph", strings.Replace(whole, "</graphml>", "<graph/></graphml>", 1), "second graph"},
		{"encoding", `<?xml version="1.0" encoding="utf-16"?><graphml/>`, `encoding "utf-16"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := read(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestLatin1(t *testing.T) {
	text := strings.Replace(wrap(`<node id="1"><data key="d33">K`+"\xf6"+`ln</data></node>`), "utf-8", "ISO-8859-1", 1)
	net, err := read(text)
	if err != nil || net.Nodes[0].Name != "Köln" {
		t.Errorf("got %v, %v", net, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(wrap(zoo))
	f.Add("<graphml><graph><node/></graph></graphml>")
	f.Fuzz(func(t *testing.T, text string) {
		net, err := read(text)
		if err != nil {
			if net != nil || !strings.HasPrefix(err.Error(), "net.graphml:") {
				t.Fatalf("%v, %v: want no network and a file name", net, err)
			}
			return
		}
		seen := map[string]bool{}
		for _, s := range net.Spans {
			if seen[s.ID] {
				t.Fatalf("span id %q twice", s.ID)
			}
			seen[s.ID] = true
		}
		optical.Check(net)
	})
}

func ExampleRead() {
	file := strings.NewReader(`<graphml>
  <key id="k1" for="node" attr.name="Latitude"/>
  <key id="k2" for="node" attr.name="Longitude"/>
  <graph edgedefault="undirected">
    <node id="Otemachi"><data key="k1">35.69</data><data key="k2">139.77</data></node>
    <node id="Dojima"><data key="k1">34.70</data><data key="k2">135.49</data></node>
    <edge source="Otemachi" target="Dojima"/>
  </graph>
</graphml>`)
	net, err := graphml.Read(optical.Source{Name: "japan.graphml", Reader: file})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(net.Nodes[0].Location, net.Spans[0].From, net.Spans[0].To)
	// Output: [139.77 35.69] Otemachi Dojima
}
