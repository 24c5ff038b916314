package sndlib_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/sndlib"
)

func read(text string, options sndlib.Options) (*optical.Network, error) {
	return sndlib.Read(optical.Source{Name: "net.txt", Reader: strings.NewReader(text)}, options)
}

const geographic = `?SNDlib native format; type: network; version: 1.0
# network small

META (
  granularity = 5min
)
NODES (
  Tokyo ( 139.77 35.69 )
  Osaka ( 135.49 34.70 ) () ()
)
LINKS (
  # id ( ends ) capacity cost routing setup ( modules )
  L1 ( Tokyo Osaka ) 0.00 0.00 404.00 0.00 ( 40000.00 404.00 )
  L2 ( Tokyo Osaka ) 0 0 0 0 ()
)
DEMANDS (
  D1 ( Tokyo Osaka ) 1 195.00 UNLIMITED
)
ADMISSIBLE_PATHS (
  D1 ( P1 ( L1 ) )
)
`

func TestRead(t *testing.T) {
	net, err := read(geographic, sndlib.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(net.Nodes) != 2 || len(net.Spans) != 2 {
		t.Fatalf("got %+v", net)
	}
	if n := net.Nodes[0]; n.Location != [2]float64{139.77, 35.69} || n.At.Line != 8 {
		t.Errorf("got %+v", n)
	}
	if s := net.Spans[0]; s.From != "Tokyo" || s.To != "Osaka" || s.At.Line != 13 {
		t.Errorf("got %+v", s)
	}
}

func TestPixels(t *testing.T) {
	text := strings.ReplaceAll(geographic, "139.77 35.69", "545.21 117.66")
	_, err := read(text, sndlib.Options{})
	if err == nil || !strings.Contains(err.Error(), `net.txt:8: node "Tokyo"`) || !strings.Contains(err.Error(), "coordinates of a drawing") {
		t.Errorf("got %v", err)
	}
	net, err := read(text, sndlib.Options{KmPerUnit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if net.KmPerUnit != 2 || len(optical.Check(net).Fatal()) > 0 {
		t.Errorf("got %+v", net)
	}
}

func TestRefusals(t *testing.T) {
	change := func(from, to string) string { return strings.Replace(geographic, from, to, 1) }
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "net.txt:1: want a first line"},
		{"other type", change("type: network", "type: model"), "want type: network"},
		{"no links", geographic[:strings.Index(geographic, "LINKS")], "no section LINKS"},
		{"no nodes", "?SNDlib native format\nLINKS ( )", "no section NODES"},
		{"truncated", geographic[:strings.Index(geographic, "L2")], "file ends in the middle"},
		{"truncated in a link", geographic[:strings.Index(geographic, "Osaka ) 0.00")], "file ends in the middle"},
		{"words", change("35.69", "north"), `net.txt:8: "north": want a number`},
		{"not a number", change("35.69", "NaN"), `"NaN": want a number`},
		{"swapped", change("139.77 35.69", "35.69 139.77"), "swapped"},
		{"unknown section", change("DEMANDS", "WISHES"), `net.txt:16: "WISHES": want a section`},
		{"missing bracket", change("Tokyo ( 139.77", "Tokyo 139.77"), `want "("`},
		{"nameless", change("Tokyo ( 139", "( 139"), "want an element"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := read(c.text, sndlib.Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := read(geographic, sndlib.Options{KmPerUnit: -1}); err == nil {
		t.Error("negative scale: no error")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(geographic)
	f.Add("?SNDlib native format\nNODES ( a ( 1 2 ) ) LINKS ( l ( a a ) 0 0 0 0 )")
	f.Fuzz(func(t *testing.T, text string) {
		for _, options := range []sndlib.Options{{}, {KmPerUnit: 1}} {
			net, err := read(text, options)
			if err != nil {
				if !strings.HasPrefix(err.Error(), "net.txt:") {
					t.Fatalf("%v: want the file's name", err)
				}
				continue
			}
			for _, n := range net.Nodes {
				if !n.Located() {
					t.Fatalf("node %q without location", n.ID)
				}
			}
			optical.Check(net)
		}
	})
}

func ExampleRead() {
	net, err := sndlib.Read(optical.Source{Name: "small.txt", Reader: strings.NewReader(geographic)}, sndlib.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(net.Nodes), "nodes,", len(net.Spans), "links")
	// Output: 2 nodes, 2 links
}
