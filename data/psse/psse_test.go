package psse_test

import (
	"fmt"
	"log"
	"math"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/psse"
	"github.com/wattbit/wattbit/internal/oracle"
)

const rev33 = `0, 100.00, 33, 0, 0, 50.00 / made by hand
TITLE ONE

1,'NORTH, 500  ', 500.0,3, 1, 2, 1,1.02, 0.0
2,'SOUTH', 154.0,1, 1, 2, 1,1.00, -3.0
 3 'EAST' 66.0 2
0 / END OF BUS DATA, BEGIN LOAD DATA
2,'1 ',1, 1, 2, 100.0, 20.0, 10.0, 0.0, 5.0
2,'2 ',0, 1, 2, 50.0
0 / END OF LOAD DATA
3,'1',1, 4.0, 19.0
0 / END OF FIXED SHUNT DATA
1,'1 ', 120.0, 0, 50, -50, 1.02, 0, 500.0, 0,1,0,0,1.0,1, 100.0, 400.0, 10.0
0 / END OF GENERATOR DATA
2,-3,'1 ', 1.0D-2, 1.0E-1, 0.05, 200.0, 0.0, 250.0,,,,,1,1, 12.0
0 / END OF BRANCH DATA
1, 2, 0,'1 ',2,2,1, 0, 0, 2,'TR',1
 0.001, 0.12, 300.0
510.0, 500.0, 30.0, 300.0, 310.0, 320.0
154.0, 154.0
1, 2, 3,'1 ',1,1,1, 0, 0, 2,'TR3',3
 0, 0.10, 100.0, 0, 0.20, 100.0, 0, 0.14, 100.0, 1.0, 0.0
1.0, 0, 0, 100.0, 0, 0
1.0, 0, 0, 90.0, 0, 0
1.0, 0, 0, 80.0, 0, 0
0 / END OF TRANSFORMER DATA
0 / END OF AREA DATA
'LINK',1, 2.5, 80.0, 250.0
1, 2, 0, 0
3, 2, 0, 0
0 / END OF TWO-TERMINAL DC DATA
Q
`

func TestRead(t *testing.T) {
	net, err := psse.Read(strings.NewReader(rev33))
	if err != nil {
		t.Fatal(err)
	}
	if net.FrequencyHz != 50 || len(net.Buses) != 4 || net.Buses[0].Name != "NORTH, 500" || net.Buses[2].KV != 66 || net.Buses[3].ID != "star-1-2-3-1" {
		t.Errorf("buses %+v", net.Buses)
	}
	if l := net.Loads[0]; l.MW != 115 || l.MVAr != 20 || !l.InService || net.Loads[1].InService {
		t.Errorf("loads %+v", net.Loads)
	}
	if s := net.Shunts[0]; s.MW != 4 || s.Bus != "3" {
		t.Errorf("shunt %+v", s)
	}
	if g := net.Generators[0]; g.MaxMW != 400 || g.MinMW != 10 || !g.InService {
		t.Errorf("unit %+v", g)
	}
	if b := net.Branches[0]; b.ID != "2-3-1" || b.R != 0.01 || b.X != 0.1 || b.RateMW != 200 || b.EmergencyMW != 250 {
		t.Errorf("line %+v", b)
	}
	if b := net.Branches[1]; math.Abs(b.Tap-1.02) > 1e-12 || math.Abs(b.X-0.04) > 1e-12 || b.ShiftDeg != 30 || b.ShortTermMW != 310 {
		t.Errorf("transformer %+v", b)
	}
	for i, want := range []struct {
		x  float64
		on bool
	}{{0.02, true}, {0.08, true}, {0.12, false}} {
		if b := net.Branches[2+i]; math.Abs(b.X-want.x) > 1e-12 || b.InService != want.on || b.To != "star-1-2-3-1" {
			t.Errorf("winding %d: %+v", i+1, b)
		}
	}
	if l := net.Links[0]; l.MW != 80 || l.From != "1" || l.To != "3" || math.Abs(l.LossMW-0.32*0.32*2.5) > 1e-12 {
		t.Errorf("link %+v", l)
	}
}

func TestRevisions(t *testing.T) {
	rev30 := `0, 100.0 / PSS/E-30
A
B
1,'N',154.0,3,2.0,10.0,1,7,1.0,0.0,1
2,'S',154.0,1,0,0,1,7,1.0,0.0,1
0 /END OF BUS
2,'1',1,1,1,50.0,0
0
1,'1',50.0,0,9,-9,1.0,0,100.0,0,1,0,0,1,1,100,80.0,0
0
1,2,'1',0.01,0.1,0,60,0,0,0,0,0,0,0,5.0
0
0
`
	net, err := psse.Read(strings.NewReader(rev30))
	if err != nil {
		t.Fatal(err)
	}
	if len(net.Shunts) != 1 || net.Shunts[0].MW != 2 || net.Buses[0].Zone != "7" || net.Branches[0].InService || len(net.Notes) != 1 {
		t.Errorf("%+v", net)
	}
	rev35 := `@!IC, SBASE, REV
0, 100.0, 35, 0, 0, 60
A
B
GENERAL, THRSHZ=0.0001
0 / END OF SYSTEM-WIDE DATA
@! bus data
1,'N',154.0,3,1,1,1,1.0,0.0
2,'S',154.0,1,1,1,1,1.0,0.0
0
2,'1',1,1,1,50.0,0
0
0
1,'1',50.0,0,9,-9,1.0,0,7,100.0,0,1,0,0,1,0,100,80.0,5.0,0
0
1,2,'1',0.01,0.1,0,'LINE A',60,61,62,0,0,0,0,0,0,0,0,0,0,0,0,0,1,1,5.0
0
1,2,'2',0.0002,70,0,0,0,0,0,0,0,0,0,0,0,0
0
1,2,0,'3',1,1,1,0,0,2,'T',1
0,0.1,100
0.98,0,0,40,41,42,0,0,0,0,0,0,0,0,0
1.02,0
0
Q
`
	if net, err = psse.Read(strings.NewReader(rev35)); err != nil {
		t.Fatal(err)
	}
	if g := net.Generators[0]; g.InService || g.MaxMW != 80 || g.MinMW != 5 || g.BaseMVA != 100 {
		t.Errorf("unit %+v", g)
	}
	if b := net.Branches[0]; b.Name != "LINE A" || b.EmergencyMW != 62 || !b.InService {
		t.Errorf("line %+v", b)
	}
	if b := net.Branches[1]; b.ID != "switch-1-2-2" || b.X != 0.0002 || b.InService {
		t.Errorf("switch %+v", b)
	}
	if b := net.Branches[2]; b.EmergencyMW != 42 || math.Abs(b.Tap-0.98/1.02) > 1e-12 || math.Abs(b.X-0.1*1.02*1.02) > 1e-12 {
		t.Errorf("transformer %+v", b)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"33, 0, 0, 50.00", "29, 0, 0, 50.00", "case:1: revision 29"},
		{"1,'1 ', 120.0", "9,'1 ', 120.0", "case:13: generator: no bus 9"},
		{"'SOUTH', 154.0", "'SOUTH', NaN", "case:5: bus: BASKV: value \"NaN\""},
		{"1.0E-1", "1e400", "X: value \"1e400\""},
		{"2,'SOUTH'", "1,'SOUTH'", "bus: 1 stands twice"},
		{"2,-3,'1 '", "2,-8,'1 '", "branch: no bus 8"},
		{"154.0,1, 1, 2, 1", "154.0,7, 1, 2, 1", "IDE 7"},
		{"'1 ',2,2,1", "'1 ',2,9,1", "CZ 9"},
		{"510.0, 500.0", "0.0, 500.0", "no turns ratio"},
		{"0.12, 300.0", "0.12, 0.0", "SBASE 0"},
		{"'LINK',1", "'LINK',4", "MDC 4"},
	} {
		text := strings.Replace(rev33, c.old, c.new, 1)
		if text == rev33 {
			t.Fatalf("%s: nothing replaced", c.old)
		}
		if _, err := psse.Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
}

func TestCut(t *testing.T) {
	whole := strings.Index(rev33, "0 / END OF TRANSFORMER")
	lines := strings.SplitAfter(rev33[:whole], "\n")
	for n := range lines {
		if _, err := psse.Read(strings.NewReader(strings.Join(lines[:n], ""))); err == nil {
			t.Errorf("the first %d lines were read", n)
		}
	}
}

func TestLongFile(t *testing.T) {
	var b strings.Builder
	head, tail, _ := strings.Cut(rev33, "2,-3,")
	b.WriteString(head)
	for i := range 200_000 {
		fmt.Fprintf(&b, "2,3,'%d',0.01,0.1,0.05,200,0,250,0,0,0,0,1,1,12\n", i+2)
	}
	b.WriteString("2,-3," + tail)
	net, err := psse.Read(strings.NewReader(b.String()))
	if err != nil || len(net.Branches) != 200_005 {
		t.Fatal(err)
	}
}

func TestOracleFiles(t *testing.T) {
	for name, branches := range map[string]int{"ieee14": 20, "ieee30": 41} {
		net, err := psse.ReadFile(oracle.Path(t, "grid", "psse", name+".raw"))
		if err != nil {
			t.Fatal(err)
		}
		if len(net.Branches) != branches {
			t.Errorf("%s: %d branches, want %d", name, len(net.Branches), branches)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(rev33)
	f.Add("0,1,34\n\n\n0\n1,'a'\n0\n0\n0\n0\n0\n0\n0\nQ")
	f.Fuzz(func(t *testing.T, text string) {
		net, err := psse.Read(strings.NewReader(text))
		if err == nil && net.Check() != nil {
			t.Fatal("an unsound network was returned")
		}
	})
}

func ExampleRead() {
	net, err := psse.Read(strings.NewReader(rev33))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(net.Buses), "buses,", len(net.Branches), "branches,", len(net.Links), "link")
	// Output: 4 buses, 5 branches, 1 link
}
