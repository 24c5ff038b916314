package geo

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestCheckLonLat(t *testing.T) {
	cases := []struct {
		lon, lat float64
		want     string // the message, empty for none
	}{
		{139.7, 35.7, ""}, {180, 90, ""}, {-180, -90, ""}, {0, 0, ""},
		{35, 135, "latitude 135 is outside −90…90: are longitude and latitude swapped?"},
		{-35.25, -135.5, "latitude -135.5 is outside −90…90: are longitude and latitude swapped?"},
		{135, 135, "latitude 135 is outside −90…90"},
		{35, 235, "latitude 235 is outside −90…90"},
		{200, 135, "latitude 135 is outside −90…90"},
		{180.5, 35, "longitude 180.5 is outside −180…180"},
		{-1e9, 35, "longitude -1e+09 is outside −180…180"},
		{math.NaN(), 35, "longitude NaN is not a number of degrees"},
		{139, math.NaN(), "latitude NaN is not a number of degrees"},
		{math.Inf(1), 35, "longitude +Inf is not a number of degrees"},
		{139, math.Inf(-1), "latitude -Inf is not a number of degrees"},
	}
	for _, c := range cases {
		err := CheckLonLat(c.lon, c.lat)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%v %v: %v", c.lon, c.lat, err)
		case c.want != "" && (!errors.Is(err, ErrLonLat) || !strings.HasSuffix(err.Error(), c.want)):
			t.Errorf("%v %v: error %v, want %q", c.lon, c.lat, err, c.want)
		}
	}
}

func FuzzCheckLonLat(f *testing.F) {
	f.Add(139.7, 35.7)
	f.Add(35.0, 135.0)
	f.Fuzz(func(t *testing.T, lon, lat float64) {
		good := lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90
		err := CheckLonLat(lon, lat)
		if good != (err == nil) {
			t.Fatalf("%v %v: %v", lon, lat, err)
		}
		if err != nil && strings.Contains(err.Error(), "swapped") && CheckLonLat(lat, lon) != nil {
			t.Fatalf("%v %v: %v, but the other way round is no better", lon, lat, err)
		}
	})
}
