package report

import (
	"strconv"
	"strings"
)

const missingText = "—"

// formatCount writes 12345 as 12,345.
func formatCount(n int) string { return group(strconv.Itoa(n)) }

// formatFixed writes a number with so many decimals, a missing one as a dash.
func formatFixed(n Number, decimals int) string {
	if !n.Known() {
		return missingText
	}
	text := group(strconv.FormatFloat(float64(n), 'f', decimals, 64))
	if strings.Trim(text, "-0.,") == "" {
		return strings.TrimPrefix(text, "-")
	}
	return text
}

// formatShare writes 0.256 as 26 %; a little is never nothing.
func formatShare(n Number) string {
	if !n.Known() {
		return missingText
	}
	if n > 0 && n < 0.005 {
		return "< 1 %"
	}
	return formatFixed(n*100, 0) + " %"
}

func group(text string) string {
	sign, digits := "", text
	if strings.HasPrefix(text, "-") {
		sign, digits = "-", text[1:]
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}
