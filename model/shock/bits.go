package shock

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/fiber"
	"github.com/wattbit/wattbit/model/fiber/siting"
)

// Bits is the optical network that an event strikes.
type Bits struct {
	Network *fiber.Network
	Hubs    []string // ids of nodes; a site is connected while it reaches one
	Centres []Centre // where users are
	// Exchanges are ids of nodes; nil for every node of that kind.
	Exchanges []string
	// Attach are the kinds of node that a site's spurs may end at, any when empty;
	// Spurs is how many of the nearest a site is joined to.
	Attach  []optical.NodeKind
	Spurs   int
	Profile fiber.Profile
}

// Centre is a centre of demand at a node of the network.
type Centre struct {
	ID, Name string
	Node     string
}

// spursOfSite is how many nodes a site is joined to unless told otherwise.
const spursOfSite = 2

// AtlasBits takes the network of an atlas as of a year (0 for every span), its two
// hubs of Japan or the given ones, and its metros, each at its nearest long-haul
// node. Sites get two spurs to such nodes, and light runs on an all-photonic network.
func AtlasBits(a *atlas.Atlas, year int, hubs ...string) (Bits, error) {
	o := fiber.DefaultOptions()
	o.InServiceBy = year
	net, findings, err := fiber.New(a.Optical(), o)
	if err != nil {
		return Bits{}, fmt.Errorf("shock: %w", err)
	}
	if fatal := findings.Fatal(); len(fatal) > 0 {
		return Bits{}, fmt.Errorf("shock: the atlas's optical network cannot be used: %w", fatal[0])
	}
	if len(hubs) == 0 {
		hubs = siting.JapanHubs
	}
	b := Bits{Network: net, Hubs: hubs, Attach: []optical.NodeKind{optical.PoP}, Spurs: spursOfSite, Profile: fiber.APNProfile()}
	access, err := net.Access(b.Attach...)
	if err != nil {
		return Bits{}, err
	}
	for _, p := range a.Places {
		if p.Kind != atlas.Metro {
			continue
		}
		near, err := access.Nearest(p.Location, 1)
		if err != nil {
			return Bits{}, err
		}
		if len(near) > 0 {
			b.Centres = append(b.Centres, Centre{ID: p.ID, Name: p.Name, Node: net.Node(near[0].Node).ID})
		}
	}
	return b, nil
}

// wires is the network with the sites joined to it, and what may fail in it.
type wires struct {
	bits      Bits
	net       *fiber.Network
	own       int // nodes and spans of the network itself come first
	ownSpans  int
	sites     []int // nodes at which routes of sites start
	arrivals  []int // nodes at which routes to sites end
	hubs      []int
	centres   []int
	exchanges []int
	landings  []int   // cable landings with a span
	joined    []bool  // own nodes with a span: the others are of a later year
	peerKm    float64 // routes between sites that are longer interest no class
}

const arrival = " (arrival)"

// siteNode is the id of a site's node: no node of the network has it.
func siteNode(id string) string { return "site " + id }

func newWires(b Bits, sites []Site, classes []Class) (*wires, error) {
	if b.Network == nil || len(b.Hubs) == 0 || b.Spurs < 1 {
		return nil, errors.New("shock: expected a network, at least one hub and one spur")
	}
	if err := b.Profile.Check(); err != nil {
		return nil, fmt.Errorf("shock: %w", err)
	}
	w := &wires{bits: b, own: b.Network.NumNodes(), ownSpans: b.Network.NumSpans()}
	if err := w.join(sites); err != nil {
		return nil, err
	}
	w.joined = make([]bool, w.own)
	for i := range w.ownSpans {
		s := w.net.Span(i)
		w.joined[s.A], w.joined[s.B] = true, true
	}
	for _, v := range b.Network.NodesOf(optical.CableLanding) {
		if w.joined[v] {
			w.landings = append(w.landings, v)
		}
	}
	for _, c := range classes {
		if c.Peers == Sites {
			w.peerKm = max(w.peerKm, reachKm(c, b.Profile))
		}
	}
	return w, w.find()
}

// reachKm is the longest fibre on which a class can be served.
func reachKm(c Class, p fiber.Profile) float64 {
	km := inf
	if c.MaxRTTms == c.MaxRTTms { // not NaN
		km = p.ReachKm(c.MaxRTTms)
	}
	if c.MaxFibreKm == c.MaxFibreKm {
		km = min(km, c.MaxFibreKm)
	}
	return km
}

// join adds each site twice: routes start at one of the two and end at the other,
// so that none passes through a site.
func (w *wires) join(sites []Site) error {
	at := make([]fiber.Site, len(sites))
	for i, s := range sites {
		at[i] = fiber.Site{ID: siteNode(s.ID), Location: s.Location}
	}
	attached, err := w.bits.Network.Attach(at, w.bits.Spurs, w.bits.Attach...)
	if err != nil {
		return fmt.Errorf("shock: %w", err)
	}
	var edits []fiber.Edit
	for i, s := range at {
		w.sites = append(w.sites, w.own+i)
		w.arrivals = append(w.arrivals, w.own+len(sites)+i)
		edits = append(edits, fiber.AddNode{Node: optical.Node{ID: s.ID + arrival, Location: s.Location}})
	}
	for k := w.ownSpans; k < attached.NumSpans(); k++ {
		s := attached.Span(k)
		edits = append(edits, fiber.AddSpan{Span: optical.Span{
			ID: s.ID + arrival, From: s.To, To: s.From + arrival, Directed: true, Kind: s.Kind,
			LengthKm: s.Km.Base, LengthBasis: optical.Estimated, CapacityGbps: s.CapacityGbps,
		}})
	}
	if w.net, err = attached.Apply(edits...); err != nil {
		return fmt.Errorf("shock: %w", err)
	}
	return nil
}

func (w *wires) find() error {
	var centres []string
	for _, c := range w.bits.Centres {
		centres = append(centres, c.Node)
	}
	for _, part := range []struct {
		ids  []string
		into *[]int
	}{{w.bits.Hubs, &w.hubs}, {centres, &w.centres}, {w.bits.Exchanges, &w.exchanges}} {
		for _, id := range part.ids {
			v, err := w.bits.Network.NodeIndex(id)
			if err != nil {
				return fmt.Errorf("shock: %w", err)
			}
			*part.into = append(*part.into, v)
		}
	}
	if w.bits.Exchanges == nil {
		w.exchanges = w.bits.Network.NodesOf(optical.IXP)
	}
	return nil
}

// spurs returns how many spurs the sites have.
func (w *wires) spurs() int { return (w.net.NumSpans() - w.ownSpans) / 2 }

// line is how a span is drawn.
func (w *wires) line(s fiber.Span) orb.LineString {
	if len(s.Route) >= 2 {
		return s.Route
	}
	a, b := w.net.Node(s.A), w.net.Node(s.B)
	if !a.Located() || !b.Located() {
		return nil
	}
	return orb.LineString{a.Location, b.Location}
}

// leg is a route in the two figures that classes ask for; infinite without one.
type leg struct{ rttMs, km float64 }

var noLeg = leg{inf, inf}

// reach is what sites reach in one state of the network.
type reach struct {
	hub       []bool // by site
	centre    []leg
	exchange  []leg
	peers     []peers // by site
	parts     int     // connected parts of the network's own nodes with a span that still stand
	landings  int     // that still stand and reach a hub
	hubCentre [][]bool
}

// measure finds what sites reach in a network, of which some nodes have failed.
func (w *wires) measure(ctx context.Context, net *fiber.Network, failed []bool) (*reach, error) {
	r := &reach{hub: make([]bool, len(w.sites))}
	toHub, err := net.Hubs(ctx, w.hubs...)
	if err != nil {
		return nil, err
	}
	for i, v := range w.sites {
		r.hub[i] = toHub.Km(v) < inf
	}
	if r.centre, err = w.nearest(ctx, net, w.centres); err != nil {
		return nil, err
	}
	if r.exchange, err = w.nearest(ctx, net, w.exchanges); err != nil {
		return nil, err
	}
	if r.peers, err = w.between(ctx, net); err != nil {
		return nil, err
	}
	w.connect(net, failed, r)
	return r, nil
}

// nearest returns the leg from each site to the nearest of some nodes.
func (w *wires) nearest(ctx context.Context, net *fiber.Network, nodes []int) ([]leg, error) {
	legs := slices.Repeat([]leg{noLeg}, len(w.sites))
	if len(nodes) == 0 {
		return legs, nil
	}
	target, err := net.Hubs(ctx, nodes...)
	if err != nil {
		return nil, err
	}
	for i, v := range w.sites {
		route, ok, err := target.Route(v)
		if err != nil {
			return nil, err
		}
		if ok {
			legs[i] = w.leg(route)
		}
	}
	return legs, nil
}

func (w *wires) leg(r fiber.Route) leg {
	return leg{w.bits.Profile.Delay(r).Base.RTTms(), r.Km.Base}
}

// peers are the sites that one site reaches, the nearest by fibre first. A leg is
// only worked out when it is asked for.
type peers struct {
	tree  *fiber.Tree
	sites []int
	legs  []leg
	known []bool
}

func (w *wires) between(ctx context.Context, net *fiber.Network) ([]peers, error) {
	if w.peerKm == 0 {
		return nil, nil
	}
	all := make([]peers, len(w.sites))
	for i, v := range w.sites {
		tree, err := net.Tree(ctx, v)
		if err != nil {
			return nil, err
		}
		p := peers{tree: tree}
		for j, to := range w.arrivals {
			if i != j && tree.Km[to] <= w.peerKm && tree.Km[to] < inf {
				p.sites = append(p.sites, j)
			}
		}
		slices.SortStableFunc(p.sites, func(a, b int) int { return cmp.Compare(tree.Km[w.arrivals[a]], tree.Km[w.arrivals[b]]) })
		p.legs, p.known = make([]leg, len(p.sites)), make([]bool, len(p.sites))
		all[i] = p
	}
	return all, nil
}

// legTo returns the leg to the k-th peer.
func (w *wires) legTo(p *peers, k int) leg {
	if !p.known[k] {
		p.legs[k], p.known[k] = noLeg, true
		if route, ok := p.tree.Route(w.arrivals[p.sites[k]]); ok {
			p.legs[k] = w.leg(route)
		}
	}
	return p.legs[k]
}

// settle works out every leg, so that workers can share a state.
func (w *wires) settle(r *reach) {
	for i := range r.peers {
		for k := range r.peers[i].sites {
			w.legTo(&r.peers[i], k)
		}
	}
}

// connect counts connected parts and landings, and tells which hub reaches which
// centre.
func (w *wires) connect(net *fiber.Network, failed []bool, r *reach) {
	part := w.partsOf(net)
	seen := map[int]bool{}
	for v := range w.own {
		if w.joined[v] && !failed[v] && !seen[part[v]] {
			seen[part[v]] = true
			r.parts++
		}
	}
	for _, v := range w.landings {
		if !failed[v] && slices.ContainsFunc(w.hubs, func(h int) bool { return !failed[h] && part[h] == part[v] }) {
			r.landings++
		}
	}
	for _, h := range w.hubs {
		row := make([]bool, len(w.centres))
		for j, c := range w.centres {
			row[j] = !failed[h] && !failed[c] && part[h] == part[c]
		}
		r.hubCentre = append(r.hubCentre, row)
	}
}

// partsOf returns for each of the network's own nodes one node of its connected
// part. Sites join no parts, though their spurs may lead to two.
func (w *wires) partsOf(net *fiber.Network) []int {
	parent := make([]int, w.own)
	for v := range parent {
		parent[v] = v
	}
	root := func(v int) int {
		for parent[v] != v {
			parent[v] = parent[parent[v]]
			v = parent[v]
		}
		return v
	}
	for i := range net.NumSpans() {
		if s := net.Span(i); s.A < w.own && s.B < w.own {
			parent[root(s.A)] = root(s.B)
		}
	}
	for v := range parent {
		parent[v] = root(v)
	}
	return parent
}

// airKm is the distance of every pair of sites.
func airKm(sites []Site) [][]float64 {
	km := make([][]float64, len(sites))
	for i := range sites {
		km[i] = make([]float64, len(sites))
		for j := range i {
			km[i][j] = geo.DistanceKm(sites[i].Location, sites[j].Location)
			km[j][i] = km[i][j]
		}
	}
	return km
}
