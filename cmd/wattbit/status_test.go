package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestExitStatus holds that what is wrong with flags, arguments or settings is
// told from work that could not be done and from what a check found.
func TestExitStatus(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"bad.yaml": "name: bad\nsite: {mw: -1}\n", "far.csv": "id,lon,lat,mw\na,2.35,48.85,5\n", "loads.csv": "bus,mw\nnowhere,5\n", "plain": "name: plain\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const sets = " --set "
	for command, want := range map[string]int{
		"":                           exitOK,
		"run --bogus":                exitUsage,
		"run a b":                    exitUsage,
		"nonsense":                   exitUsage,
		"run nosuch":                 exitUsage,
		"run nosuch.yaml":            exitFailed,
		"run plain":                  exitUsage,
		"run bad.yaml":               exitFailed,
		"scenario check bad.yaml":    exitFindings,
		"scenario check nosuch.yaml": exitFailed,
		"scenario show nosuch":       exitUsage,
		"scenario show japan -o /nonexistent/x.yaml":  exitFailed,
		"rules show nosuch":                           exitUsage,
		"rules check --pack nosuch":                   exitUsage,
		"rules check --pack none.yaml":                exitFailed,
		"shock show nosuch":                           exitUsage,
		"shock run nosuch":                            exitUsage,
		"shock run nankai --hub nowhere":              exitUsage,
		"shock run nankai --in-service-by 1900":       exitUsage,
		"shock run nankai --placed none.csv":          exitFailed,
		"shock run nankai --placed far.csv":           exitFailed,
		"shock run fiber-cut --samples 5":             exitUsage,
		"score --workers 0":                           exitUsage,
		"score --weights nosuch":                      exitUsage,
		"score --weights roc:nosuch":                  exitUsage,
		"score --weights none.csv":                    exitFailed,
		"score --method nosuch":                       exitUsage,
		"score --candidates none.csv":                 exitFailed,
		"score" + sets + "site.mw":                    exitUsage,
		"score" + sets + "site.mw=-1":                 exitUsage,
		"score" + sets + "candidates.regions=[Tokio]": exitUsage,
		"plan" + sets + "plan.policy.budget_bjpy=0":   exitUsage,
		"plan" + sets + "plan.policy.metro_from=9999": exitUsage,
		"plan --time-limit -1":                        exitUsage,
		"plan --solver nosuch":                        exitUsage,
		"plan --mps x -o y":                           exitUsage,
		"chance --samples 0":                          exitUsage,
		"atlas show nosuch":                           exitUsage,
		"atlas check --atlas nosuch":                  exitFailed,
		"fiber route otemach dojima":                  exitUsage,
		"fiber route hub-otemachi hub-otemachi":       exitUsage,
		"fiber info --fail-group x":                   exitUsage,
		"fiber info --in-service-by 3000":             exitUsage,
		"fiber info --network none.json":              exitFailed,
		"grid connect Nowherecity":                    exitUsage,
		"grid connect 500,3":                          exitUsage,
		"grid flow --year 1066":                       exitUsage,
		"grid flow --atlas nowhere":                   exitFailed,
		"grid joint --load nowhere=5":                 exitUsage,
		"grid joint --loads loads.csv":                exitFailed,
	} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), strings.Fields(command), &stdout, &stderr); code != want {
			t.Errorf("wattbit %s: status %d, want %d: %s", command, code, want, &stderr)
		}
		if strings.Contains(stderr.String(), "usage: ") {
			t.Errorf("wattbit %s: %s", command, &stderr)
		}
	}
}
