package opticalcsv_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/opticalcsv"
)

func read(nodes, spans string) (*optical.Network, error) {
	return opticalcsv.Read(
		optical.Source{Name: "n.csv", Reader: strings.NewReader(nodes)},
		optical.Source{Name: "s.csv", Reader: strings.NewReader(spans)},
	)
}

const (
	nodes = "id,name,lon,lat,kind\nt,Tokyo,139.765,35.6867,ixp;dataCentre\no,Osaka,135.493,34.6965,\nx,Somewhere,,,\n"
	spans = "id,from,to,length_km,kind,shared_risk,length_basis,ready_for_service\n" +
		"a,t,o,540.5,rail,tokaido;kanto,surveyed,2027\nb,o,x,,submarine,,,\n"
)

func TestReadDesignColumns(t *testing.T) {
	net, err := read(nodes, spans)
	if err != nil {
		t.Fatal(err)
	}
	tokyo, x := net.Nodes[0], net.Nodes[2]
	if !tokyo.Is(optical.IXP) || !tokyo.Is(optical.DataCentre) || tokyo.Location[0] != 139.765 || tokyo.At.String() != "n.csv:2" {
		t.Errorf("got %+v", tokyo)
	}
	if x.Located() {
		t.Errorf("got %+v", x)
	}
	a, b := net.Spans[0], net.Spans[1]
	if a.LengthKm != 540.5 || len(a.SharedRisk) != 2 || a.LengthBasis != optical.Surveyed || a.ReadyYear() != 2027 || a.Kind != "rail" {
		t.Errorf("got %+v", a)
	}
	if !math.IsNaN(b.LengthKm) || b.SharedRisk != nil || b.At.String() != "s.csv:3" {
		t.Errorf("got %+v", b)
	}
}

func TestReadScriptColumns(t *testing.T) {
	net, err := read(
		"\ufeffid,label,lat,lon,degree\r\n0,Fukuoka,33.6,130.4,6\r\n1,Oita,33.2,131.6,x\r\n",
		"u,v,length_km,id,capacity_gbps\n0,1,118.4,same,many\n1,0,120,same,\n",
	)
	if err != nil {
		t.Fatal(err)
	}
	if net.Nodes[0].Name != "Fukuoka" || net.Nodes[0].Location != [2]float64{130.4, 33.6} {
		t.Errorf("got %+v", net.Nodes[0])
	}
	if net.Spans[0].ID != "0-1" || net.Spans[0].LengthKm != 118.4 || net.Spans[1].ID != "1-0" {
		t.Errorf("got %+v", net.Spans)
	}
}

func TestRefusals(t *testing.T) {
	ok := "id,lon,lat\n1,1,1\n"
	for _, c := range []struct{ name, nodes, spans, want string }{
		{"empty", "", spans, "n.csv:1: empty file"},
		{"no column", "id,lon\n", spans, `n.csv:1: no column "lat"`},
		{"column twice", "id,lon,lat,lat\n", spans, `column "lat" stands twice`},
		{"no ends", ok, "a,b\n", `no column "from"`},
		{"short row", "id,lon,lat\n1,2\n", spans, "n.csv: record on line 2: wrong number of fields"},
		{"truncated quote", ok, "from,to\n1,\"2", "s.csv"},
		{"words", "id,lon,lat\n1,east,2\n", spans, `n.csv:2: column lon: value "east"`},
		{"not a number", ok, "u,v,length_km\n1,1,NaN\n", `s.csv:2: column length_km: value "NaN"`},
		{"infinite", ok, "u,v,length_km\n1,1,Inf\n", `"Inf": want a decimal number`},
		{"too large", ok, "u,v,length_km\n1,1,1e999\n", "fits a double"},
		{"half a place", "id,lon,lat\n1,2,\n", spans, "want both or neither"},
		{"basis", ok, "from,to,length_basis\n1,1,guess\n", "length_basis"},
		{"date", ok, "from,to,ready_for_service\n1,1,soon\n", "ready_for_service"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := read(c.nodes, c.spans); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(nodes, spans)
	f.Add("id,lat,lon\n0,1,2\n", "u,v,length_km\n0,0,-1\n")
	f.Fuzz(func(t *testing.T, nodes, spans string) {
		net, err := read(nodes, spans)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "n.csv") && !strings.HasPrefix(err.Error(), "s.csv") {
				t.Fatalf("%v: want the file's name", err)
			}
			return
		}
		for _, s := range net.Spans {
			if math.IsInf(s.LengthKm, 0) {
				t.Fatalf("span %q of infinite length", s.ID)
			}
		}
		optical.Check(net)
	})
}

func ExampleRead() {
	net, err := opticalcsv.Read(
		optical.Source{Name: "nodes.csv", Reader: strings.NewReader("id,lon,lat\nOtemachi,139.765,35.6867\nDojima,135.493,34.6965\n")},
		optical.Source{Name: "spans.csv", Reader: strings.NewReader("from,to,length_km,shared_risk\nOtemachi,Dojima,550,tokaido\n")},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(net.Spans[0].ID, net.Spans[0].LengthKm, net.Spans[0].SharedRisk)
	// Output: Otemachi-Dojima 550 [tokaido]
}
