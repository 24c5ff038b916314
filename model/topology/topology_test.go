package topology_test

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/model/topology"
)

// at places x and y in steps of about a kilometre near 140°E 36°N.
func at(x, y float64) orb.Point { return orb.Point{140 + x/90, 36 + y/111} }

func line(id string, kv float64, points ...orb.Point) topology.Line {
	return topology.Line{ID: id, Name: id, KV: kv, Path: points}
}

func site(id string, p orb.Point, kv ...float64) topology.Site {
	return topology.Site{ID: id, Name: id, Location: p, VoltagesKV: kv}
}

func build(t *testing.T, lines []topology.Line, sites []topology.Site, o topology.Options) *topology.Topology {
	t.Helper()
	got, err := topology.Build(lines, sites, o)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// wiring is the network in a few words: its corridors and transformers.
func wiring(got *topology.Topology) string {
	var words []string
	for _, c := range got.Corridors {
		words = append(words, c.ID+" x"+string(rune('0'+c.Circuits)))
	}
	for _, x := range got.Transformers {
		words = append(words, x.ID+" T")
	}
	return strings.Join(words, ", ")
}

var three = []topology.Site{site("a", at(0, 0), 275, 154), site("b", at(20, 0), 275), site("c", at(10, 10), 275, 154)}

func TestBuild(t *testing.T) {
	two := topology.Options{DefaultCircuits: func(float64) int { return 2 }}
	classes := topology.Options{ClassesKV: []float64{154, 275}}
	for _, c := range []struct {
		name  string
		lines []topology.Line
		opt   topology.Options
		want  string
	}{
		{"pieces merge through pole joints", []topology.Line{line("1", 275, at(0.2, 0), at(5, 0)), line("2", 275, at(12, 0), at(5, 0)), line("3", 275, at(12, 0), at(19.5, 0))},
			two, "a@275~b@275 x2"},
		{"parallel lines stay two", []topology.Line{line("1", 275, at(0, 0), at(10, 1), at(20, 0)), line("2", 275, at(0, 0), at(10, -1), at(20, 0))},
			two, "a@275~b@275 x2, a@275~b@275#2 x2"},
		{"lines that cross are not joined", []topology.Line{line("1", 275, at(0, 0), at(20, 0)), line("2", 275, at(10, 10), at(10, -10))},
			two, "a@275~b@275 x2, c@275~joint@275:140.1111:35.9099 x2"},
		{"a tee is a bus", []topology.Line{line("1", 275, at(0, 0), at(20, 0)), line("2", 275, at(10, 10), at(10, 0.05))},
			two, "a@275~joint@275:140.1111:36.0005 x2, b@275~joint@275:140.1111:36.0005 x2, c@275~joint@275:140.1111:36.0005 x2"},
		{"a tee of another voltage is none", []topology.Line{line("1", 275, at(0, 0), at(20, 0)), line("2", 154, at(10, 10), at(10, 0.05))},
			two, "a@275~b@275 x2, c@154~joint@154:140.1111:36.0005 x2"},
		{"a loose end snaps to another", []topology.Line{line("1", 275, at(0, 0), at(9.97, 0)), line("2", 275, at(10.03, 0), at(20, 0))},
			two, "a@275~b@275 x2"},
		{"a gap too wide stays", []topology.Line{line("1", 275, at(0, 0), at(9, 0)), line("2", 275, at(11, 0), at(20, 0))},
			two, "a@275~joint@275:140.1000:36.0000 x2, b@275~joint@275:140.1222:36.0000 x2"},
		{"a short stub is dropped", []topology.Line{line("1", 275, at(0, 0), at(10, 0)), line("2", 275, at(10, 0), at(20, 0)), line("3", 275, at(10, 0), at(10, 0.8))},
			two, "a@275~b@275 x2"},
		{"two voltages get a transformer", []topology.Line{line("1", 275, at(0, 0), at(20, 0)), line("2", 154, at(0, 0), at(10, 10))},
			two, "a@154~c@154 x2, a@275~b@275 x2, a@275~a@154 T"},
		{"a line drawn through a station ends there", []topology.Line{line("1", 275, at(0, 0), at(9.9, 10), at(20, 0))},
			two, "a@275~c@275 x2, b@275~c@275 x2"},
		{"a malformed voltage is repaired, an unknown one dropped", []topology.Line{line("1", 15400066, at(0, 0), at(10, 10)), line("2", 250, at(0, 0), at(20, 0))},
			classes, "a@154~c@154 x1"},
	} {
		got := wiring(build(t, c.lines, three, c.opt))
		if want := fix(c.want); fix(got) != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// fix leaves the exact place of joints out of the comparison.
func fix(s string) string {
	var words []string
	for _, w := range strings.Split(s, ", ") {
		for {
			i := strings.Index(w, "joint@")
			if i < 0 {
				break
			}
			end := i + len("joint@") + strings.IndexAny(w[i+len("joint@"):]+" ", "~ #")
			w = w[:i] + "J" + w[end:]
		}
		words = append(words, w)
	}
	return strings.Join(words, ", ")
}
