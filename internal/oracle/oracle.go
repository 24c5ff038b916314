// Package oracle lets tests find the published and independently computed
// reference results that live beside the project, never inside it.
package oracle

import (
	"os"
	"path/filepath"
	"testing"
)

// Env names the environment variable that points at the reference folder.
const Env = "WATTBIT_ORACLES"

// Path returns the path of a reference file or folder, and skips the test with
// a message when it is not there. The folder is $WATTBIT_ORACLES, else
// ../shared/oracles beside the project's root.
func Path(tb testing.TB, elem ...string) string {
	tb.Helper()
	return need(tb, root(tb, Env, "oracles"), elem)
}

// FactsEnv names the environment variable that points at the fact sheets from
// which the built-in atlas is derived.
const FactsEnv = "WATTBIT_FACTS"

// Facts returns the path of a fact sheet or folder, and skips the test with a
// message when it is not there. The folder is $WATTBIT_FACTS, else
// ../shared/facts beside the project's root.
func Facts(tb testing.TB, elem ...string) string {
	tb.Helper()
	return need(tb, root(tb, FactsEnv, "facts"), elem)
}

func need(tb testing.TB, root string, elem []string) string {
	tb.Helper()
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("reference data not here: %v", err)
	}
	return path
}

func root(tb testing.TB, env, name string) string {
	tb.Helper()
	if dir := os.Getenv(env); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared", name)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Skipf("no go.mod above the test: set %s", env)
		}
		dir = parent
	}
}
