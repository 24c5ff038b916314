package report

import "testing"

func TestAreasListTheBestThatPassesOfEach(t *testing.T) {
	candidate := func(id, area string, rank int, state State) Candidate {
		return Candidate{ID: id, Area: area, Rank: rank, Gates: []State{state}}
	}
	d := &Data{Gates: []Gate{{ID: "g", Name: "g"}}, Candidates: []Candidate{
		candidate("second", "east", 2, Pass), candidate("open", "west", 1, Unknown),
		candidate("first", "east", 1, Pass), candidate("third", "west", 3, Pass),
		candidate("failed", "north", 0, Fail), candidate("nowhere", "", 1, Pass),
	}}
	rows := areasContent(d).(rankingView).Rows
	if len(rows) != 2 || rows[0].ID != "first" || rows[1].ID != "third" {
		t.Errorf("got %+v, want first of the east and third of the west", rows)
	}
	d.Candidates = d.Candidates[:1]
	if got := areasContent(d); got != nil {
		t.Errorf("one area alone gives %v, want no section", got)
	}
}
