package geo

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// ErrLonLat is wrapped by every error of [CheckLonLat].
var ErrLonLat = errors.New("not a place on the globe")

// CheckLonLat returns an error unless lon is in [−180, 180] and lat in
// [−90, 90] degrees. Where the two would be valid the other way round, the
// message says so.
func CheckLonLat(lon, lat float64) error {
	swapped := math.Abs(lat) <= 180 && math.Abs(lon) <= 90
	switch {
	case !finite(lon):
		return fmt.Errorf("longitude %s is not a number of degrees: %w", degrees(lon), ErrLonLat)
	case !finite(lat):
		return fmt.Errorf("latitude %s is not a number of degrees: %w", degrees(lat), ErrLonLat)
	case math.Abs(lat) > 90 && swapped:
		return fmt.Errorf("latitude %s is outside −90…90: are longitude and latitude swapped?: %w", degrees(lat), ErrLonLat)
	case math.Abs(lat) > 90:
		return fmt.Errorf("latitude %s is outside −90…90: %w", degrees(lat), ErrLonLat)
	case math.Abs(lon) > 180:
		return fmt.Errorf("longitude %s is outside −180…180: %w", degrees(lon), ErrLonLat)
	}
	return nil
}

// checkPoints returns the first error among points, with its position.
func checkPoints(points []orb.Point) error {
	for i, p := range points {
		if err := CheckLonLat(p[0], p[1]); err != nil {
			return fmt.Errorf("point %d: %w", i, err)
		}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func degrees(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
