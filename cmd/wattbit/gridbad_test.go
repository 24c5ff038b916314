package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// squareCase is a small good case to spoil.
func squareCase(tb testing.TB) string {
	tb.Helper()
	text, err := os.ReadFile("../../model/grid/testdata/square.m")
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// gridTried runs a grid command and holds that it neither prints NaN nor fails
// without a word.
func gridTried(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), append([]string{"grid"}, args...), &stdout, &stderr)
	if strings.Contains(stdout.String(), "NaN") {
		t.Errorf("grid %v prints NaN:\n%s", args, &stdout)
	}
	if (code == exitFailed || code == exitUsage) && (stderr.Len() == 0 || stdout.Len() > 0) {
		t.Errorf("grid %v: status %d with %q on stderr, %q on stdout", args, code, &stderr, &stdout)
	}
	return code, stdout.String(), stderr.String()
}

// TestGridBadCases holds that a spoilt file is a clear error with the file, the
// line where there is one, and the reason.
func TestGridBadCases(t *testing.T) {
	whole := squareCase(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"unit at a missing bus", "	2	40	0", "	9	40	0", "case.m:15: gen 2: no bus 9"},
		{"zero impedance", "1	2	0	0.1", "1	2	0	0", `branch "1" (1-2): reactance is 0`},
		{"resistance alone", "1	2	0	0.1", "1	2	0.1	0", `branch "1" (1-2): reactance is 0`},
		{"reactances that cancel", "1	3	0	0.1", "1	3	0	-0.1", "susceptance matrix is singular"},
		{"NaN load", "	4	1	60", "	4	1	NaN", "case.m:10: bus: row 4, column 3: value NaN, expected a number"},
		{"1e400", "	4	1	60", "	4	1	1e400", "value 1e400 is too large"},
		{"word", "	4	1	60", "	4	1	sixty", `value "sixty", expected a number`},
		{"ragged row", "	2	3	0	0.1	0	100", "	2	3	0	0.1	100", "case.m:20: branch: row 2 has 12 values, expected 13"},
		{"bus twice", "	4	1	60", "	3	1	60", "case.m:10: bus 3 stands twice"},
		{"negative rating", "1	2	0	0.1	0	100", "1	2	0	0.1	0	-100", `branch "1": normal rating is -100`},
		{"no branches", "mpc.branch", "mpc.twigs", "no mpc.branch"},
		{"cut within a matrix", whole[len(whole)*2/3:], "", "case.m:19: branch: the matrix opened in line 18 is not closed: the file is cut"},
		{"cut between matrices", whole[strings.Index(whole, "mpc.branch"):], "", "no mpc.branch (the file is cut"},
		{"base of 0", "baseMVA = 100", "baseMVA = 0", "base 0 MVA"},
		{"unit without limit", "	1	280", "	1	Inf", `case.m: grid: hosting: generator "1" has no upper limit`},
		{"empty", whole, "", "the file is cut or is no case"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(whole, c.old) {
				t.Fatalf("nothing to spoil: %q", c.old)
			}
			file := filepath.Join(t.TempDir(), "case.m")
			if err := os.WriteFile(file, []byte(strings.Replace(whole, c.old, c.new, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			code, _, errs := gridTried(t, "hosting", file)
			if code != exitFailed || !strings.Contains(errs, "case.m") || !strings.Contains(errs, c.want) {
				t.Errorf("status %d, %q; want %q", code, errs, c.want)
			}
		})
	}
}

// TestGridOddCases holds what becomes of files that are odd but no error.
func TestGridOddCases(t *testing.T) {
	whole := squareCase(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"negative reactance", "1	3	0	0.1", "1	3	0	-0.3", "\n4  "},
		{"disconnected slack", "	1	3	0", "	5	3	0	0	0	0	1	1	0	275	1	1.1	0.9;\n	1	2	0", "nothing is supplied there; of bus 5 (1)"},
		{"no reference bus", "	1	3	0", "	1	2	0", "the file names no reference bus, so that one was chosen: bus 1 (1)"},
		{"branch onto itself", "2	3	0	0.1", "2	2	0	0.1", "radial"},
		{"isolated bus", "	4	1	60", "	4	4	60", "out of service"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "case.m")
			if err := os.WriteFile(file, []byte(strings.Replace(whole, c.old, c.new, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, command := range []string{"info", "flow", "ptdf", "lodf", "opf"} {
				for _, format := range []string{"table", "json"} {
					if code, _, errs := gridTried(t, command, file, "--format", format); code != exitOK && code != exitFindings {
						t.Errorf("%s: status %d, %s", command, code, errs)
					}
				}
			}
			code, out, errs := gridTried(t, "hosting", file)
			if code != exitOK || !strings.Contains(out, c.want) {
				t.Errorf("status %d, %s; want %q in\n%s", code, errs, c.want, out)
			}
		})
	}
}

// TestGridBadFlags holds that each wrong flag or argument is refused with what
// was given and what was expected.
func TestGridBadFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "case.m")
	if err := os.WriteFile(file, []byte(squareCase(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]string{
		"hosting FILE --tau 5":                     `--tau "5"; expected a share from 0 to below 1`,
		"hosting FILE --tau NaN":                   `--tau "NaN"`,
		"hosting FILE --tau -1%":                   `--tau "-1%"`,
		"hosting FILE --tau-kv 500":                `--tau-kv "500"; expected a voltage in kV and a share`,
		"hosting FILE --tau-kv 500=7":              `--tau-kv "500=7"`,
		"hosting FILE --policy maybe":              `policy "maybe", expected one of [exclude no-worse]`,
		"hosting FILE --contingencies all":         `--contingencies "all"; expected branch, bridge or unit`,
		"hosting FILE --buses 1,1":                 `"1" is named twice`,
		"hosting FILE --workers 0":                 "--workers 0; expected 1 to 1024",
		"hosting FILE --redispatch full":           `--redispatch "full"; expected base or secure`,
		"hosting FILE --top -1":                    "--top -1",
		"flow FILE --slack best":                   `slack mode "best", expected one of`,
		"flow FILE --susceptance dc":               `susceptance convention "dc", expected one of`,
		"flow FILE --zero-impedance drop":          `--zero-impedance "drop"; expected refuse or merge`,
		"flow FILE --format xml":                   `--format "xml"; expected one of table, csv, json, geojson`,
		"flow FILE --json --format csv":            "--json with --format csv",
		"flow FILE --atlas japan":                  "expected one network",
		"flow FILE --input-format dxf":             `--input-format "dxf"`,
		"flow --input-format psse":                 "are for a FILE",
		"flow --year 7":                            "--year 7; expected a year",
		"flow FILE FILE":                           "at most 1 arg",
		"ptdf FILE --max-memory lots":              `--max-memory "lots"; expected an amount such as 500MB`,
		"joint FILE":                               "no load; expected --load BUS=MW",
		"joint FILE --load 4":                      `--load "4"; expected BUS=MW`,
		"joint FILE --load 4=1e400":                `--load "4=1e400"`,
		"joint FILE --load 4=-3":                   `--load "4=-3"`,
		"joint FILE --load 4=1 --top 0":            "--top 0",
		"connect 200,0":                            "expected LON,LAT in degrees",
		"connect 35.8,140.1":                       "expected LON,LAT in degrees",
		"connect 140,36 --mw NaN":                  "--mw NaN",
		"connect 140,36 --ways 99":                 "--ways 99",
		"hosting FILE --buses 9":                   `no bus "9"; there are 4, such as `,
		"ptdf FILE --branches 77":                  `no branch "77"`,
		"joint FILE --load 8=10":                   `no bus "8"`,
		"connect 140,36 --max-km -1":               "--max-km -1",
		"export FILE":                              "expected -o",
		"export FILE -o " + file + "2 --to dxf":    `--to "dxf"`,
		"hosting FILE --contingencies=":            "names none",
		"hosting FILE --tau-kv x=3%":               `--tau-kv "x=3%"`,
		"hosting FILE --susceptance powermodelss ": "powermodelss",
	} {
		code, _, errs := gridTried(t, strings.Fields(strings.ReplaceAll(args, "FILE", file))...)
		if code != exitUsage || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q; want %q", args, code, errs, want)
		}
	}
	for args, want := range map[string]string{
		"ptdf FILE --max-memory 100B":       "takes 160 B, more than --max-memory 100B",
		"lodf FILE --max-memory 100B":       "choose some with --branches or --outages",
		"hosting FILE --max-memory 100B":    "choose some with --buses",
		"flow FILE --format geojson":        "no bus of case.m has a longitude and latitude",
		"flow FILE.none":                    "no such file",
		"flow FILE -o " + file + "/sub/x":   "sub",
		"flow FILE --input-format psse":     "psse: ",
		"flow FILE --input-format pypsa":    "expected a folder",
		"joint FILE --loads " + file:        "case.m",
		"joint FILE --loads " + file + "no": "no such file",
	} {
		code, _, errs := gridTried(t, strings.Fields(strings.ReplaceAll(args, "FILE", file))...)
		if code != exitFailed || !strings.Contains(errs, want) {
			t.Errorf("%s: status %d, %q; want %q", args, code, errs, want)
		}
	}
}

// chainCase is a long chain of buses in a file of some 2·n lines.
func chainCase(tb testing.TB, buses int) string {
	tb.Helper()
	var b bytes.Buffer
	b.WriteString("function mpc = chain\nmpc.version = '2';\nmpc.baseMVA = 100;\nmpc.bus = [\n")
	for i := range buses {
		kind := 1
		if i == 0 {
			kind = 3
		}
		fmt.Fprintf(&b, "%d %d 1 0 0 0 1 1 0 275 1 1.1 0.9;\n", i+1, kind)
	}
	b.WriteString("];\nmpc.gen = [\n1 0 0 0 0 1 100 1 1e6 0;\n];\nmpc.branch = [\n")
	for i := range buses - 1 {
		fmt.Fprintf(&b, "%d %d 0 0.1 0 1e6 0 0 0 0 1 -360 360;\n", i+1, i+2)
	}
	b.WriteString("];\n")
	file := filepath.Join(tb.TempDir(), "chain.m")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return file
}

// TestGridLongFile holds that a file of 200,000 lines is read and solved, and
// that what would take too much memory is refused beforehand.
func TestGridLongFile(t *testing.T) {
	const buses = 100_000
	file := chainCase(t, buses)
	flows := newSheet(t, gridSaid(t, "flow", file, "--format", "csv"))
	flows.compare(0, "flow_mw", buses-1, 1e-3)
	flows.compare(buses-2, "flow_mw", 1, 1e-3)
	for _, command := range []string{"hosting", "ptdf", "lodf"} {
		if code, _, errs := gridTried(t, command, file); code != exitFailed || !strings.Contains(errs, "80 GB, more than --max-memory 4GB") {
			t.Errorf("%s: status %d, %s", command, code, errs)
		}
	}
}

func TestParseBytes(t *testing.T) {
	for text, want := range map[string]int64{"500MB": 5e8, "8 GB": 8e9, "1.5gb": 15e8, "2kB": 2000, "7B": 7} {
		if got, err := parseBytes(text); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "GB", "-1GB", "NaNGB", "1e300GB", "7", "7TBs"} {
		if got, err := parseBytes(text); err == nil {
			t.Errorf("%q: %d, want an error", text, got)
		}
	}
}

func TestCell(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{{1.0 / 3, 9, "0.333333333"}, {-1e-15, 9, "0"}, {math.Copysign(0, -1), 3, "0"}, {50, 9, "50"}, {1e15, 9, "1000000000000000"}} {
		if got := cell(c.v, c.decimals); got != c.want {
			t.Errorf("%g: %q, want %q", c.v, got, c.want)
		}
	}
}
