package fiber

import "math"

// Class is a class of workload and what it asks of the network. A limit of NaN
// and a flag of false ask nothing.
type Class struct {
	ID         string
	Name       string
	MaxRTTms   float64 // round-trip time to users or peers
	MaxFibreKm float64 // fibre length to peers
	// MaxPairDifferenceMs bounds the difference between the round-trip times of
	// the two diverse routes.
	MaxPairDifferenceMs float64
	MinGbps             float64
	MinApartKm          float64 // between two sites of the class
	NeedsIX             bool    // an internet exchange in the metro
	Domestic            bool    // under domestic control
	Source              string
}

// Classes returns the built-in table of workload classes. Scenarios may override
// every limit.
func Classes() []Class {
	return []Class{
		newClass("az", "zone of a cloud region", 2, "Azure, AWS: 2 ms zone to zone, 100 km; Google Distributed Cloud: 1 ms, 50 km primary, 100 km secondary", func(c *Class) { c.MaxFibreKm = 100 }),
		newClass("sync", "storage mirroring", 5, "VMware: 5 ms; NetApp MetroCluster: 0.2 ms or 20 km between the two routes", func(c *Class) { c.MaxPairDifferenceMs = 0.2 }),
		newClass("realtime", "inference and control in real time", 10, "press, blog grade; to the metro", nil),
		newClass("interactive", "interactive inference", 50, "vendor pages", nil),
		newClass("edge", "content delivery", 5, "assumption", func(c *Class) { c.NeedsIX = true }),
		newClass("batch", "batch inference, rendering", 100, "assumption: no limit but 100 ms", nil),
		newClass("training-multi", "training across sites", 2, "NTT Communications 2024: 40 km apart, 1.006 times the time of one site; 25–50 km shown", func(c *Class) { c.MinGbps = 100 }),
		newClass("training", "training at one site", math.NaN(), "no limit", nil),
		newClass("hpc", "national supercomputer", math.NaN(), "bulk import of 100 Gb/s", func(c *Class) { c.MinGbps = 100 }),
		newClass("sovereign", "sovereign cloud", 20, "assumption", func(c *Class) { c.MinApartKm, c.Domestic = 300, true }),
	}
}

func newClass(id, name string, rttMs float64, source string, more func(*Class)) Class {
	nan := math.NaN()
	c := Class{
		ID: id, Name: name, MaxRTTms: rttMs, Source: source,
		MaxFibreKm: nan, MaxPairDifferenceMs: nan, MinGbps: nan, MinApartKm: nan,
	}
	if more != nil {
		more(&c)
	}
	return c
}

// Offer is what a site has to offer a class. What is not known is NaN or
// Unknown.
type Offer struct {
	RTTms            float64 // to the users or peers of the class
	FibreKm          float64
	PairDifferenceMs float64
	Gbps             float64
	ApartKm          float64 // from the other site
	IXInMetro        Verdict
	Domestic         Verdict
}

// Verdict is yes, no, or not known.
type Verdict int8

// The verdicts.
const (
	Unknown Verdict = iota
	Yes
	No
)

// String returns unknown, yes or no.
func (v Verdict) String() string { return [...]string{"unknown", "yes", "no"}[v] }

// MarshalText writes the verdict as its word.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// Served says whether a site can serve a class.
type Served struct {
	Class   string
	Verdict Verdict
	// Failed and Missing name the limits that the site breaks, and those for which
	// its figure is not known.
	Failed, Missing []string
}

// Serve holds an offer against a class: no when a limit is broken, unknown when
// none is but a figure is missing.
func (c Class) Serve(o Offer) Served {
	s := Served{Class: c.ID, Verdict: Yes}
	s.limit("rtt", o.RTTms, c.MaxRTTms, 1)
	s.limit("fibre length", o.FibreKm, c.MaxFibreKm, 1)
	s.limit("pair difference", o.PairDifferenceMs, c.MaxPairDifferenceMs, 1)
	s.limit("capacity", o.Gbps, c.MinGbps, -1)
	s.limit("distance apart", o.ApartKm, c.MinApartKm, -1)
	s.flag("exchange in the metro", o.IXInMetro, c.NeedsIX)
	s.flag("domestic control", o.Domestic, c.Domestic)
	switch {
	case len(s.Failed) > 0:
		s.Verdict = No
	case len(s.Missing) > 0:
		s.Verdict = Unknown
	}
	return s
}

// limit holds a figure against an upper (sign 1) or lower (sign −1) limit.
func (s *Served) limit(name string, figure, limit, sign float64) {
	switch {
	case math.IsNaN(limit):
	case math.IsNaN(figure):
		s.Missing = append(s.Missing, name)
	case figure*sign > limit*sign:
		s.Failed = append(s.Failed, name)
	}
}

func (s *Served) flag(name string, figure Verdict, needed bool) {
	switch {
	case !needed || figure == Yes:
	case figure == No:
		s.Failed = append(s.Failed, name)
	default:
		s.Missing = append(s.Missing, name)
	}
}
