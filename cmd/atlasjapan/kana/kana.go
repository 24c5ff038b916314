// Package kana writes the names of Japanese municipalities in the Roman alphabet:
// Hepburn without marks on long vowels, as on road signs, and the English word
// for the kind of municipality as the Geospatial Information Authority's rule
// for place names has it (市 City, 町 Town, 村 Village, 区 Ward).
package kana

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Municipality romanizes a municipality's hiragana; local is its name in kanji,
// whose last character tells its kind.
func Municipality(hiragana, local string) (string, error) {
	for _, kind := range kinds {
		if !strings.HasSuffix(local, kind.character) {
			continue
		}
		for _, reading := range kind.readings {
			if stem, ok := strings.CutSuffix(hiragana, reading); ok && stem != "" {
				name, err := Romanize(stem)
				return name + " " + kind.english, err
			}
		}
	}
	return "", fmt.Errorf("kana: found %q read %q, expected a name in 市, 町, 村 or 区 with its reading", local, hiragana)
}

var kinds = []struct {
	character string
	readings  []string
	english   string
}{
	{"市", []string{"し"}, "City"},
	{"町", []string{"ちょう", "まち"}, "Town"},
	{"村", []string{"むら", "そん"}, "Village"},
	{"区", []string{"く"}, "Ward"},
}

// Romanize writes hiragana in Hepburn, capitalised. Long o and u lose their
// second vowel (Tokyo, Osaka), save where it begins a word of its own (Setouchi).
func Romanize(hiragana string) (string, error) {
	if known, ok := official[hiragana]; ok {
		return known, nil
	}
	var words []string
	for word := range strings.SplitSeq(apart(hiragana), "|") {
		latin, err := syllables(word)
		if err != nil {
			return "", fmt.Errorf("kana: %q: %w", hiragana, err)
		}
		words = append(words, shorten(latin))
	}
	name := strings.Join(words, "")
	if name == "" {
		return "", fmt.Errorf("kana: found %q, expected a word in hiragana", hiragana)
	}
	return strings.ToUpper(name[:1]) + name[1:], nil
}

// syllables transliterates without shortening.
func syllables(hiragana string) (string, error) {
	var b strings.Builder
	double := false
	for rest := hiragana; rest != ""; {
		latin, size := lookup(rest)
		if size == 0 {
			r, _ := utf8.DecodeRuneInString(rest)
			return "", fmt.Errorf("found %q, expected hiragana", r)
		}
		switch {
		case latin == "っ":
			double = true
		case double && strings.HasPrefix(latin, "ch"):
			b.WriteString("t" + latin)
			double = false
		case double:
			b.WriteString(latin[:1] + latin)
			double = false
		case strings.HasSuffix(b.String(), "n") && strings.ContainsRune("aiueoy", rune(latin[0])):
			b.WriteString("'" + latin) // Kan'onji, not Kanonji
		default:
			b.WriteString(latin)
		}
		rest = rest[size:]
	}
	if double {
		return "", errors.New("found っ at the end, expected a syllable after it")
	}
	return b.String(), nil
}

func lookup(s string) (latin string, size int) {
	for _, n := range []int{6, 3} { // a digraph first: two characters of three bytes
		if len(s) >= n {
			if latin, ok := syllabary[s[:n]]; ok {
				return latin, n
			}
		}
	}
	return "", 0
}

var long = strings.NewReplacer("ou", "o", "oo", "o", "uu", "u")

func shorten(latin string) string { return long.Replace(latin) }

func apart(hiragana string) string {
	for _, word := range boundaries {
		hiragana = strings.Replace(hiragana, strings.ReplaceAll(word, "|", ""), word, 1)
	}
	return hiragana
}
