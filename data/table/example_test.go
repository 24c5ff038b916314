package table_test

import (
	"fmt"
	"strings"

	"github.com/wattbit/wattbit/data/table"
)

func ExampleReader() {
	file := strings.NewReader("id,lon,lat,mw\nInzai,140.146,35.832,450\nSapporo,43.062,141.354,\n")
	r := table.NewReader(file, table.Options{File: "sites.csv"})
	id, lon, lat, mw := r.Column("id"), r.Column("lon"), r.Column("lat"), r.Column("mw")
	for r.Next() {
		fmt.Println(r.Text(id), r.Number(lon, table.Longitude), r.Number(lat, table.Latitude), r.OptionalNumber(mw, table.NonNegative))
	}
	fmt.Println(r.Err())
	// Output:
	// Inzai 140.146 35.832 450
	// Sapporo 43.062 NaN NaN
	// sites.csv:3: column "lat": found "141.354", expected a latitude in degrees from -90 to 90 (are longitude and latitude swapped?)
}
