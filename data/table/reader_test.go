package table_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/table"
)

func open(text string) *table.Reader {
	return table.NewReader(strings.NewReader(text), table.Options{File: "t.csv"})
}

// readPoints reads a table of id, lon and lat as a user's points are read.
func readPoints(r *table.Reader) (ids []string, lons []float64) {
	id, lon, lat := r.Column("id"), r.Column("lon"), r.Column("lat")
	for r.Next() {
		ids = append(ids, r.Text(id))
		lons = append(lons, r.Number(lon, table.Longitude))
		r.Number(lat, table.Latitude)
	}
	return ids, lons
}

func TestReaderAccepts(t *testing.T) {
	for name, text := range map[string]string{
		"plain":           "id,lon,lat\na,139.7,35.6\nb,135.5,34.7\n",
		"no last newline": "id,lon,lat\na,139.7,35.6\nb,135.5,34.7",
		"byte order mark": "\uFEFFid,lon,lat\na,139.7,35.6\nb,135.5,34.7\n",
		"CRLF":            "id,lon,lat\r\na,139.7,35.6\r\nb,135.5,34.7\r\n",
		"quotes":          "\"id\",lon,\"lat\"\n\"a\",139.7,35.6\nb,\"135.5\",34.7\n",
		"empty lines":     "\n\nid,lon,lat\n\na,139.7,35.6\n\n\nb,135.5,34.7\n\n",
		"other columns":   "note,lat,id,lon\nx,35.6,a,139.7\n,34.7,b,135.5\n",
		"exponent":        "id,lon,lat\na,1.397e2,3.56E+1\nb,135.5,34.7\n",
	} {
		r := open(text)
		ids, lons := readPoints(r)
		if err := r.Err(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !slices.Equal(ids, []string{"a", "b"}) || !slices.Equal(lons, []float64{139.7, 135.5}) {
			t.Errorf("%s: got %v %v", name, ids, lons)
		}
	}
}

func TestReaderRefuses(t *testing.T) {
	shiftJIS := "id,lon,lat\n\x93\x8c\x8b\x9e,139.7,35.6\n" // 東京
	for _, c := range []struct {
		name, text, message string
		is                  error
	}{
		{"empty file", "", `t.csv: found nothing, expected a header line with the names of the columns`, table.ErrEmpty},
		{"only a mark", "\uFEFF", `t.csv: found nothing, expected a header line with the names of the columns`, table.ErrEmpty},
		{"missing column", "id,lat\na,35\n", `t.csv:1: found "id,lat", expected a column named "lon"`, nil},
		{"column twice", "id,lon,lon,lat\na,1,2,3\n", `t.csv:1: column "lon": found "lon", expected each column once`, nil},
		{"semicolons", "id;lon;lat\na;1;2\n", `t.csv:1: found "id;lon;lat", expected columns separated by commas`, nil},
		{"short row", "id,lon,lat\na,1\n", `t.csv:2: found "2 cells", expected 3 cells, as in the header`, nil},
		{"long row", "id,lon,lat\na,1,2,3\n", `t.csv:2: found "4 cells", expected 3 cells, as in the header`, nil},
		{"NaN", "id,lon,lat\na,NaN,2\n", `t.csv:2: column "lon": found "NaN", expected a longitude in degrees from -180 to 180`, nil},
		{"infinity", "id,lon,lat\na,-Inf,2\n", `t.csv:2: column "lon": found "-Inf", expected a longitude in degrees from -180 to 180`, nil},
		{"overflow", "id,lon,lat\na,1e999,2\n", `t.csv:2: column "lon": found "1e999", expected a longitude in degrees from -180 to 180`, nil},
		{"hexadecimal", "id,lon,lat\na,0x1p4,2\n", `t.csv:2: column "lon": found "0x1p4", expected a longitude in degrees from -180 to 180`, nil},
		{"empty number", "id,lon,lat\na,,2\n", `t.csv:2: column "lon": found nothing, expected a longitude in degrees from -180 to 180`, nil},
		{"empty text", "id,lon,lat\n,1,2\n", `t.csv:2: column "id": found nothing, expected text`, nil},
		{"latitude of 135", "id,lon,lat\na,35.6,135.5\n", `t.csv:2: column "lat": found "135.5", expected a latitude in degrees from -90 to 90 (are longitude and latitude swapped?)`, nil},
		{"Shift_JIS", shiftJIS, "expected UTF-8 text (the bytes look like Shift_JIS: save the file as CSV UTF-8)", table.ErrNotUTF8},
		{"Latin-1", "id,lon,lat\nT\xf4ky\xf4!,1,2\n", "expected UTF-8 text (save the file as CSV UTF-8)", table.ErrNotUTF8},
		{"UTF-16", "\xff\xfei\x00d\x00", `t.csv:1: found "UTF-16 text", expected UTF-8 text: save the file as CSV UTF-8`, table.ErrNotUTF8},
		{"NUL", "id,lon,lat\na\x00,1,2\n", "expected text without NUL bytes", table.ErrNotUTF8},
		{"open quote", "id,lon,lat\n\"a,1,2\nb,3,4\n", `t.csv:2: column "id": found "the end of the file", expected the closing quote of the field opened here`, nil},
		{"stray quote", "id,lon,lat\na\"b,1,2\n", `t.csv:2: column "id": found "a\"b", expected a quote only around a whole field, doubled inside it`, nil},
		{"text after quote", "id,lon,lat\n\"a\"b,1,2\n", `t.csv:2: column "id": found "b,1,2", expected a comma after the closing quote`, nil},
		{"old Mac line ends", "id,lon,lat\ra,1,2\r", `t.csv:1: found "a lone carriage return", expected lines that end in LF or CRLF`, nil},
	} {
		r := open(c.text)
		readPoints(r)
		err := r.Err()
		if err == nil || !strings.Contains(err.Error(), c.message) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.message)
		}
		if c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %v is not %v", c.name, err, c.is)
		}
	}
}

func TestReaderListsEveryProblem(t *testing.T) {
	r := open("id,lon,lat\na,x,91\nb,1,2\nc,181,y\n")
	readPoints(r)
	var errs *table.Errors
	if !errors.As(r.Err(), &errs) {
		t.Fatalf("got %v", r.Err())
	}
	var at []string
	for _, p := range errs.Problems {
		at = append(at, p.Column+p.Value)
	}
	if want := []string{"lonx", "lat91", "lon181", "laty"}; !slices.Equal(at, want) || errs.Stopped {
		t.Errorf("got %v, stopped %v, want %v", at, errs.Stopped, want)
	}
}

func TestReaderStopsAfterManyProblems(t *testing.T) {
	r := table.NewReader(strings.NewReader("lon\n"+strings.Repeat("x\n", 100)), table.Options{File: "t.csv", MaxProblems: 5})
	lon, rows := r.Column("lon"), 0
	for r.Next() {
		r.Number(lon, table.Longitude)
		rows++
	}
	if rows != 5 || !strings.Contains(r.Err().Error(), "reading stopped after 5 problems") {
		t.Errorf("%d rows, %v", rows, r.Err())
	}
}

func TestReaderLimits(t *testing.T) {
	rows := "id\n" + strings.Repeat("abcdefgh\n", 100)
	for _, c := range []struct {
		name, text string
		o          table.Options
	}{
		{"file", rows, table.Options{MaxBytes: 100}},
		{"row", "id\n" + strings.Repeat("a", 1<<18) + "\n", table.Options{MaxRowBytes: 1 << 17}},
		{"quoted row", "id\n\"" + strings.Repeat("a\n", 1<<18), table.Options{MaxRowBytes: 1 << 17}},
	} {
		r := table.NewReader(strings.NewReader(c.text), c.o)
		for r.Next() {
		}
		if !errors.Is(r.Err(), table.ErrTooLarge) {
			t.Errorf("%s: got %v", c.name, r.Err())
		}
	}
}

func TestMissingIsNaN(t *testing.T) {
	r := open("v,w\n,1\n")
	v, w, none := r.Column("v"), r.Column("w"), r.OptionalColumn("none")
	if !r.Next() {
		t.Fatal(r.Err())
	}
	if !math.IsNaN(r.OptionalNumber(v, table.Any)) || r.OptionalNumber(w, table.Any) != 1 || none.Present() || !math.IsNaN(r.OptionalNumber(none, table.Any)) {
		t.Error("an empty cell or a column that is not there must read as NaN")
	}
	if r.OptionalInteger(v, 0, 9) != 0 || r.OptionalText(v) != "" || !r.RowOK() {
		t.Error("an empty cell must read as nothing")
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("disk on fire") }

func TestReaderTellsASourceThatFails(t *testing.T) {
	r := table.NewReader(broken{}, table.Options{})
	if r.Next() || r.Err() == nil || !strings.Contains(r.Err().Error(), "disk on fire") {
		t.Errorf("got %v", r.Err())
	}
}
