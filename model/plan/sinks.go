package plan

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// bitset is a set of small numbers.
type bitset []uint64

func newBitset(n int) bitset    { return make(bitset, (n+63)/64) }
func (b bitset) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bitset) has(i int) bool { return b[i/64]>>(i%64)&1 == 1 }
func (b bitset) or(c bitset)    { b.each(c, func(x, y uint64) uint64 { return x | y }) }
func (b bitset) meets(c bitset) bool {
	for w := range b {
		if b[w]&c[w] != 0 {
			return true
		}
	}
	return false
}

func (b bitset) each(c bitset, f func(x, y uint64) uint64) {
	for w := range b {
		b[w] = f(b[w], c[w])
	}
}

// members lists the set in rising order.
func (b bitset) members() []int {
	var out []int
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			out = append(out, 64*w+bits.TrailingZeros64(word))
		}
	}
	return out
}

// pair is a class in a metro.
type pair struct{ class, metro int }

// group is demand that the same options reach and that has the same price:
// who among it is served does not matter.
type group struct {
	pairs    []pair
	demandMW []float64
	price    []float64 // JPY a MW and year; +Inf for a must
	backup   int       // the class when it needs backups, else −1
	sinks    []int
}

// sink is where capacity goes: a group, a part of a group that is served from
// one zone, or the backups that one zone holds for a class.
type sink struct {
	group int // −1 for backups
	zone  int // −1 for any
	class int // for backups
}

// findGroups merges demands and makes their sinks.
func (c *compiled) findGroups() {
	p := c.p
	index := map[string]int{}
	for k := range p.Classes {
		for m := range p.Metros {
			if demandless(p.DemandMW[k][m]) {
				continue
			}
			key := c.signature(k, m)
			g, known := index[key]
			if !known {
				g = len(c.groups)
				index[key] = g
				c.groups = append(c.groups, group{
					demandMW: make([]float64, c.periods), price: p.Classes[k].UnservedJPYPerMWYear, backup: -1,
				})
				if p.Classes[k].BackupShare > 0 {
					c.groups[g].backup = k
				}
			}
			c.groups[g].pairs = append(c.groups[g].pairs, pair{k, m})
			for t, mw := range p.DemandMW[k][m] {
				c.groups[g].demandMW[t] += mw
			}
		}
	}
	for g := range c.groups {
		zones := []int{-1}
		if c.groups[g].backup >= 0 {
			zones = c.zones()
		}
		for _, z := range zones {
			c.groups[g].sinks = append(c.groups[g].sinks, len(c.sinks))
			c.sinks = append(c.sinks, sink{group: g, zone: z})
		}
	}
	for k, class := range p.Classes {
		if class.BackupShare > 0 {
			for _, z := range c.zones() {
				c.sinks = append(c.sinks, sink{group: -1, zone: z, class: k})
			}
		}
	}
}

func demandless(mw []float64) bool {
	for _, x := range mw {
		if x > 0 {
			return false
		}
	}
	return true
}

func (c *compiled) zones() []int {
	zones := make([]int, len(c.p.Policy.Separated))
	for z := range zones {
		zones[z] = z
	}
	return zones
}

// signature is equal for demands that can be merged.
func (c *compiled) signature(k, m int) string {
	var key []byte
	n, word := 0, byte(0)
	for i := range c.p.Sites {
		for o := range c.p.Sites[i].Fibers {
			if c.serves(i, o, k, m) {
				word |= 1 << (n % 8)
			}
			if n++; n%8 == 0 {
				key, word = append(key, word), 0
			}
		}
	}
	key = append(key, word)
	for _, price := range c.p.Classes[k].UnservedJPYPerMWYear {
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(price))
	}
	if c.p.Classes[k].BackupShare > 0 {
		key = binary.LittleEndian.AppendUint64(key, uint64(k+1))
	}
	return string(key)
}

// serves reports whether a fiber option can serve a class in a metro.
func (c *compiled) serves(i, o, k, m int) bool {
	return c.p.Sites[i].Fibers[o].Reach[k][m] && suits(c.p, i, o, k)
}

// reach lists the sinks of a fiber option.
func (c *compiled) reach(i, o int) bitset {
	b := newBitset(len(c.sinks))
	for n, s := range c.sinks {
		if s.zone >= 0 && s.zone != c.p.Sites[i].Zone {
			continue
		}
		if s.group < 0 {
			if suits(c.p, i, o, s.class) {
				b.set(n)
			}
			continue
		}
		first := c.groups[s.group].pairs[0]
		if c.serves(i, o, first.class, first.metro) {
			b.set(n)
		}
	}
	return b
}

// key is equal for equal sets of the same size.
func (b bitset) key() string {
	out := make([]byte, 0, 8*len(b))
	for _, w := range b {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return string(out)
}
