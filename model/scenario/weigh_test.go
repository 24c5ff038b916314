package scenario_test

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/scenario"
)

var groups = "power,price,carbon,fiber,latency,hazard,climate,land,labour,dispersion,speed-to-power"

func TestWeigh(t *testing.T) {
	dir := t.TempDir()
	ranged := save(t, dir, "ranged.csv", "criterion,weight,low,high\nfirm,60,0,500\nix,40,0,650\n")
	plain := save(t, dir, "plain.csv", "criterion,weight\nfiber,3\npower,1\n")
	sc := load(t, "japan", few, "criteria.diversity=null") // places with one spur lack it, and CRITIC needs every figure
	for _, c := range []struct {
		how, note string
		weights   map[string]float64
	}{
		{"equal", "", map[string]float64{"firm": 1. / 16, "ix": 1. / 16}},
		{"roc:" + groups, "", map[string]float64{"power-price": 0.7 * (137./60 + 1./6 + 1./7 + 1./8 + 1./9 + 1./10 + 1./11 - 1) / 11, "time-to-power": 1. / 121}},
		{ranged, "criteria without a weight count for nothing: ", map[string]float64{"firm": 0.75, "ix": 0.25, "carbon": 0}},
		{plain, "the weights sum to 4, neither 1 nor 100", map[string]float64{"ix": 0.3, "landing": 0.2, "firm": 0.175}},
		{"critic", "describe the spread of the data", nil},
		{"power-first", "", nil},
	} {
		weighed, err := sc.Weigh(t.Context(), c.how)
		if err != nil {
			t.Fatal(err)
		}
		r := run(t, weighed, 0)
		if notes := strings.Join(r.Ranking.Warnings, "\n"); !strings.Contains(notes, c.note) || c.note == "" && strings.Contains(notes, "weights") {
			t.Errorf("%s: warnings %s; want %q", c.how, notes, c.note)
		}
		for k, use := range r.Ranking.Criteria {
			if want, ok := c.weights[use.ID]; ok && math.Abs(use.Weight-want) > 1e-6 {
				t.Errorf("%s: %s weighs %v, want %v", c.how, r.Model.Criteria[k].ID, use.Weight, want)
			}
		}
	}
}

func TestWeighByComparison(t *testing.T) {
	dir := t.TempDir()
	ids := strings.Split(groups, ",")
	matrix := "criterion," + groups + "\n"
	best := "criterion,best_to_others,others_to_worst\n"
	weight := func(i int) float64 { return float64(int(1) << (i % 3)) }
	for i, id := range ids {
		matrix += id
		for j := range ids {
			matrix += "," + trimmed(weight(i)/weight(j))
		}
		matrix += "\n"
		best += id + "," + trimmed(4/weight(i)) + "," + trimmed(weight(i)) + "\n"
	}
	sc := load(t, "japan", few)
	for _, how := range []string{"ahp:" + save(t, dir, "ahp.csv", matrix), "bwm:" + save(t, dir, "bwm.csv", best)} {
		weighed, err := sc.Weigh(t.Context(), how)
		if err != nil {
			t.Fatal(err)
		}
		sum := map[string]float64{}
		for id, own := range weighed.Weights.Criteria {
			sum[weighed.Criteria[id].Group] += own.Weight
		}
		for i, id := range ids {
			if math.Abs(sum[id]-weight(i)/24) > 1e-9 || len(weighed.Weights.Notes) > 0 {
				t.Errorf("%s: %s weighs %v, want %v; notes %v", how, id, sum[id], weight(i)/24, weighed.Weights.Notes)
			}
		}
	}
	bent := strings.NewReplacer("power,1,0.5,0.25,", "power,1,9,9,", "price,2,", "price,1/9,", "carbon,4,", "carbon,1/9,").Replace(matrix)
	weighed, err := sc.Weigh(t.Context(), "ahp:"+save(t, dir, "bent.csv", bent))
	if err != nil {
		t.Fatal(err)
	}
	if notes := strings.Join(weighed.Weights.Notes, "\n"); !strings.Contains(notes, "is above 0.1") || !strings.Contains(notes, "look again at power, ") {
		t.Errorf("notes %s", notes)
	}
}

func trimmed(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func TestWeighRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string { return save(t, dir, name, text) }
	for how, want := range map[string]string{
		"watts":           "expected a preset, equal, roc:ORDER",
		"roc:power,price": `"carbon" is missing`,
		"roc:power,watts": `"watts"; expected criteria (carbon, `,
		"roc:power,power": `"power" stands twice`,
		"none.csv":        "no such file",
		"ahp:none.csv":    "no such file",
		"entropy":         `criterion "diversity" of candidate "04406" is missing`,
		"merec":           "weights from data need every figure",
		file("n.csv", "criterion,weight\nix,-3\n"):                                                 `n.csv:2: column "weight": found "-3"`,
		file("z.csv", "criterion,weight\nix,0\n"):                                                  "every weight is 0",
		file("g.csv", "criterion,weight,low,high\nfiber,1,0,5\n"):                                  `group "fiber" has a range`,
		file("u.csv", "criterion,weight\nxyz,1\n"):                                                 `"xyz"; expected criteria`,
		"ahp:" + file("a.csv", "criterion,power,fiber\npower,1,3\nfiber,3,1\n"):                    "is not reciprocal",
		"ahp:" + file("p.csv", "criterion,power,fiber\npower,1,3\nfiber,1/3,1\n"):                  `"carbon" is missing`,
		"bwm:" + file("b.csv", "criterion,best_to_others,others_to_worst\npower,2,1\nfiber,3,4\n"): "no best with best_to_others 1",
	} {
		_, err := load(t, "japan").Weigh(t.Context(), how)
		if !errors.Is(err, scenario.ErrWeights) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", how, err, want)
		}
	}
}
