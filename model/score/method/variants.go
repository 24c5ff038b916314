package method

// Variant is a method with a fixed choice of its parameters.
type Variant struct {
	// ID is what a command line names it by.
	ID, Title string
	Method    Method
	// DependsOnSet: adding a candidate may change the order of the others.
	DependsOnSet bool
	// Pairwise: the method compares all pairs and takes short lists only.
	Pairwise bool
	// Sorting: the scores are ordered categories, 0 the worst.
	Sorting bool
	// NeedsBounds: the problem must declare the range of every criterion.
	NeedsBounds bool
	// Ratio: figures must be of a ratio scale, above 0 (costs) or 0 and above.
	Ratio bool
	// Source is where the method was published.
	Source string
}

// Variants lists every method with its default parameters.
func Variants() []Variant {
	return []Variant{
		{ID: "wsm", Title: "Weighted sum, declared ranges", Method: WSM{Declared}, NeedsBounds: true, Source: "Fishburn 1967; Keeney & Raiffa 1976"},
		{ID: "wsm-minmax", Title: "Weighted sum, min–max", Method: WSM{MinMax}, DependsOnSet: true, Source: "Fishburn 1967"},
		{ID: "wsm-vector", Title: "Weighted sum, vector", Method: WSM{Vector}, DependsOnSet: true, Source: "Fishburn 1967"},
		{ID: "wsm-sum", Title: "Weighted sum, sum", Method: WSM{Sum}, DependsOnSet: true, Ratio: true, Source: "Fishburn 1967"},
		{ID: "wsm-z", Title: "Weighted sum, z-score", Method: WSM{ZScore}, DependsOnSet: true, Source: "Fishburn 1967"},
		{ID: "wsm-percentile", Title: "Weighted sum, percentiles", Method: WSM{Percentile}, DependsOnSet: true, Source: "Fishburn 1967"},
		{ID: "wpm", Title: "Weighted product, ratios", Method: WPM{Ratio}, DependsOnSet: true, Ratio: true, Source: "Miller & Starr 1969"},
		{ID: "wpm-sum", Title: "Weighted product, sum", Method: WPM{Sum}, DependsOnSet: true, Ratio: true, Source: "Miller & Starr 1969"},
		{ID: "waspas", Title: "WASPAS, λ 0.5", Method: WASPAS{}, DependsOnSet: true, Ratio: true, Source: "Zavadskas et al. 2012"},
		{ID: "topsis", Title: "TOPSIS, vector", Method: TOPSIS{Vector}, DependsOnSet: true, Source: "Hwang & Yoon 1981"},
		{ID: "topsis-minmax", Title: "TOPSIS, min–max", Method: TOPSIS{MinMax}, DependsOnSet: true, Source: "Opricovic & Tzeng 2004"},
		{ID: "topsis-declared", Title: "TOPSIS, declared ranges and ideals", Method: TOPSIS{Declared}, NeedsBounds: true, Source: "García-Cascales & Lamata 2012"},
		{ID: "vikor", Title: "VIKOR, v 0.5", Method: VIKOR{}, DependsOnSet: true, Source: "Opricovic & Tzeng 2004"},
		{ID: "promethee", Title: "PROMETHEE II, usual", Method: PROMETHEE{}, DependsOnSet: true, Source: "Brans, Vincke & Mareschal 1986"},
		{ID: "electre-1", Title: "ELECTRE I, kernel", Method: ELECTRE1{}, DependsOnSet: true, Pairwise: true, Ratio: true, Source: "Roy 1968"},
		{ID: "electre-3", Title: "ELECTRE III, mean position", Method: ELECTRE3{}, DependsOnSet: true, Pairwise: true, Source: "Roy 1978"},
		{ID: "electre-tri", Title: "ELECTRE TRI-B, pessimistic, thirds", Method: ELECTRETri{}, Sorting: true, NeedsBounds: true, Source: "Yu 1992"},
		{ID: "mr-sort", Title: "MR-Sort, majority 0.5, thirds", Method: MRSort{}, Sorting: true, NeedsBounds: true, Source: "Leroy, Mousseau & Pirlot 2011"},
		{ID: "copras", Title: "COPRAS", Method: COPRAS{}, DependsOnSet: true, Ratio: true, Source: "Zavadskas et al. 1994"},
		{ID: "edas", Title: "EDAS", Method: EDAS{}, DependsOnSet: true, Ratio: true, Source: "Keshavarz Ghorabaee et al. 2015"},
		{ID: "marcos", Title: "MARCOS", Method: MARCOS{}, DependsOnSet: true, Ratio: true, Source: "Stević et al. 2020"},
		{ID: "codas", Title: "CODAS, τ 0.02", Method: CODAS{}, DependsOnSet: true, Ratio: true, Source: "Keshavarz Ghorabaee et al. 2016"},
		{ID: "spotis", Title: "SPOTIS", Method: SPOTIS{}, NeedsBounds: true, Source: "Dezert et al. 2020"},
		{ID: "comet", Title: "COMET, ends of the declared ranges", Method: COMET{}, NeedsBounds: true, Source: "Sałabun 2015"},
		{ID: "owa", Title: "OWA, leaning to the worst", Method: OWA{}, NeedsBounds: true, Source: "Yager 1988"},
		{ID: "choquet", Title: "Choquet, 2-additive, no interaction", Method: Choquet2{}, NeedsBounds: true, Source: "Grabisch 1997"},
	}
}

// VariantByID returns a variant of that id.
func VariantByID(id string) (Variant, bool) {
	for _, v := range Variants() {
		if v.ID == id {
			return v, true
		}
	}
	return Variant{}, false
}
