package matpower_test

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/matpower"
	"github.com/wattbit/wattbit/data/power"
)

// tiny is a sound case; tests spoil one part of it at a time.
const tiny = `function mpc = tiny
mpc.version = '2';
mpc.baseMVA = 100;
mpc.bus = [
	1	3	0	0	0	0	1	1	0	345	1	1.1	0.9;
	2	1	90	30	5	19	1	1	0	345	1	1.1	0.9;
];
mpc.gen = [
	1	90	0	300	-300	1	100	1	250	10;
];
mpc.branch = [
	1	2	0.01	0.1	0.02	250	0	300	0	0	1	-360	360;
];
mpc.gencost = [ 2 0 0 3 0.11 5 150 ];
`

func TestRead(t *testing.T) {
	net, err := matpower.Read(strings.NewReader(tiny))
	if err != nil {
		t.Fatal(err)
	}
	if len(net.Buses) != 2 || len(net.Generators) != 1 || len(net.Branches) != 1 {
		t.Fatalf("%d buses, %d units, %d branches", len(net.Buses), len(net.Generators), len(net.Branches))
	}
	wantLoad := []power.Load{{ID: "2", Bus: "2", MW: 90, MVAr: 30, InService: true}}
	if d := cmp.Diff(wantLoad, net.Loads); d != "" {
		t.Error(d)
	}
	wantShunt := []power.Shunt{{ID: "2", Bus: "2", MW: 5, MVAr: 19, InService: true}}
	if d := cmp.Diff(wantShunt, net.Shunts); d != "" {
		t.Error(d)
	}
	br := net.Branches[0]
	if br.Tap != 1 || br.Kind != power.Line || br.EmergencyMW != 300 || br.X != 0.1 {
		t.Errorf("branch %+v", br)
	}
	if d := cmp.Diff([]float64{150, 5, 0.11}, net.Generators[0].Cost.Coefficients); d != "" {
		t.Error(d)
	}
}

// asNetworks compares networks: missing numbers are equal, remarks do not count.
var asNetworks = cmp.Options{
	cmpopts.EquateNaNs(), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(power.Network{}, "Notes"),
	cmp.Transformer("coordinates", func(p orb.Point) [2]float64 { return p }),
}

// TestForms reads the same case in the spellings that files use.
func TestForms(t *testing.T) {
	want, err := matpower.Read(strings.NewReader(tiny))
	if err != nil {
		t.Fatal(err)
	}
	v1 := strings.NewReplacer("function mpc = tiny", "function [baseMVA, bus, gen, branch, areas, gencost] = tiny", "mpc.version = '2';", "", "mpc.", "").Replace(tiny)
	for name, text := range map[string]string{
		"version 1":         v1,
		"commas":            strings.NewReplacer("\t0\t", ", 0 ,\t").Replace(tiny),
		"newline rows":      strings.ReplaceAll(tiny, "0.9;", "0.9"),
		"CRLF":              strings.ReplaceAll(tiny, "\n", "\r\n"),
		"comments in rows":  strings.ReplaceAll(tiny, "0.9;", "0.9; % row ] ; 1"),
		"block comment":     strings.Replace(tiny, "mpc.gen =", "%{\nmpc.gen = [ 9 ];\n%}\nmpc.gen =", 1),
		"continuation":      strings.ReplaceAll(tiny, "\t345\t", "\t...\n\t345\t"),
		"other struct name": strings.NewReplacer("mpc", "c").Replace(tiny),
		"trailing code":     tiny + "\nif 1\n  x = 3;\nend\n",
		"one line":          strings.NewReplacer("[\n", "[", "\n]", "]").Replace(tiny),
		"byte order mark":   "\xef\xbb\xbf" + tiny,
	} {
		got, err := matpower.Read(strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(want, got, asNetworks); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unit at a missing bus", "1\t90\t0\t300", "7\t90\t0\t300", "case:9: gen 1: no bus 7"},
		{"branch to a missing bus", "1\t2\t0.01", "1\t5\t0.01", "case:12: branch 1: no bus 5"},
		{"NaN", "\t90\t30", "\tNaN\t30", "case:6: bus: row 2, column 3: value NaN"},
		{"1e400", "\t90\t30", "\t1e400\t30", "value 1e400 is too large"},
		{"Inf where it makes no sense", "\t90\t30", "\tInf\t30", `load "2": MW is +Inf`},
		{"expression", "\t90\t30", "\t9*10\t30", `value "9*10"`},
		{"hexadecimal", "\t90\t30", "\t0x1p4\t30", `value "0x1p4"`},
		{"row of another length", "\t90\t30", "\t90\t30\t0", "case:6: bus: row 2 has 14 values, expected 13"},
		{"bus twice", "\t2\t1\t90", "\t1\t1\t90", "case:6: bus 1 stands twice"},
		{"bus number", "\t2\t1\t90", "\t2.5\t1\t90", "bus number 2.5"},
		{"bus type", "\t2\t1\t90", "\t2\t5\t90", "type 5, expected 1 to 4"},
		{"negative rating", "\t250\t0\t300", "\t-250\t0\t300", "normal rating is -250"},
		{"base", "baseMVA = 100", "baseMVA = 0", "base 0 MVA"},
		{"base as an expression", "baseMVA = 100", "baseMVA = 10^2", `value "10^2"`},
		{"cost rows", "mpc.gencost = [", "mpc.gencost = [ 2 0 0 3 0 0 0; 2 0 0 3 0 0 0;", "gencost has 3 rows, expected 1"},
		{"cost terms", "0 3 0.11", "0 9 0.11", "n is 9, expected at most 3"},
		{"too few columns", "300\t-300\t1\t100\t1\t250\t10;", "300;", "gen has 4 columns, expected 10 or more"},
		{"code that changes a field", "mpc.gencost = [ 2", "mpc.branch(:, 4) = 0.5;\nmpc.gencost = [ 2", "case:14: code changes mpc.branch"},
		{"transposed", "-360\t360;\n];", "-360\t360;\n]';", "transposed"},
	} {
		text := strings.Replace(tiny, c.old, c.new, 1)
		if text == tiny {
			t.Fatalf("%s: nothing replaced", c.name)
		}
		_, err := matpower.Read(strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want %q, got %v", c.name, c.want, err)
		}
	}
}

// TestCut cuts the file after every byte: the reader must refuse it until
// only the costs are missing.
func TestCut(t *testing.T) {
	whole := strings.Index(tiny, "];\nmpc.gencost") + 1
	for n := range whole {
		if _, err := matpower.Read(strings.NewReader(tiny[:n])); err == nil {
			t.Fatalf("the first %d bytes were read: …%q", n, tiny[max(0, n-20):n])
		}
	}
}

func TestLongFile(t *testing.T) {
	var b strings.Builder
	head, tail, _ := strings.Cut(tiny, "\t1\t2\t0.01")
	b.WriteString(head)
	for range 200_000 {
		b.WriteString("\t1\t2\t0.01\t0.1\t0.02\t250\t0\t300\t0\t0\t1\t-360\t360;\n")
	}
	b.WriteString("\t1\t2\t0.01" + tail)
	begin := time.Now()
	net, err := matpower.Read(strings.NewReader(b.String()))
	if err != nil || len(net.Branches) != 200_001 {
		t.Fatalf("%v", err)
	}
	t.Logf("200,000 rows in %v", time.Since(begin).Round(time.Millisecond))
}

func TestReadFileNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cut.m")
	if err := os.WriteFile(path, []byte("mpc.bus = [1 2"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := matpower.ReadFile(path); err == nil || !strings.Contains(err.Error(), "cut.m:1: bus: the matrix") {
		t.Errorf("%v", err)
	}
	if _, err := matpower.ReadFile(path + "?"); !os.IsNotExist(unwrap(err)) {
		t.Errorf("%v", err)
	}
}

func unwrap(err error) error {
	if u, ok := err.(interface{ Unwrap() error }); ok {
		return u.Unwrap()
	}
	return err
}

func FuzzRead(f *testing.F) {
	f.Add(tiny)
	f.Add("function [baseMVA, bus] = x\nbus = [1 2\n3 4];\n%{\n%}\nx = {'a''b'};")
	f.Add("mpc.gencost = [1 0 0 2 0 0 1 Inf];...\n")
	f.Fuzz(func(t *testing.T, text string) {
		net, err := matpower.Read(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := matpower.Write(&b, net, "x"); err != nil {
			t.Fatal(err)
		}
		if _, err := matpower.Read(&b); err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
	})
}

func ExampleRead() {
	net, err := matpower.Read(strings.NewReader(tiny))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(net.Buses), "buses,", net.Loads[0].MW, "MW of load")
	// Output: 2 buses, 90 MW of load
}
