package report

// A section is one part of the page. Its markup is templates/<id>.html, which
// defines a template named by the id; its behaviour, if any, is assets/js/<id>.js.
type section struct {
	id    string
	nav   string // in the bar at the top; empty for none
	title string
	// content returns what the template shows, nil to leave the section out.
	content func(*Data) any
}

// sections lists the parts of the page in reading order.
var sections = []section{
	{"headline", "Brief", "In brief", headlineContent},
	{"plan", "Plan", "The joint plan", planContent},
	{"plantime", "Timeline", "MW asked and energised, by power area", timeContent},
	{"planapart", "Apart", "Planning together against planning apart", planMethodsContent},
	{"swap", "Swap", "Line against fiber", swapContent},
	{"concentration", "", "Concentration before and after", concentrationContent},
	{"plansites", "", "The sites of the plan", planSitesContent},
	{"fronts", "Front", "What less of a measure costs", frontsContent},
	{"alternatives", "Alternatives", "Plans that cost little more", alternativesContent},
	{"meaning", "Meaning", "What this plan means", meaningContent},
	{"compare", "Compare", "What differs, and why", comparisonContent},
	{"sweep", "Sweep", "The variants", sweepContent},
	{"gates", "Gates", "What the gates leave", gatesContent},
	{"map", "Map", "The map", mapContent},
	{"ranking", "Ranking", "The ranking", rankingContent},
	{"areas", "Areas", "The best of each power area", areasContent},
	{"latency", "Latency", "Round trips and routes", latencyContent},
	{"balance", "Balance", "Watts against bits", balanceContent},
	{"criteria", "Score", "How the score is made", criteriaContent},
	{"surprises", "Surprises", "What may surprise", surprisesContent},
	{"sure", "How sure", "How sure it is", sureContent},
	{"rules", "Rules", "Against published rules", rulesContent},
	{"provenance", "Evidence", "What it stands on", provenanceContent},
	{"repeat", "Repeat", "How to repeat it", repeatContent},
}

func headlineContent(d *Data) any { return d }

// aside tells a page of a command that ranks nothing itself: it shows its own part
// and no empty ranking.
func (d *Data) aside() bool {
	part := len(d.Fronts) > 0 || d.Alternatives != nil || d.Comparison != nil || d.Sweep != nil
	return part && d.Considered == 0 && len(d.Candidates) == 0
}

func mapContent(d *Data) any {
	if len(d.Candidates) == 0 && len(d.Outlines) == 0 {
		return nil
	}
	return d
}

func balanceContent(d *Data) any {
	for _, c := range d.Candidates {
		if c.WattScore.Known() && c.BitScore.Known() {
			return d
		}
	}
	return nil
}

// skipTo is the section that a reader of many pages looks for first.
func skipTo(filled []filledSection) filledSection {
	first := filled[0]
	for _, s := range filled {
		if s.ID == "ranking" {
			return s
		}
		if first.ID == "headline" {
			first = s
		}
	}
	return first
}

func repeatContent(d *Data) any { return d.Repeat }
