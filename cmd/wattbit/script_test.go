package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"

	"github.com/wattbit/wattbit/model/scenario"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wattbit": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			// A small scenario whose joint plan takes a moment.
			strait, err := filepath.Abs("../../model/portfolio/testdata/strait.yaml")
			env.Setenv("STRAIT", strait)
			// The compiled solver is kept there; scripts have no home.
			if cache, none := os.UserCacheDir(); none == nil {
				env.Setenv("XDG_CACHE_HOME", cache)
			}
			return err
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Condition: func(cond string) (bool, error) {
			if cond != "root" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			return os.Getuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "shape": shape, "bytes": writeBytes, "leftovers": leftovers, "sametotal": sameTotal,
		},
	})
}

// exits runs "exits STATUS command args…" and checks the exit status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS command args...")
	}
	err := ts.Exec(args[1], args[2:]...)
	status := 0
	if err != nil {
		if _, e := fmt.Sscanf(err.Error(), "exit status %d", &status); e != nil {
			ts.Fatalf("%v", err)
		}
	}
	if fmt.Sprint(status) != args[0] {
		ts.Fatalf("exit status %d, want %s", status, args[0])
	}
}

// shape writes the keys and types of a JSON file, sorted, one a line: what a
// program that reads it relies on.
func shape(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: shape IN OUT")
	}
	var v any
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(d.Decode(&v))
	seen := map[string]bool{}
	walk("", v, seen)
	lines := make([]string, 0, len(seen))
	for line := range seen {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(lines, "\n")+"\n"), 0o666))
}

func walk(path string, v any, seen map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for key, below := range v {
			if strings.HasSuffix(path, ".figures") || strings.HasSuffix(path, ".weights") {
				key = "*" // one per indicator or criterion
			}
			walk(path+"."+key, below, seen)
		}
	case []any:
		for _, below := range v {
			walk(path+"[]", below, seen)
		}
	default:
		seen[fmt.Sprintf("%s %T", path, v)] = true
	}
}

// writeBytes writes "bytes FILE TEXT" with escapes such as \x88 in the text.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var text string
	if _, err := fmt.Sscanf(`"`+args[1]+`"`, "%q", &text); err != nil {
		ts.Fatalf("%v", err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// sameTotal runs "sametotal A B PERCENT": two plans as JSON whose joint totals
// differ by no more.
func sameTotal(ts *testscript.TestScript, _ bool, args []string) {
	var totals [2]float64
	for i, name := range args[:2] {
		var v planSummary
		ts.Check(json.Unmarshal([]byte(ts.ReadFile(name)), &v))
		totals[i] = float64(v.Methods[len(v.Methods)-1].TotalBn)
	}
	percent, err := strconv.ParseFloat(args[2], 64)
	ts.Check(err)
	if !(math.Abs(totals[0]-totals[1]) <= percent/100*math.Abs(totals[0])) {
		ts.Fatalf("%g and %g bn JPY differ by more than %g %%", totals[0], totals[1], percent)
	}
}

// leftovers fails when a folder holds anything besides the named entries.
func leftovers(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, entry := range entries {
		if !slices.Contains(args[1:], entry.Name()) {
			ts.Fatalf("%s is left in %s", entry.Name(), args[0])
		}
	}
}

// TestHelp holds that every command says how it is used, gives an example that
// names it, and its exit status.
func TestHelp(t *testing.T) {
	var all []*cobra.Command
	var visit func(*cobra.Command)
	visit = func(c *cobra.Command) {
		all = append(all, c)
		for _, below := range c.Commands() {
			visit(below)
		}
	}
	for _, c := range newRootCommand(io.Discard, io.Discard).Commands() {
		visit(c)
	}
	if len(all) < 14 {
		t.Errorf("only %d commands", len(all))
	}
	for _, c := range all {
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &out, &errs); code != exitOK || errs.Len() > 0 {
			t.Errorf("%v: status %d, %s", args, code, &errs)
		}
		for _, part := range []string{"Usage:", "Examples:\n  wattbit " + strings.Join(args[:len(args)-1], " "), "Exit status: 0 done, 1", "130 interrupted"} {
			if !strings.Contains(out.String(), part) {
				t.Errorf("%v does not say %q", args, part)
			}
		}
	}
}

// TestHelpStatesLimits holds the figures in the help against the code.
func TestHelpStatesLimits(t *testing.T) {
	var out bytes.Buffer
	run(t.Context(), []string{"run", "--help"}, &out, io.Discard)
	for _, limit := range []float64{maxReported, scenario.MaxMeasuredWhole, scenario.MaxAssessed} {
		if want := scenario.Thousands(limit, 0); !strings.Contains(out.String(), want) {
			t.Errorf("the help of run does not say %s", want)
		}
	}
}
