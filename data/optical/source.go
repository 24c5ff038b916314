package optical

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Source is an input with the name under which messages cite it.
type Source struct {
	Name   string
	Reader io.Reader
}

// Number reads a decimal number; an empty text is NaN, a missing number. Words
// such as NaN and Inf and hexadecimal digits are no numbers.
func Number(text string) (float64, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return math.NaN(), nil
	}
	if strings.Trim(text, "+-.0123456789eE") != "" {
		return 0, fmt.Errorf("%q: want a decimal number", text)
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("%q: want a decimal number that fits a double", text)
	}
	return x, nil
}

// SplitList splits a cell that holds several values, separated by ";" or "|".
// Empty values are dropped.
func SplitList(text string) []string {
	var list []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' }) {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// JoinList is the reverse of SplitList.
func JoinList(list []string) string { return strings.Join(list, ";") }
