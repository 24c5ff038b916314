package geo

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// ErrLonLat is what every error of [CheckLonLat] is.
var ErrLonLat = errors.New("not a place on the globe")

// lonLatError says what is wrong with a place, and is ErrLonLat.
type lonLatError string

func (e lonLatError) Error() string { return string(e) }

func (e lonLatError) Unwrap() error { return ErrLonLat }

// CheckLonLat returns an error unless lon is in [−180, 180] and lat in
// [−90, 90] degrees. Where the two would be valid the other way round, the
// message asks whether they are swapped.
func CheckLonLat(lon, lat float64) error {
	switch {
	case !finite(lon):
		return lonLatError("longitude " + degrees(lon) + " is not a number of degrees")
	case !finite(lat):
		return lonLatError("latitude " + degrees(lat) + " is not a number of degrees")
	case math.Abs(lat) > 90 && math.Abs(lat) <= 180 && math.Abs(lon) <= 90:
		return lonLatError("latitude " + degrees(lat) + " is outside −90…90: are longitude and latitude swapped?")
	case math.Abs(lat) > 90:
		return lonLatError("latitude " + degrees(lat) + " is outside −90…90")
	case math.Abs(lon) > 180:
		return lonLatError("longitude " + degrees(lon) + " is outside −180…180")
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
