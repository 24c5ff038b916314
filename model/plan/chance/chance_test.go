package chance_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/plan"
	"github.com/wattbit/wattbit/model/plan/chance"
	"github.com/wattbit/wattbit/model/plan/internal/small"
)

var bg = context.Background()

var spread = chance.Spread{Demand: 0.4, Site: 0.3, Energy: 0.3, Fiber: 0.5, Unserved: 0.5, CarbonPrice: 0.5, System: 0.5, BySite: 0.2}

func study(samples int) chance.Study {
	p := small.Problem(3, 3, 1)
	for k := range p.Classes {
		p.Classes[k].UnservedJPYPerMWYear[0] = 2e8 + 1e8*float64(k)
	}
	return chance.Study{
		Name: "test", Problem: p, Samples: samples, Seed: 5, Perturb: spread.Perturb, Plan: plan.Options{Gap: -1},
	}
}

func encoded(t *testing.T, r chance.Result) []byte {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAgainstEnumeration(t *testing.T) {
	s := study(24)
	r, err := chance.Run(bg, s)
	if err != nil {
		t.Fatal(err)
	}
	counts, sometimes := make([]int, 3), 0
	for n, sample := range r.Samples {
		p, err := s.Perturb(rand.New(rand.NewPCG(s.Seed, uint64(n))), s.Problem)
		if err != nil {
			t.Fatal(err)
		}
		best, at := math.Inf(1), plan.Plan{}
		small.EachPlan(p, func(pl plan.Plan, e plan.Evaluation) {
			if e.TotalJPY < best {
				best, at = e.TotalJPY, pl
			}
		})
		var want []chance.Chosen
		for _, site := range at.Sites {
			counts[site.Site]++
			want = append(want, chance.Chosen{Site: site.Site, MW: site.ITMW(p, 0)})
		}
		if !reflect.DeepEqual(sample.Sites, want) || math.Abs(sample.TotalJPY-best) > 1e-6*best || !sample.Repeatable {
			t.Errorf("sample %d: %v for %g, enumeration %v for %g", n, sample.Sites, sample.TotalJPY, want, best)
		}
	}
	for i, site := range r.Sites {
		if site.Chosen != counts[i] || site.Share != float64(counts[i])/24 || !(site.Low <= site.Share && site.Share <= site.High) {
			t.Errorf("%+v, enumeration chooses it %d times", site, counts[i])
		}
		if site.Chosen > 0 && site.Chosen < 24 {
			sometimes++
		}
	}
	if sometimes < 2 {
		t.Errorf("nothing is uncertain: %+v", r.Sites)
	}
	wide := 0
	for _, a := range r.Areas {
		if !(a.LowMW <= a.MedianMW && a.MedianMW <= a.HighMW) {
			t.Errorf("%+v", a)
		}
		if a.HighMW > a.LowMW {
			wide++
		}
	}
	if wide == 0 {
		t.Errorf("no area varies: %+v", r.Areas)
	}
}

// TestWorkersAndInterruptionsChangeNothing: the same bytes from one worker, from
// three, and from a run that is killed in the middle, its last line cut off.
func TestWorkersAndInterruptionsChangeNothing(t *testing.T) {
	want, err := chance.Run(bg, study(24))
	if err != nil {
		t.Fatal(err)
	}
	s := study(24)
	s.Workers = 3
	if got, err := chance.Run(bg, s); err != nil || !bytes.Equal(encoded(t, got), encoded(t, want)) {
		t.Errorf("three workers differ (%v)", err)
	}
	path := filepath.Join(t.TempDir(), "journal")
	open := func() *os.File {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	file := open()
	ctx, cancel := context.WithCancel(bg)
	s.Progress = func(done, _ int) {
		if done == 7 {
			cancel()
		}
	}
	if s.Store, err = chance.OpenJournal(file); err != nil {
		t.Fatal(err)
	}
	if _, err := chance.Run(ctx, s); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled: %v", err)
	}
	file.Close()
	text, err := os.ReadFile(path)
	if err != nil || bytes.Count(text, []byte("\n")) < 7 {
		t.Fatalf("%d lines are kept (%v)", bytes.Count(text, []byte("\n")), err)
	}
	if err := os.WriteFile(path, text[:len(text)-9], 0o600); err != nil {
		t.Fatal(err)
	}
	file = open()
	defer file.Close()
	if s.Store, err = chance.OpenJournal(file); err != nil {
		t.Fatal(err)
	}
	first := -1
	s.Progress = func(done, _ int) {
		if first < 0 {
			first = done
		}
	}
	got, err := chance.Run(bg, s)
	if err != nil || !bytes.Equal(encoded(t, got), encoded(t, want)) {
		t.Errorf("resumed, the result differs (%v)", err)
	}
	if first < 7 {
		t.Errorf("the resumed run began at sample %d of those done", first)
	}
	again, err := chance.OpenJournal(open())
	if err != nil {
		t.Fatalf("the journal cannot be read again: %v", err)
	}
	s.Store, s.Perturb = again, func(*rand.Rand, *plan.Problem) (*plan.Problem, error) { return nil, errors.New("drawn again") }
	if got, err := chance.Run(bg, s); err != nil || !bytes.Equal(encoded(t, got), encoded(t, want)) {
		t.Errorf("from the journal alone: %v", err)
	}
	s.Seed++
	if _, err := chance.Run(bg, s); err == nil || !strings.Contains(err.Error(), "drawn again") {
		t.Errorf("samples of another seed are taken: %v", err)
	}
	s.Seed--
	s.Problem.Sites[0].PUE = 1.3
	if _, err := chance.Run(bg, s); err == nil {
		t.Error("samples of another problem are taken")
	}
}

func TestWilson(t *testing.T) {
	// Published: Newcombe 1998, table I, method 3.
	tests := []struct {
		k, n      int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {29, 29, 0.8830, 1}, {0, 0, 0, 1}}
	for _, tt := range tests {
		low, high := chance.Wilson(tt.k, tt.n)
		if math.Abs(low-tt.low) > 5e-5 || math.Abs(high-tt.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", tt.k, tt.n, low, high, tt.low, tt.high)
		}
	}
}

func TestSamplesWithoutPlan(t *testing.T) {
	s := study(6)
	s.Perturb = func(r *rand.Rand, p *plan.Problem) (*plan.Problem, error) {
		q := *p
		if r.IntN(2) == 0 {
			q.Policy.Minimums = []plan.Minimum{{ID: "m", MinMW: []float64{1e6}}}
		}
		return &q, nil
	}
	r, err := chance.Run(bg, s)
	if err != nil || r.Infeasible == 0 || r.Planned == 0 || r.Infeasible+r.Planned != 6 {
		t.Errorf("%d planned, %d infeasible: %v", r.Planned, r.Infeasible, err)
	}
	for _, site := range r.Sites {
		if site.Chosen != 0 && site.Chosen != r.Planned {
			t.Errorf("%+v of %d equal samples", site, r.Planned)
		}
	}
}

func TestBadStudiesAndJournals(t *testing.T) {
	for want, spoil := range map[string]func(*chance.Study){
		"0 samples":    func(s *chance.Study) { s.Samples = 0 },
		"-1 workers":   func(s *chance.Study) { s.Workers = -1 },
		"way to pertu": func(s *chance.Study) { s.Perturb = nil },
		"no periods":   func(s *chance.Study) { s.Problem.Years = nil },
		"sample 0: bad": func(s *chance.Study) {
			s.Perturb = func(*rand.Rand, *plan.Problem) (*plan.Problem, error) { return nil, errors.New("bad") }
		},
		"has 2 sites": func(s *chance.Study) {
			s.Perturb = func(*rand.Rand, *plan.Problem) (*plan.Problem, error) { return small.Problem(1, 2, 1), nil }
		},
	} {
		s := study(1)
		spoil(&s)
		if _, err := chance.Run(bg, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	for _, text := range []string{"{}\n", "nonsense\n", `{"key":"a","sample":1}` + "\n{\"key\":\n"} {
		if _, err := chance.OpenJournal(&memory{text: []byte(text)}); err == nil || !strings.Contains(err.Error(), "journal line") {
			t.Errorf("%q: %v", text, err)
		}
	}
	file := &memory{}
	j, err := chance.OpenJournal(file)
	if err != nil || j.Put("a", []byte(`{"mw":35}`)) != nil {
		t.Fatal(err)
	}
	if _, err := chance.OpenJournal(&memory{text: slices.Clone(file.text)}); err != nil {
		t.Error(err)
	}
	changed := bytes.Replace(file.text, []byte("35"), []byte("99"), 1)
	if _, err := chance.OpenJournal(&memory{text: changed}); err == nil || !strings.Contains(err.Error(), "journal line 1 is not as it was written") {
		t.Error(err)
	}
	s := study(1)
	s.Store = liar{}
	if _, err := chance.Run(bg, s); err == nil || !strings.Contains(err.Error(), "says that it is sample 9") {
		t.Error(err)
	}
}

type liar struct{}

func (liar) Get(string) ([]byte, bool, error) { return []byte(`{"index":9}`), true, nil }
func (liar) Put(string, []byte) error         { return nil }

// memory is a file in memory.
type memory struct {
	text []byte
	at   int
}

func (m *memory) Read(b []byte) (int, error) {
	if m.at >= len(m.text) {
		return 0, io.EOF
	}
	n := copy(b, m.text[m.at:])
	m.at += n
	return n, nil
}

func (m *memory) Write(b []byte) (int, error) {
	m.text = append(m.text[:m.at], b...)
	m.at = len(m.text)
	return len(b), nil
}

func (m *memory) Seek(offset int64, _ int) (int64, error) { m.at = int(offset); return offset, nil }

func (m *memory) Truncate(size int64) error { m.text = m.text[:size]; return nil }
