package scenario

import (
	"math"
	"strconv"
	"strings"

	"github.com/wattbit/wattbit/model/site"
)

// Format prints a figure with its unit, no finer than it deserves; a missing
// one is a dash.
func Format(indicator site.Indicator, x float64) string {
	if math.IsNaN(x) {
		return "—"
	}
	text := Thousands(x, indicator.Decimals())
	if indicator.Unit == "people" {
		return text
	}
	return text + " " + indicator.Unit
}

// Thousands prints a number with commas between groups of three digits.
func Thousands(x float64, decimals int) string {
	text := strconv.FormatFloat(x, 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	if strings.Trim(text, "-0.") == "" {
		sign = "" // what rounds to zero has none
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction
}
