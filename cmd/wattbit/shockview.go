package main

import (
	"cmp"
	"slices"

	"github.com/wattbit/wattbit/cmd/wattbit/report"
	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/shock"
)

// shockView is what shock run prints.
type shockView struct {
	Shock   shockHead  `json:"shock"`
	Placed  placedView `json:"placed"`
	Network shockNet   `json:"network"`
	Hours   []float64  `json:"hours"`
	Samples int        `json:"samples"` // 0 for the median event
	Rows    []shockRow `json:"rows"`
	Lost    []lostView `json:"lost"`
	Sites   []siteView `json:"sites"` // the largest loss at the first hour first
	Parts   partsView  `json:"connected_parts"`
	Landing partsView  `json:"landings_reached"`
	Reach   []reachRow `json:"hub_reach"`
	Failed  []failView `json:"failures"`
	Worst   *worstView `json:"worst_cut"` // null unless the shock asks for it
}

type shockHead struct {
	ID       string         `json:"id"`
	Title    string         `json:"title"`
	Source   string         `json:"source"`
	Evidence atlas.Evidence `json:"evidence"`
	Basis    []basisView    `json:"basis"`
}

type basisView struct {
	Of       string         `json:"of"`
	Source   string         `json:"source"`
	Evidence atlas.Evidence `json:"evidence"`
}

type placedView struct {
	Source       string        `json:"source"`
	Sites        int           `json:"sites"`
	MW           report.Number `json:"mw"`
	UnknownLoads int           `json:"unknown_loads"` // without MW, not counted
	Notes        []string      `json:"notes"`
}

type shockNet struct {
	Nodes       int      `json:"nodes"`
	Spans       int      `json:"spans"`
	InServiceBy int      `json:"in_service_by"`
	Hubs        []string `json:"hubs"`
	Spurs       int      `json:"spurs_a_site"`
	Profile     string   `json:"profile"`
}

// shockRow is survival in one sense: standing, connected, or served in a class.
type shockRow struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Kind      string          `json:"kind"` // total or class
	MW        report.Number   `json:"mw"`
	AnyMW     report.Number   `json:"any_class_mw"`
	BeforeMW  report.Number   `json:"before_mw"`
	MeanMW    []report.Number `json:"mean_mw"`
	LowMW     []report.Number `json:"low_mw"`
	HighMW    []report.Number `json:"high_mw"`
	Share     []report.Number `json:"mean_share"` // of mw; null when there is none
	NotJudged []string        `json:"not_judged"`
}

type lostView struct {
	Hour        float64       `json:"hour"`
	DamagedMW   report.Number `json:"damaged_mw"`
	UnpoweredMW report.Number `json:"unpowered_mw"`
	CutOffMW    report.Number `json:"cut_off_mw"`
	TakenOverMW report.Number `json:"taken_over_mw"`
}

type siteView struct {
	ID      string          `json:"id"`
	Name    string          `json:"name,omitempty"`
	MW      report.Number   `json:"mw"`
	AliveMW []report.Number `json:"alive_mw"`
	Cause   []string        `json:"cause"`
}

type partsView struct {
	Before int       `json:"before"`
	Mean   []float64 `json:"mean"`
}

type reachRow struct {
	Hub    string    `json:"hub"`
	Centre string    `json:"centre"`
	Name   string    `json:"name"`
	Before bool      `json:"before"`
	Share  []float64 `json:"share"`
}

type failView struct {
	Kind  string  `json:"kind"`
	ID    string  `json:"id"`
	Name  string  `json:"name,omitempty"`
	Share float64 `json:"share"`
}

type worstView struct {
	Spurs   bool         `json:"spurs"`
	Steps   []cutView    `json:"steps"`
	Degrees []degreeView `json:"degrees"`
}

type cutView struct {
	Spans    int           `json:"spans"` // allowed
	Cut      []failView    `json:"cut"`
	LostMW   report.Number `json:"lost_mw"`
	AtMostMW report.Number `json:"at_most_mw"`
	Proven   bool          `json:"proven"`
	States   int           `json:"states"`
}

type degreeView struct {
	Site  string        `json:"site"`
	MW    report.Number `json:"mw"`
	Spans *int          `json:"spans"` // null when no cut does it
}

func viewShock(r *shock.Result, placed shock.Placed, b shock.Bits, year int) shockView {
	v := shockView{
		Shock:   shockHead{ID: r.Shock.ID, Title: r.Shock.Title, Source: r.Shock.Source, Evidence: r.Shock.Evidence, Basis: []basisView{}},
		Placed:  placedView{placed.Source, r.Sites, report.Number(r.MW), r.UnknownLoads, append([]string{}, placed.Notes...)},
		Network: shockNet{b.Network.NumNodes(), b.Network.NumSpans(), year, b.Hubs, b.Spurs, b.Profile.Name},
		Hours:   r.Hours, Samples: r.Samples, Parts: partsView(r.Parts), Landing: partsView(r.Landings),
		Rows:  []shockRow{viewRow(r.Standing, "total"), viewRow(r.Connected, "total")},
		Reach: []reachRow{}, Failed: viewFailures(r.Failures), Worst: viewWorst(r.Worst),
	}
	for _, s := range r.Shock.Basis {
		v.Shock.Basis = append(v.Shock.Basis, basisView(s))
	}
	for _, row := range r.Classes {
		v.Rows = append(v.Rows, viewRow(row, "class"))
	}
	for h, c := range r.Causes {
		v.Lost = append(v.Lost, lostView{r.Hours[h], report.Number(c.Damaged), report.Number(c.Unpowered), report.Number(c.CutOff), report.Number(c.TakenOver)})
	}
	for _, s := range r.SiteLosses {
		v.Sites = append(v.Sites, siteView{s.ID, s.Name, report.Number(s.MW), report.Numbers(s.Alive), s.Cause})
	}
	slices.SortStableFunc(v.Sites, func(a, b siteView) int { return cmp.Compare(b.MW-b.AliveMW[0], a.MW-a.AliveMW[0]) })
	for _, h := range r.HubReach {
		v.Reach = append(v.Reach, reachRow{h.Hub, h.Centre, h.CentreName, h.Before, h.Share})
	}
	return v
}

func viewRow(r shock.Row, kind string) shockRow {
	row := shockRow{
		ID: r.ID, Name: r.Name, Kind: kind, MW: report.Number(r.MW), AnyMW: report.Number(r.AnyMW), BeforeMW: report.Number(r.Before),
		MeanMW: report.Numbers(r.Mean), LowMW: report.Numbers(r.Low), HighMW: report.Numbers(r.High), NotJudged: append([]string{}, r.Unjudged...),
	}
	for _, mean := range row.MeanMW {
		row.Share = append(row.Share, mean/row.MW) // NaN without MW
	}
	return row
}

func viewFailures(list []shock.Failure) []failView {
	views := []failView{}
	for _, f := range list {
		views = append(views, failView(f))
	}
	return views
}

func viewWorst(w *shock.WorstCut) *worstView {
	if w == nil {
		return nil
	}
	v := &worstView{Spurs: w.Spurs}
	for _, s := range w.Steps {
		v.Steps = append(v.Steps, cutView{s.Allowed, viewFailures(s.Spans), report.Number(s.LostMW), report.Number(s.AtMostMW), s.Proven, s.States})
	}
	for _, d := range w.Degrees {
		made := degreeView{Site: d.ID, MW: report.Number(d.MW)}
		if !d.Never {
			made.Spans = &d.Spans
		}
		v.Degrees = append(v.Degrees, made)
	}
	return v
}
