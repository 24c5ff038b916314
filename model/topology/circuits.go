package topology

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// numbered finds the circuit numbers of a name: "1,2号線", "3・4号", "1・2L",
// "No.1/2", "#1-#2", in half or full width.
var numbered = regexp.MustCompile(`([0-9](?:[号]?[,、・･/&;~\-][#]?[0-9])*)(?:号線|号|L\b|番線)`)

var halfWidth = strings.NewReplacer("１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "０", "0",
	"，", ",", "／", "/", "～", "~", "〜", "~", "；", ";", "Ｌ", "L", "－", "-")

// CircuitsFromName returns the circuits that the numbers in a line's name
// speak of, 0 when it has none: "新所沢線1,2号線" has two, "新京葉線1~4号" four.
func CircuitsFromName(name string) int {
	m := numbered.FindStringSubmatch(halfWidth.Replace(name))
	if m == nil {
		return 0
	}
	digits := regexp.MustCompile(`[0-9]`).FindAllString(m[1], -1)
	if len(digits) == 2 && strings.ContainsAny(m[1], "~-") {
		first, _ := strconv.Atoi(digits[0])
		last, _ := strconv.Atoi(digits[1])
		if last > first {
			return last - first + 1
		}
	}
	return len(digits)
}

// circuits decides how many circuits an edge has, by the best basis that any
// of its parts gives, and among equals by the longest.
func (b *builder) circuits(e *edge) (int, Basis) {
	for _, basis := range []Basis{Stated, FromName} {
		votes := make(map[int]float64)
		for _, p := range e.parts {
			if n := statedCircuits(&b.lines[p.line], basis); n > 0 {
				votes[n] += p.km
			}
		}
		if len(votes) > 0 {
			return most(votes), basis
		}
	}
	if n := b.hinted(e); n > 0 {
		return n, FromHint
	}
	return max(b.opt.DefaultCircuits(e.kv), 1), ByDefault
}

func statedCircuits(l *Line, basis Basis) int {
	if basis == FromName {
		return CircuitsFromName(l.Name)
	}
	if l.Circuits > 0 {
		return l.Circuits
	}
	return l.Cables / 3
}

// hinted returns the most circuits of the hints that run between the ends of
// an edge, 0 when there is none.
func (b *builder) hinted(e *edge) int {
	a, z := e.path[0], e.path[len(e.path)-1]
	if geo.FastDistanceKm(a, z) <= b.opt.HintKm {
		return 0 // too short to be told from its neighbours
	}
	best := 0
	near := func(p, q orb.Point) bool {
		return around(orb.Bound{Min: q, Max: q}, p, b.opt.HintKm) && geo.FastDistanceKm(p, q) <= b.opt.HintKm
	}
	for _, h := range b.opt.Hints {
		if h.KV == e.kv && (near(a, h.A) && near(z, h.B) || near(a, h.B) && near(z, h.A)) {
			best = max(best, h.Circuits)
		}
	}
	return best
}
