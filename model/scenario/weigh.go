package scenario

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/wattbit/wattbit/data/judgement"
	"github.com/wattbit/wattbit/model/score"
	"github.com/wattbit/wattbit/model/score/weight"
)

// ErrWeights is wrapped by every error about a way to weigh that cannot be used.
var ErrWeights = errors.New("weights")

// ErrWeighText is the ErrWeights of a text that is wrong by itself: no file or
// figure is at fault.
var ErrWeighText = fmt.Errorf("%w", ErrWeights)

// WeighHelp says what Weigh understands.
const WeighHelp = "a preset, equal, roc:ORDER, ranksum:ORDER, reciprocal:ORDER (criteria or groups, most important first, joined by commas), " +
	"ahp:FILE, bwm:FILE, entropy, critic, merec, or a CSV file with the columns criterion and weight, optionally low and high"

// Weigh returns the scenario with other weights, by criterion, and the notes
// that a reader of its result must see: see WeighHelp. Judgements may be about all
// criteria or about all groups; a group's weight is split by the shares of its
// criteria.
func (s *Scenario) Weigh(ctx context.Context, how string) (*Scenario, error) {
	if _, ok := score.PresetByID(how); ok {
		out := *s
		out.Weights = Weights{Preset: how}
		return &out, nil
	}
	w, err := s.weigh(ctx, how)
	if err != nil {
		kind := ErrWeights
		if isText(how) {
			kind = ErrWeighText
		}
		return nil, fmt.Errorf("%w %q: %w", kind, how, err)
	}
	out := *s
	out.Weights = Weights{Preset: s.Weights.Preset, Criteria: w.criteria, Source: w.source, Notes: w.notes}
	if found := out.weightProblems(); len(found) > 0 {
		return nil, fmt.Errorf("%w %q: %s", ErrWeights, how, found[0].message)
	}
	return &out, nil
}

// isText tells a way to weigh that needs neither a file nor figures.
func isText(how string) bool {
	kind, _, _ := strings.Cut(how, ":")
	return !isWeightFile(how) && !slices.Contains([]string{"ahp", "bwm", "entropy", "critic", "merec"}, kind)
}

func isWeightFile(how string) bool {
	return strings.HasSuffix(how, ".csv") || strings.ContainsAny(how, `/\`)
}

// weighing is what a way to weigh says.
type weighing struct {
	criteria map[string]CriterionWeight
	source   string
	notes    []string
}

func (s *Scenario) weigh(ctx context.Context, how string) (weighing, error) {
	kind, rest, _ := strings.Cut(how, ":")
	switch kind {
	case "equal":
		ids := slices.Sorted(maps.Keys(s.Criteria))
		return s.judged(ids, weight.Equal(len(ids)), "equal weights")
	case "roc":
		return s.ordered(rest, weight.ROC, "rank-order centroids (Barron & Barrett 1996)")
	case "ranksum":
		return s.ordered(rest, weight.RankSum, "rank sums (Stillwell et al. 1981)")
	case "reciprocal":
		return s.ordered(rest, weight.RankReciprocal, "rank reciprocals (Stillwell et al. 1981)")
	case "ahp":
		return s.compared(rest)
	case "bwm":
		return s.bestWorst(rest)
	case "entropy", "critic", "merec":
		return s.fromData(ctx, kind)
	}
	if !isWeightFile(how) {
		var presets []string
		for _, p := range score.Presets() {
			presets = append(presets, p.ID)
		}
		return weighing{}, fmt.Errorf("expected %s; presets are %s", WeighHelp, strings.Join(presets, ", "))
	}
	return s.fromFile(how)
}

// judged weighs all criteria, or all groups, on their declared ranges.
func (s *Scenario) judged(ids []string, weights []float64, source string) (weighing, error) {
	isGroup, err := s.level(ids)
	if err != nil {
		return weighing{}, err
	}
	known := slices.Sorted(maps.Keys(s.Criteria))
	if isGroup {
		known = s.groups()
	}
	for _, id := range known {
		if !slices.Contains(ids, id) {
			return weighing{}, fmt.Errorf("%q is missing; expected each of %s", id, strings.Join(known, ", "))
		}
	}
	w := weighing{criteria: s.spreadOut(ids, weights, isGroup), source: source}
	for id, own := range w.criteria {
		function, err := s.Criteria[id].Value.Compile()
		if err != nil {
			return weighing{}, err
		}
		low, high := function.Range()
		w.criteria[id] = CriterionWeight{own.Weight, []float64{low, high}}
	}
	return w, nil
}

// level tells groups from criteria. Where a name is both, it is a criterion when
// all names are criteria.
func (s *Scenario) level(ids []string) (isGroup bool, err error) {
	notCriterion := slices.IndexFunc(ids, func(id string) bool { _, ok := s.Criteria[id]; return !ok })
	if notCriterion < 0 {
		return false, nil
	}
	groups := s.groups()
	notGroup := slices.IndexFunc(ids, func(id string) bool { return !slices.Contains(groups, id) })
	if notGroup < 0 {
		return true, nil
	}
	unknown := ids[notCriterion]
	if slices.Contains(groups, unknown) {
		unknown = ids[notGroup]
	}
	return false, fmt.Errorf("%q; expected criteria (%s) or groups (%s)", unknown,
		strings.Join(slices.Sorted(maps.Keys(s.Criteria)), ", "), strings.Join(groups, ", "))
}

// spreadOut gives criteria their weights; those of a group share its weight.
func (s *Scenario) spreadOut(ids []string, weights []float64, isGroup bool) map[string]CriterionWeight {
	out := map[string]CriterionWeight{}
	for i, id := range ids {
		if !isGroup {
			out[id] = CriterionWeight{Weight: weights[i]}
			continue
		}
		var members []string
		sum := 0.0
		for _, member := range slices.Sorted(maps.Keys(s.Criteria)) {
			if s.Criteria[member].Group == id {
				members, sum = append(members, member), sum+s.Criteria[member].Share
			}
		}
		for _, member := range members {
			part := 1 / float64(len(members))
			if sum > 0 {
				part = s.Criteria[member].Share / sum
			}
			out[member] = CriterionWeight{Weight: weights[i] * part}
		}
	}
	return out
}

func (s *Scenario) ordered(list string, weigh func(int) []float64, source string) (weighing, error) {
	ids := strings.Split(list, ",")
	for i, id := range ids {
		ids[i] = strings.TrimSpace(id)
		if slices.Contains(ids[:i], ids[i]) {
			return weighing{}, fmt.Errorf("%q stands twice", ids[i])
		}
	}
	return s.judged(ids, weigh(len(ids)), source)
}

// opened reads a file of judgements.
func opened[T any](path string, read func(file *os.File) (T, error)) (out T, err error) {
	file, err := os.Open(path)
	if err != nil {
		return out, err
	}
	defer file.Close()
	return read(file)
}

func (s *Scenario) fromFile(path string) (weighing, error) {
	rows, err := opened(path, func(f *os.File) ([]judgement.Weight, error) { return judgement.ReadWeights(f, path) })
	if err != nil {
		return weighing{}, err
	}
	ids, weights := make([]string, len(rows)), make([]float64, len(rows))
	for i, row := range rows {
		ids[i], weights[i] = row.ID, row.Weight
	}
	isGroup, err := s.level(ids)
	if err != nil {
		return weighing{}, err
	}
	w := weighing{criteria: s.spreadOut(ids, weights, isGroup), source: "file " + path}
	for _, row := range rows {
		if row.Low < row.High {
			if isGroup {
				return weighing{}, fmt.Errorf("group %q has a range; only a criterion's weight refers to one", row.ID)
			}
			w.criteria[row.ID] = CriterionWeight{row.Weight, []float64{row.Low, row.High}}
		}
	}
	return w, nil
}

func (s *Scenario) compared(path string) (weighing, error) {
	m, err := opened(path, func(f *os.File) (judgement.Matrix, error) { return judgement.ReadMatrix(f, path) })
	if err != nil {
		return weighing{}, err
	}
	r, err := weight.AHP(m.Entries)
	if err != nil {
		return weighing{}, fmt.Errorf("%s: %w (rows and columns in the order %s)", path, err, strings.Join(m.IDs, ", "))
	}
	w, err := s.judged(m.IDs, r.Weights, fmt.Sprintf("pairwise comparison %s (AHP, eigenvector), CR %.3f by the random indices of %s", path, r.CR, weight.RITable))
	w.notes = named(r.Warnings, m.IDs)
	if r.CR > weight.MaxCR {
		w.notes = append(w.notes, fmt.Sprintf("look again at %s, %s and %s: their comparisons contradict each other most",
			m.IDs[r.Triple[0]], m.IDs[r.Triple[1]], m.IDs[r.Triple[2]]))
	}
	return w, err
}

func (s *Scenario) bestWorst(path string) (weighing, error) {
	rows, err := opened(path, func(f *os.File) ([]judgement.BestWorst, error) { return judgement.ReadBestWorst(f, path) })
	if err != nil {
		return weighing{}, err
	}
	var ids []string
	var fromBest, toWorst []float64
	best, worst := -1, -1
	for i, row := range rows {
		ids, fromBest, toWorst = append(ids, row.ID), append(fromBest, row.FromBest), append(toWorst, row.ToWorst)
		if row.FromBest == 1 && (best < 0 || row.ToWorst > toWorst[best]) {
			best = i
		}
		if row.ToWorst == 1 && (worst < 0 || row.FromBest > fromBest[worst]) {
			worst = i
		}
	}
	if best < 0 || worst < 0 {
		return weighing{}, fmt.Errorf("%s: no best with best_to_others 1, or no worst with others_to_worst 1", path)
	}
	r, err := weight.BWM(best, worst, fromBest, toWorst)
	if err != nil {
		return weighing{}, fmt.Errorf("%s: %w", path, err)
	}
	w, err := s.judged(ids, r.Weights, fmt.Sprintf("best–worst comparison %s (linear model, Rezaei 2016), ξ %.4f", path, r.Xi))
	w.notes = named(r.Warnings, ids)
	return w, err
}

// named says which criteria the numbers in a warning stand for.
func named(warnings, ids []string) []string {
	var out []string
	for _, text := range warnings {
		out = append(out, fmt.Sprintf("%s (numbered in the order %s)", text, strings.Join(ids, ", ")))
	}
	return out
}
