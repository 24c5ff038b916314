package pypsa_test

import (
	"fmt"
	"log"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/data/power"
	"github.com/wattbit/wattbit/data/pypsa"
	"github.com/wattbit/wattbit/internal/oracle"
)

// small is a sound folder; tests spoil one file of it at a time.
var small = map[string]string{
	"buses.csv":               "name,v_nom,x,y,control\nA,500,139.7,35.7,Slack\nB,275,140.1,35.9,PQ\nC,500,141,38,PQ\n",
	"lines.csv":               "name,bus0,bus1,x,r,b,s_nom,length,num_parallel,type\n1,A,C,25,1,0.001,2000,50,2,\n2,A,C,,,,1000,10,2,AL500\n",
	"line_types.csv":          "name,f_nom,r_per_length,x_per_length,c_per_length,i_nom\nAL500,50,0.02,0.3,12,2\n",
	"transformers.csv":        "name,bus0,bus1,x,r,s_nom,tap_ratio,phase_shift\n1,A,B,0.12,0,1000,0.98,30\n",
	"generators.csv":          "name,bus,control,p_nom,p_min_pu,p_max_pu,p_set,carrier,marginal_cost\nG1,A,PV,1000,0.2,0.9,300,gas,50\n",
	"generators-p_max_pu.csv": "snapshot,G1\n2030-01-01,0.5\n2030-01-02,0.6\n",
	"loads.csv":               "name,bus,p_set\nL1,B,200\nL2,C,100\n",
	"loads-p_set.csv":         "snapshot,L2\n2030-01-01,110\n2030-01-02,120\n",
	"links.csv":               "name,bus0,bus1,p_nom,p_min_pu,p_set,efficiency,carrier\nFC,B,C,300,-1,50,0.98,frequency-converter\n",
	"shunt_impedances.csv":    "name,bus,g,b\nS,B,0.0001,0.002\n",
	"storage_units.csv":       "name,bus,p_nom\nX,A,5\n",
}

func folder(change map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range small {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range change {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestRead(t *testing.T) {
	net, err := pypsa.Read(folder(nil), pypsa.Options{Snapshot: "2030-01-02"})
	if err != nil {
		t.Fatal(err)
	}
	if b := net.Buses[1]; b.KV != 275 || b.Location != (orb.Point{140.1, 35.9}) || net.Buses[0].Kind != power.Reference {
		t.Errorf("buses %+v", net.Buses)
	}
	if b := net.Branches[0]; math.Abs(b.X-0.01) > 1e-15 || b.RateMW != 2000 || b.Circuits != 2 || b.LengthKm != 50 {
		t.Errorf("line %+v", b)
	}
	if b := net.Branches[1]; math.Abs(b.X-0.3*10/2*100/250000) > 1e-15 || math.Abs(b.B-2*math.Pi*50*12e-9*10*2*2500) > 1e-12 {
		t.Errorf("typed line %+v", b)
	}
	if b := net.Branches[2]; b.ID != "1 (transformer)" || math.Abs(b.X-0.012) > 1e-15 || b.Tap != 0.98 || b.ShiftDeg != 30 || b.Kind != power.Transformer {
		t.Errorf("transformer %+v", b)
	}
	if g := net.Generators[0]; g.MW != 300 || g.MinMW != 200 || g.MaxMW != 600 || g.Cost.Coefficients[1] != 50 {
		t.Errorf("unit %+v", g)
	}
	if net.Loads[0].MW != 200 || net.Loads[1].MW != 120 {
		t.Errorf("loads %+v", net.Loads)
	}
	if l := net.Links[0]; l.Kind != power.FrequencyConverter || l.MinMW != -300 || l.MaxMW != 300 || math.Abs(l.DeliveredMW(50)-49) > 1e-12 {
		t.Errorf("link %+v", l)
	}
	if s := net.Shunts[0]; math.Abs(s.MW-0.0001*275*275) > 1e-9 {
		t.Errorf("shunt %+v", s)
	}
	if len(net.Notes) != 2 || !strings.Contains(net.Notes[1], "1 components left out") {
		t.Errorf("notes %q", net.Notes)
	}
}

func TestRefusals(t *testing.T) {
	for want, change := range map[string]map[string]string{
		"buses.csv: file does not exist":      nil,
		"buses.csv: no rows":                  {"buses.csv": "name,v_nom\n"},
		"buses.csv:2: v_nom: value \"NaN\"":   {"buses.csv": "name,v_nom\nA,NaN\n"},
		"buses.csv:2: v_nom 0 kV":             {"buses.csv": "name,v_nom\nA,0\n"},
		"lines.csv:2: bus1: no bus \"Z\"":     {"lines.csv": "name,bus0,bus1,x\n1,A,Z,1\n"},
		"lines.csv:2: x: value \"1e400\"":     {"lines.csv": "name,bus0,bus1,x\n1,A,C,1e400\n"},
		"x: value +Inf, expected a finite":    {"lines.csv": "name,bus0,bus1,x\n1,A,C,inf\n"},
		"wrong number of fields":              {"lines.csv": "name,bus0,bus1,x\n1,A,C\n"},
		"type \"Q\" is not in line_types.csv": {"lines.csv": "name,bus0,bus1,type\n1,A,C,Q\n"},
		"s_nom 0 MVA, expected a positive":    {"transformers.csv": "name,bus0,bus1,x\n1,A,B,0.1\n"},
		"generators.csv:2: bus: no bus \"Q\"": {"generators.csv": "name,bus\nG,Q\n"},
		"efficiency 1.2":                      {"links.csv": "name,bus0,bus1,efficiency\nH,A,B,1.2\n"},
		"more than two buses":                 {"links.csv": "name,bus0,bus1,bus2\nH,A,B,C\n"},
		"loads-p_set.csv:2: L2: value \"x\"":  {"loads-p_set.csv": "snapshot,L2\na,x\n"},
		"branch \"1\" stands twice":           {"lines.csv": "name,bus0,bus1,x\n1,A,C,1\n1,A,C,1\n"},
	} {
		fsys := folder(change)
		if change == nil {
			delete(fsys, "buses.csv")
		}
		if _, err := pypsa.Read(fsys, pypsa.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if _, err := pypsa.Read(folder(nil), pypsa.Options{Snapshot: "never"}); err == nil || !strings.Contains(err.Error(), "no snapshot") {
		t.Errorf("%v", err)
	}
	if _, err := pypsa.ReadDir(filepath.Join(t.TempDir(), "x"), pypsa.Options{}); err == nil {
		t.Error("a folder that is not there was read")
	}
}

// asNetworks compares networks: missing numbers are equal, roundings and
// remarks do not count, lines and transformers may stand in another order.
var asNetworks = cmp.Options{
	cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.EquateApprox(1e-12, 1e-12), cmpopts.IgnoreFields(power.Network{}, "Notes"),
	cmp.Transformer("coordinates", func(p orb.Point) [2]float64 { return p }),
	cmpopts.SortSlices(func(a, b power.Branch) bool { return a.ID < b.ID }),
}

func roundTrip(t *testing.T, net *power.Network) {
	t.Helper()
	dir := t.TempDir()
	notes, err := pypsa.WriteDir(dir, net)
	if err != nil || len(notes) > 0 {
		t.Fatal(notes, err)
	}
	again, err := pypsa.ReadDir(dir, pypsa.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(net, again, asNetworks); d != "" {
		t.Error(d)
	}
}

func TestRoundTrip(t *testing.T) {
	net, err := pypsa.Read(folder(nil), pypsa.Options{})
	if err != nil {
		t.Fatal(err)
	}
	roundTrip(t, net)
	for _, name := range []string{"case9", "case39", "case_ACTIVSg200"} {
		net, err := matpower.ReadFile(oracle.Path(t, "grid", "cases", name+".m"))
		if err != nil {
			t.Fatal(err)
		}
		for i := range net.Buses { // what the format has no place for
			net.Buses[i].AngleDeg = math.NaN()
		}
		for i := range net.Generators {
			g := &net.Generators[i]
			g.MinMVAr, g.MaxMVAr, g.VoltagePU, g.BaseMVA = math.NaN(), math.NaN(), math.NaN(), math.NaN()
			g.Cost.Model = power.Polynomial
			for n := len(g.Cost.Coefficients); n > 2 && g.Cost.Coefficients[n-1] == 0; n-- {
				g.Cost.Coefficients = g.Cost.Coefficients[:n-1]
			}
		}
		for i := range net.Branches {
			b := &net.Branches[i]
			if b.RateMW == 0 {
				b.RateMW = math.Inf(1)
			}
			if b.Kind == power.Transformer {
				b.B, b.LengthKm = 0, math.NaN()
			}
		}
		roundTrip(t, net)
	}
}

func TestWriteNotes(t *testing.T) {
	net, err := pypsa.Read(folder(nil), pypsa.Options{})
	if err != nil {
		t.Fatal(err)
	}
	net.Generators[0].Cost = power.Cost{Model: power.Piecewise, Points: []power.CostPoint{{MW: 0}, {MW: 1, PerHour: 1}}}
	net.Interfaces = []power.Interface{{ID: "I"}}
	net.Buses[0].KV = math.NaN()
	notes, err := pypsa.WriteDir(t.TempDir(), net)
	if err != nil || len(notes) != 3 {
		t.Errorf("%q, %v", notes, err)
	}
}

func FuzzRead(f *testing.F) {
	names := slices.Sorted(maps.Keys(small))
	for i := range names {
		f.Add(i, small[names[i]])
	}
	f.Fuzz(func(t *testing.T, file int, text string) {
		if file < 0 || file >= len(names) {
			return
		}
		net, err := pypsa.Read(folder(map[string]string{names[file]: text}), pypsa.Options{})
		if err == nil && net.Check() != nil {
			t.Fatal("an unsound network was returned")
		}
	})
}

func ExampleRead() {
	net, err := pypsa.Read(folder(nil), pypsa.Options{Snapshot: "2030-01-01"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(net.Branches), "branches,", net.Loads[1].MW, "MW at", net.Loads[1].Bus)
	// Output: 3 branches, 110 MW at C
}
