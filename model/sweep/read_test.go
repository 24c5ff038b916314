package sweep_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wattbit/wattbit/model/sweep"
)

func texts(rows []sweep.Row) []string {
	var out []string
	for _, r := range rows {
		text := r.Name + ":"
		for _, s := range r.Settings {
			text += " " + s.String()
		}
		out = append(out, text)
	}
	return out
}

func TestGridAndProduct(t *testing.T) {
	rows := grid(t, `candidates.regions=[hokkaido, tohoku],[kyushu]`, `title="a, b",c`)
	want := []string{`: candidates.regions=[hokkaido, tohoku] title="a, b"`, `: candidates.regions=[hokkaido, tohoku] title=c`,
		`: candidates.regions=[kyushu] title="a, b"`, `: candidates.regions=[kyushu] title=c`}
	if diff := cmp.Diff(want, texts(rows)); diff != "" {
		t.Errorf("grid (-want +got):\n%s", diff)
	}
	both, err := sweep.Product([]sweep.Row{{Name: "x"}, {}}, grid(t, "site.mw=1,2"))
	if diff := cmp.Diff([]string{"x-1: site.mw=1", "x-2: site.mw=2", ": site.mw=1", ": site.mw=2"}, texts(both)); diff != "" || err != nil {
		t.Errorf("product, error %v (-want +got):\n%s", err, diff)
	}
	if diff := cmp.Diff([]string{":"}, texts(grid(t))); diff != "" {
		t.Errorf("a grid without axes:\n%s", diff)
	}
}

func TestAxisRefused(t *testing.T) {
	for text, want := range map[string]string{
		"site.mw": "expected key=value", "=3": "expected key=value", "site.mw=1,,2": "a value is empty", "site.mw=": "a value is empty",
		"a=[1,2": `expected ']'`, "a=1]": `']' closes nothing`, `a="x`: "is not closed",
	} {
		if _, err := sweep.ParseAxis(text); !errors.Is(err, sweep.ErrVariants) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	if _, err := sweep.Grid([]sweep.Axis{{Key: "a", Values: []string{"1"}}, {Key: "a", Values: []string{"2"}}}); err == nil || !strings.Contains(err.Error(), "a is given twice") {
		t.Errorf("one key twice: %v", err)
	}
	long := make([]string, 400)
	if _, err := sweep.Grid([]sweep.Axis{{Key: "a", Values: long}, {Key: "b", Values: long}}); err == nil || !strings.Contains(err.Error(), fmt.Sprint(400*400)) {
		t.Errorf("a huge grid: %v", err)
	}
}

func TestReadList(t *testing.T) {
	want := []string{"low: site.mw=20 candidates.regions=[\"hokkaido\", \"tohoku\"]", "high: site.mw=1e2 fiber.profile=apn", ": gates.volcano=null"}
	rows, err := sweep.ReadList(save(t, "l.yaml", `
- {variant: low, site.mw: 20, candidates.regions: [hokkaido, tohoku]}
- variant: high
  site.mw: 1e2
  fiber.profile: apn
- gates.volcano: null
`))
	if diff := cmp.Diff(want, texts(rows)); diff != "" || err != nil {
		t.Errorf("YAML, error %v (-want +got):\n%s", err, diff)
	}
	rows, err = sweep.ReadList(save(t, "l.csv", "site.mw,variant,candidates.regions\n20,low,\"[hokkaido, tohoku]\"\n,,[kyushu]\n"))
	if diff := cmp.Diff([]string{"low: site.mw=20 candidates.regions=[hokkaido, tohoku]", ": candidates.regions=[kyushu]"}, texts(rows)); diff != "" || err != nil {
		t.Errorf("CSV, error %v (-want +got):\n%s", err, diff)
	}
}

func TestReadListRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"l.csv", "", "a header line"},
		{"l.csv", "site.mw\n", "no variant in it"},
		{"l.csv", "site.mw,\n1,2\n", "a column has no name"},
		{"l.csv", "site.mw,site.mw\n1,2\n", "each column once"},
		{"l.csv", "site.mw\n1,2\n", "2 cells"},
		{"l.yaml", "site.mw: 3\n", "no list"},
		{"l.yaml", "- 3\n", "l.yaml:1: found 3; expected a mapping"},
		{"l.yaml", "- {site.mw: 3}\n- {site.mw: 3\n", "l.yaml"},
		{"l.yaml", "[]\n", "no variant in it"},
		{"l.txt", "x", `ends with ".txt"`},
	} {
		if _, err := sweep.ReadList(save(t, c.name, c.text)); !errors.Is(err, sweep.ErrVariants) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v, want %s", c.name, c.text, err, c.want)
		}
	}
	if _, err := sweep.ReadList(t.TempDir() + "/none.csv"); err == nil {
		t.Error("a file that is not there is read")
	}
	list := save(t, "bad.csv", "site.mw\n20\n-5\n")
	rows, err := sweep.ReadList(list)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sweep.New(t.Context(), version, base(t), rows); !errors.Is(err, sweep.ErrVariants) || !strings.Contains(err.Error(), list+":3: 2: ") {
		t.Errorf("a wrong row of a list: %v", err)
	}
}

func FuzzParseAxis(f *testing.F) {
	for _, text := range []string{"a=1,2", `a=[1,"]"],{x: 'y'}`, "a=,", "a=]"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		axis, err := sweep.ParseAxis(text)
		if err != nil {
			return
		}
		again, err := sweep.ParseAxis(axis.Key + "=" + strings.Join(axis.Values, ","))
		if diff := cmp.Diff(axis, again); diff != "" || err != nil {
			t.Errorf("%q read again, error %v:\n%s", text, err, diff)
		}
	})
}
