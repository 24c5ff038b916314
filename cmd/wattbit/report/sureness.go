package report

import (
	"fmt"
)

// Sureness says how far the ranking depends on weights and figures that are not
// known. Shares are 0 to 1.
type Sureness struct {
	Samples  int      `json:"samples"`
	Prior    string   `json:"prior"`    // what was assumed of the weights
	Spreads  string   `json:"spreads"`  // what was assumed of the figures
	Assessed int      `json:"assessed"` // candidates that were ranked in every sample
	TopK     int      `json:"top_k"`
	Findings []string `json:"findings"`
	Leaders  []Leader `json:"leaders"` // by acceptability
	// Pairs has the share of samples in which a leader is above another, for the
	// first len(Pairs) leaders; the diagonal is missing.
	Pairs   [][]Number `json:"pairs"`
	Tipping []Tipping  `json:"tipping"`
	Tornado Tornado    `json:"tornado"`
	Methods []Method   `json:"methods"`
}

// Leader is one candidate over all samples.
type Leader struct {
	Candidate string `json:"candidate"` // id
	Name      string `json:"name"`
	NameLocal string `json:"name_local"`
	// Place counts from 1 by acceptability; leaders that the samples do not tell
	// apart share one.
	Place    int      `json:"place"`
	Ranks    []Number `json:"ranks"` // shares of the ranks 1 to TopK
	Top      Number   `json:"top"`   // share of the first TopK
	TopError Number   `json:"top_error"`
	// Expected rank, and the ranks that bound the middle 90 %.
	Expected   Number `json:"expected"`
	RankLow    int    `json:"rank_low"`
	RankHigh   int    `json:"rank_high"`
	Confidence Number `json:"confidence"` // first with the weights that speak for it; missing when never first
}

// Tipping is the smallest change of one weight that changes a list.
type Tipping struct {
	Name   string `json:"name"` // of the criterion
	Weight Number `json:"weight"`
	First  Tip    `json:"first"`
	Top    Tip    `json:"top"`
}

// Tip is where a list changes; To is missing where no weight does it.
type Tip struct {
	To  Number `json:"to"`
	Out string `json:"out"` // name of who leaves
	In  string `json:"in"`
}

// Tornado moves one weight or figure of a candidate at a time.
type Tornado struct {
	Name  string `json:"name"`
	Score Number `json:"score"` // as things stand, 0 to 100
	Bars  []Bar  `json:"bars"`  // longest first
}

// Bar is one input of a tornado.
type Bar struct {
	Name     string `json:"name"`
	Moves    string `json:"moves"`  // "16.0–21.8 JPY/kWh"
	Figure   bool   `json:"figure"` // else a weight
	Low      Number `json:"low"`    // scores at the two ends
	High     Number `json:"high"`
	RankLow  int    `json:"rank_low"`
	RankHigh int    `json:"rank_high"`
}

// Method is another method's ranking against this one.
type Method struct {
	Title     string `json:"title"`
	Source    string `json:"source"`
	Asked     int    `json:"asked"` // how many candidates
	First     string `json:"first"` // name of who it ranks first
	SameFirst bool   `json:"same_first"`
	SameTop   int    `json:"same_top"`
	WS        Number `json:"ws"`
	Spearman  Number `json:"weighted_spearman"`
	KendallB  Number `json:"kendall_tau_b"`
	Reversal  string `json:"reversal"` // whether a newcomer can change its order
	Refused   string `json:"refused"`  // why it does not apply, empty when it does
}

func (d *Data) checkSure() error {
	s := d.Sure
	if s == nil {
		return nil
	}
	ids := map[string]bool{}
	for i := range d.Candidates {
		ids[d.Candidates[i].ID] = true
	}
	for _, l := range s.Leaders {
		if !ids[l.Candidate] {
			return fmt.Errorf("leader %q is not in the list of candidates", l.Candidate)
		}
		if len(l.Ranks) != s.TopK {
			return fmt.Errorf("leader %q: %d shares of ranks, expected %d", l.Candidate, len(l.Ranks), s.TopK)
		}
		if l.RankLow < 1 || l.RankHigh < l.RankLow {
			return fmt.Errorf("leader %q: ranks %d to %d, expected them to rise from 1", l.Candidate, l.RankLow, l.RankHigh)
		}
		for _, share := range append([]Number{l.Top}, l.Ranks...) {
			if !(share >= 0 && share <= 1) {
				return fmt.Errorf("leader %q: share %v, expected 0 to 1", l.Candidate, share)
			}
		}
	}
	for _, row := range s.Pairs {
		if len(row) != len(s.Pairs) || len(row) > len(s.Leaders) {
			return fmt.Errorf("pairs: %d of %d, expected a square of at most %d leaders", len(row), len(s.Pairs), len(s.Leaders))
		}
	}
	return nil
}
