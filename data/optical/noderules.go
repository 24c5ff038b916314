package optical

import (
	"math"

	"github.com/wattbit/wattbit/geo"
)

func (c *checker) nodeIDs() {
	for i, n := range c.net.Nodes {
		if n.ID == "" {
			c.node(n, "has no id")
		} else if first := c.index[n.ID]; first != i {
			c.node(n, "has the id of an earlier node (%s)", c.net.Nodes[first].At)
		}
	}
}

func (c *checker) nodePlaces() {
	for _, n := range c.net.Nodes {
		if !n.Located() {
			continue
		}
		x, y := n.Location[0], n.Location[1]
		if math.IsInf(x, 0) || math.IsInf(y, 0) {
			c.node(n, "location %g, %g is not finite", x, y)
			continue
		}
		if c.net.KmPerUnit > 0 {
			continue
		}
		if err := geo.CheckLonLat(x, y); err != nil {
			c.node(n, "%v (or planar coordinates, such as pixels of a drawing: then a scale is needed)", err)
		}
	}
}

func (c *checker) unlocated() {
	for _, n := range c.net.Nodes {
		if !n.Located() {
			c.node(n, "has no location: without a span of known length it is left out")
		}
	}
}

// minWholeNodes is how many nodes must stand on whole numbers before the file
// is suspected of giving pixels.
const minWholeNodes = 4

// pixels suspects coordinates that are all whole numbers, as drawings have them.
func (c *checker) pixels() {
	if c.net.KmPerUnit > 0 {
		return
	}
	whole := 0
	for _, n := range c.net.Nodes {
		if !n.Located() {
			continue
		}
		if n.Location[0] != math.Trunc(n.Location[0]) || n.Location[1] != math.Trunc(n.Location[1]) {
			return
		}
		whole++
	}
	if whole >= minWholeNodes {
		c.node(c.net.Nodes[0], "all %d locations are whole numbers: pixels of a drawing rather than degrees?", whole)
	}
}
