package report

import (
	"cmp"
	"strconv"
)

// formatPlain writes a coordinate without trailing zeros.
func formatPlain(x float64, decimals int) string {
	text := strconv.FormatFloat(x, 'f', decimals, 64)
	y, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return strconv.FormatFloat(y+0, 'f', -1, 64)
}

func cmpNumbers(a, b Number) int { return cmp.Compare(float64(a), float64(b)) }

// shorten cuts a text to so many characters.
func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

// textWidth guesses how wide a text is at a font size, in px: characters of East
// Asia are square, others about half.
func textWidth(text string, size float64) float64 {
	width := 0.0
	for _, r := range text {
		if r >= 0x2e80 {
			width += size
		} else {
			width += 0.56 * size
		}
	}
	return width
}
