package table_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/wattbit/wattbit/data/table"
)

// BenchmarkMillionPoints reads a million candidate points: id, lon and lat.
func BenchmarkMillionPoints(b *testing.B) {
	var data bytes.Buffer
	data.WriteString("id,lon,lat\n")
	for i := range 1_000_000 {
		fmt.Fprintf(&data, "p%06d,%.6f,%.6f\n", i, 128+float64(i%17)/1.1, 30+float64(i%13)/1.3)
	}
	b.SetBytes(int64(data.Len()))
	b.ReportAllocs()
	for b.Loop() {
		r := table.NewReader(bytes.NewReader(data.Bytes()), table.Options{})
		id, lon, lat := r.Column("id"), r.Column("lon"), r.Column("lat")
		n := 0
		for r.Next() {
			n += len(r.Cell(id))
			r.Number(lon, table.Longitude)
			r.Number(lat, table.Latitude)
		}
		if r.Err() != nil || n != 7_000_000 {
			b.Fatal(n, r.Err())
		}
	}
}
