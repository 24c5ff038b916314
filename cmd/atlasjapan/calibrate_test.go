package main

import (
	"math"
	"slices"
	"testing"
)

func TestLineKey(t *testing.T) {
	for name, want := range map[string][]string{
		"福島幹線(山)":    {"福島幹"},
		"山　家　線":      {"山家"},
		"京浜線1,2号線":   {"京浜"},
		"京浜線1/2L":    {"京浜"},
		"新座線 / 下清戸線": {"新座", "下清戸"},
		"蔵王幹線;秋柴線":   {"蔵王幹", "秋柴"},
		"東京南線３，４号線":  {"東京南"},
		"佐久間東幹線（山線）1L【増強後廃線】": {"佐久間東幹"},
	} {
		if got := lineKeys(name); !slices.Contains(got, want[0]) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	list := []match{
		{observed: observed{mw: 100, meanMW: 60}, how: "name", modelMW: -50, signed: true},
		{observed: observed{mw: 200, meanMW: -90}, how: "ends", modelMW: -100, signed: true},
		{observed: observed{mw: 300, meanMW: 5}, how: "name", modelMW: 900, signed: true},
		{observed: observed{mw: 400}, how: "name", modelMW: 400},
		{observed: observed{mw: 5}, how: "name", modelMW: 400},
		{observed: observed{mw: 500}},
	}
	g := compare(list)
	if g.lines != 6 || g.matched != 5 || g.directed != 2 || g.direction != 0.5 || g.total != 1.45 || g.ratio != 1 || g.withinTwo != 0.75 {
		t.Errorf("got %+v", g)
	}
	if math.Abs(g.rank-0.8) > 1e-12 { // ranks 0 1 3 2 and 0 1 2 3
		t.Errorf("rank correlation %g, want 0.8", g.rank)
	}
}

// TestMarket: the cheap area fills the tie before the dear one runs.
func TestMarket(t *testing.T) {
	m := &market{areas: []string{"a", "b"}, node: map[string]int{"a": 0, "b": 1}, out: make([][]int, 4)}
	m.add(0, 3, 100, 0)
	m.add(1, 3, 100, 0)
	cheap, dear, tie := m.add(2, 0, 180, 5), m.add(2, 1, 500, 50), m.add(0, 1, 60, tieCost)
	m.clear()
	if m.flow(cheap) != 160 || m.flow(dear) != 40 || m.flow(tie) != 60 {
		t.Errorf("got %g, %g and %g over the tie", m.flow(cheap), m.flow(dear), m.flow(tie))
	}
}
