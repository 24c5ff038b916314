package optical

import "fmt"

// Rule is one thing that [Check] looks at.
type Rule struct {
	ID       string
	Title    string
	Severity Severity
	find     func(c *checker)
}

// Rules returns the rules of [Check] in the order in which they run.
func Rules() []Rule {
	return []Rule{
		{"node-id", "every node has an id of its own", Fatal, (*checker).nodeIDs},
		{"node-place", "a location is a place on the globe", Fatal, (*checker).nodePlaces},
		{"node-unlocated", "every node has a location", Warning, (*checker).unlocated},
		{"node-pixels", "locations are degrees, not pixels of a drawing", Warning, (*checker).pixels},
		{"span-id", "every span has an id of its own", Fatal, (*checker).spanIDs},
		{"span-ends", "a span ends at nodes of the network", Fatal, (*checker).spanEnds},
		{"span-length", "a length is a number of kilometres, not negative", Fatal, (*checker).lengths},
		{"span-loop", "a span joins two different nodes", Warning, (*checker).loops},
		{"span-parallel", "two nodes are joined by one span", Warning, (*checker).parallels},
		{"span-zero", "a span has a length above zero", Warning, (*checker).zeroLengths},
		{"span-unmeasured", "a span has a length or two located ends", Warning, (*checker).unmeasured},
		{"span-stretch", "a span is 1 to 5 times as long as its air line", Warning, (*checker).stretches},
		{"swapped", "longitude stands before latitude", Warning, (*checker).swapped},
	}
}

// Check runs every rule. It changes nothing.
func Check(net *Network) Findings {
	c := &checker{net: net, index: make(map[string]int, len(net.Nodes))}
	for i, n := range net.Nodes {
		if _, seen := c.index[n.ID]; !seen {
			c.index[n.ID] = i
		}
	}
	for _, rule := range Rules() {
		c.rule = rule
		rule.find(c)
	}
	return c.findings
}

type checker struct {
	net      *Network
	index    map[string]int // node id → first position
	rule     Rule
	findings Findings
}

func (c *checker) node(n Node, format string, args ...any) {
	c.add(n.At, fmt.Sprintf("node %q", n.ID), format, args)
}

func (c *checker) span(s Span, format string, args ...any) {
	c.add(s.At, fmt.Sprintf("span %q", s.ID), format, args)
}

func (c *checker) add(at Origin, element, format string, args []any) {
	c.findings = append(c.findings, Finding{
		Rule: c.rule.ID, Severity: c.rule.Severity, File: at.File, Line: at.Line,
		Element: element, Message: fmt.Sprintf(format, args...),
	})
}

// ends returns the two nodes of a span, false unless both are known.
func (c *checker) ends(s Span) (from, to Node, ok bool) {
	i, okFrom := c.index[s.From]
	j, okTo := c.index[s.To]
	if !okFrom || !okTo {
		return Node{}, Node{}, false
	}
	return c.net.Nodes[i], c.net.Nodes[j], true
}
