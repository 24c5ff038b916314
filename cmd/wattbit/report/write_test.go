package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden page")

func write(t testing.TB, d *Data) string {
	t.Helper()
	var buf bytes.Buffer
	if err := Write(&buf, d); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// small is a sample of few candidates on two square islands.
func small(n int) *Data { return sampleData(n, islands(), onIslands) }

var (
	styleBlock  = regexp.MustCompile(`(?s)<style>.*?</style>`)
	scriptBlock = regexp.MustCompile(`(?s)<script type="module">.*?</script>`)
	scriptHash  = regexp.MustCompile(`sha256-[A-Za-z0-9+/&#;]+=*`)
	dataBlock   = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)
)

func TestGolden(t *testing.T) {
	d := small(3)
	d.Layers[0].Points, d.Layers[1].Points = d.Layers[0].Points[:2], d.Layers[1].Points[:3]
	page := write(t, d)
	for _, cut := range []*regexp.Regexp{styleBlock, scriptBlock, scriptHash} {
		if !cut.MatchString(page) {
			t.Fatalf("the page has no %v", cut)
		}
		page = cut.ReplaceAllString(page, "…")
	}
	const path = "testdata/page.golden.html"
	if *update {
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if page != string(want) {
		t.Errorf("the page differs from %s; look at the difference, then run go test -update", path)
	}
}

func TestSectionsInOrder(t *testing.T) {
	page := write(t, small(30))
	last := -1
	for _, s := range sections {
		at := strings.Index(page, `<section id="`+s.id+`"`)
		if at <= last {
			t.Errorf("section %s at %d, expected after %d", s.id, at, last)
		}
		last = at
	}
}

func TestStaticTableHoldsTheBestTwenty(t *testing.T) {
	d := small(60)
	page := write(t, d)
	table := page[strings.Index(page, `<table id="ranking-table"`):strings.Index(page, `id="ranking-more"`)]
	if got := strings.Count(table, "<tr>") - 1; got != staticRows {
		t.Errorf("%d static rows, expected %d", got, staticRows)
	}
	best := ordered(d.Candidates)[0]
	if !strings.Contains(table, `<td class="num">1</td><th scope="row">`+best.Name) {
		t.Errorf("the first row is not %s", best.Name)
	}
}

func TestDeterministic(t *testing.T) {
	d := small(200)
	before, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	first := write(t, d)
	if second := write(t, d); first != second {
		t.Error("two reports of the same data differ")
	}
	if again := write(t, small(200)); first != again {
		t.Error("two reports of equal data differ")
	}
	after, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("Write changed its data")
	}
}

func TestOrderOfCandidatesDoesNotMatter(t *testing.T) {
	d := small(100)
	first := write(t, d)
	for i, j := 0, len(d.Candidates)-1; i < j; i, j = i+1, j-1 {
		d.Candidates[i], d.Candidates[j] = d.Candidates[j], d.Candidates[i]
	}
	// Texts are numbered by first use in the order of the ranks.
	if second := write(t, d); first != second {
		t.Error("the order of the input shows in the report")
	}
}

func TestSize(t *testing.T) {
	d := small(1900)
	for i := range d.Candidates {
		d.Candidates[i].Changes = []string{"+120 MW of headroom would bring it into the first ten", "18 km less fiber would bring it into the first ten"}
	}
	if got := len(write(t, d)); got > 2_000_000 {
		t.Errorf("%d bytes for 1,900 candidates, expected at most 2 MB", got)
	}
}

func TestNoCandidates(t *testing.T) {
	for name, d := range map[string]*Data{"nothing": {}, "a frame": sampleFrame()} {
		page := write(t, d)
		if !strings.Contains(page, "There are no candidates to rank.") {
			t.Errorf("%s: the page does not say that the list is empty", name)
		}
		if match := dataBlock.FindStringSubmatch(page); strings.Contains(match[1], "null") {
			t.Errorf("%s: a list is null in %s", name, match[1])
		}
	}
}

func TestMissingIsADash(t *testing.T) {
	d := small(1)
	c := &d.Candidates[0]
	for i := range c.Points {
		c.Points[i] = Missing
	}
	for i := range c.Figures {
		c.Figures[i] = Datum{Value: Missing}
	}
	c.Rank, c.Lon, c.Lat = 0, Missing, Missing
	c.Score, c.ScoreLow, c.ScoreHigh, c.WattScore, c.BitScore = Missing, Missing, Missing, Missing, Missing
	c.Standing = Standing{Missing, Missing, Missing, Missing, Missing}
	page := write(t, d)
	if strings.Contains(page, "NaN") {
		t.Error("the page shows NaN")
	}
	row := page[strings.Index(page, `<tbody><tr><td class="num">`+missingText):]
	row = row[:strings.Index(row, "</tr>")]
	if got := strings.Count(row, missingText); got != 4+9 {
		t.Errorf("%d dashes in %s, expected rank, three scores and nine figures", got, row)
	}
	if strings.Contains(page, `<section id="balance"`) {
		t.Error("a plot of no dots is shown")
	}
	var p struct {
		Candidates struct {
			Score  []*float64
			Points [][]*float64
		}
	}
	if err := json.Unmarshal([]byte(dataBlock.FindStringSubmatch(page)[1]), &p); err != nil {
		t.Fatal(err)
	}
	if p.Candidates.Score[0] != nil || p.Candidates.Points[0][0] != nil {
		t.Error("a missing number reaches the script as a number")
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestWriterErrorIsWrapped(t *testing.T) {
	full := errors.New("disk full")
	if err := Write(brokenWriter{full}, small(1)); !errors.Is(err, full) {
		t.Errorf("error %v, expected it to wrap %v", err, full)
	}
}

func BenchmarkWrite(b *testing.B) {
	d := small(1900)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(&bytes.Buffer{}, d); err != nil {
			b.Fatal(err)
		}
	}
}
