package report

import "fmt"

// RuleMatrix holds the best candidates against packs of published rules.
type RuleMatrix struct {
	Packs []RulePack `json:"packs"`
	Rows  []RuleRow  `json:"rows"`
}

// RulePack is the rules of one issuer.
type RulePack struct {
	ID     string     `json:"id"` // short, heads a column
	Title  string     `json:"title"`
	Source string     `json:"source"`
	Note   string     `json:"note"` // what it leaves out, may be empty
	Rules  []RuleLine `json:"rules"`
}

// RuleLine is one rule with how many of the rows are in which state.
type RuleLine struct {
	Title    string   `json:"title"`
	Limit    string   `json:"limit"` // "at most 1.25"; empty when no figure is tested
	Measures string   `json:"measures"`
	Source   string   `json:"source"`
	Evidence Evidence `json:"evidence"` // of the limit
	Pass     int      `json:"pass"`
	Fail     int      `json:"fail"`
	Unknown  int      `json:"unknown"`
}

// RuleRow is one candidate.
type RuleRow struct {
	Candidate string     `json:"candidate"` // id
	Rank      int        `json:"rank"`
	Name      string     `json:"name"`
	NameLocal string     `json:"name_local"`
	Cells     []RuleCell `json:"cells"` // one a pack
}

// RuleCell is what a pack says of a candidate.
type RuleCell struct {
	State State  `json:"state"`
	Short string `json:"short"` // "PUE 1.3 +1": the first failing figure and how many more; may be empty
	Text  string `json:"text"`  // every failing figure and what is missing
}

func rulesContent(d *Data) any {
	if d.Rules == nil || len(d.Rules.Packs) == 0 || len(d.Rules.Rows) == 0 {
		return nil
	}
	return d.Rules
}

func (d *Data) checkRules() error {
	if d.Rules == nil {
		return nil
	}
	ids := map[string]bool{}
	for i := range d.Candidates {
		ids[d.Candidates[i].ID] = true
	}
	for _, row := range d.Rules.Rows {
		if !ids[row.Candidate] {
			return fmt.Errorf("rules: candidate %q is not in the list of candidates", row.Candidate)
		}
		if len(row.Cells) != len(d.Rules.Packs) {
			return fmt.Errorf("rules: candidate %q: %d cells, expected %d", row.Candidate, len(row.Cells), len(d.Rules.Packs))
		}
		for k, cell := range row.Cells {
			if cell.State != Pass && cell.State != Fail && cell.State != Unknown {
				return fmt.Errorf("rules: candidate %q, pack %q: state %q, expected pass, fail or unknown", row.Candidate, d.Rules.Packs[k].ID, cell.State)
			}
		}
	}
	return nil
}
