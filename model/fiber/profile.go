package fiber

import (
	"errors"
	"fmt"
	"math"
)

// LightKmPerUs is the speed of light in vacuum, exact by definition of the metre.
const LightKmPerUs = 0.299792458

// GroupIndex is the group index of standard single-mode fibre (ITU-T G.652, as
// data sheets give it at 1550 nm): 4.89672 µs per km one way.
const GroupIndex = 1.468

// Profile is a way to carry traffic along a route, and what it costs in time. Both
// built-in profiles take the shortest fiber: that a packet network makes detours over
// its routers, and a photonic one fewer, is not in them, since no operator publishes
// where its routers stand.
type Profile struct {
	Name       string
	GroupIndex float64 // at least GroupIndex: no profile outruns the fibre
	// An amplifier stands every AmplifierSpacingKm inside a section.
	AmplifierSpacingKm float64
	AmplifierUs        float64
	// Modes lists the line rates to choose from, fastest first. A section takes
	// the fastest one that needs no regenerator, else the last with regenerators.
	Modes         []Mode
	RegeneratorUs float64
	TransponderUs Band // at each of the two ends of a section
	SwitchUs      Band // packet switch, once a hop
	// Photonic routes are one optical section from end to end, without a packet
	// switch; else every span is a section and a hop.
	Photonic bool
	Source   string // what the figures stand on
}

// PacketProfile is today's packet transport: every span is terminated in
// transponders and a router.
func PacketProfile() Profile {
	return Profile{
		Name: "packet", GroupIndex: GroupIndex,
		AmplifierSpacingKm: 80, AmplifierUs: 0.15,
		Modes: Modes()[:1], RegeneratorUs: 100,
		TransponderUs: Band{3, 5, 10},
		SwitchUs:      Band{20, 50, 100},
		Source:        "switches 20–100 µs a hop; transponder 3–10 µs is an assumption (coherent modem with soft-decision FEC)",
	}
}

// APNProfile is an all-photonic network: one light path from end to end, at the
// fastest line rate that reaches without regeneration.
func APNProfile() Profile {
	p := PacketProfile()
	p.Name, p.Photonic = "apn", true
	p.Modes, p.SwitchUs = Modes(), Band{}
	p.Source = "no packet hop; reach by mode with 2 dB margin on 80 km spans; transponder 3–10 µs is an assumption that gives 0.89 ms for the 89 km of the UK trial (0.9 ms reported)"
	return p
}

// Profiles returns the built-in profiles.
func Profiles() []Profile { return []Profile{PacketProfile(), APNProfile()} }

// ProfileNamed returns a built-in profile.
func ProfileNamed(name string) (Profile, error) {
	for _, p := range Profiles() {
		if p.Name == name {
			return p, nil
		}
	}
	return Profile{}, fmt.Errorf("fiber: transport profile %q: want packet or apn", name)
}

// Check refuses a profile that could be faster than light in its fibre.
func (p Profile) Check() error {
	switch {
	case !(p.GroupIndex >= GroupIndex) || math.IsInf(p.GroupIndex, 0):
		return fmt.Errorf("fiber: profile %q: group index %g: want at least %g", p.Name, p.GroupIndex, GroupIndex)
	case !(p.AmplifierSpacingKm > 0):
		return fmt.Errorf("fiber: profile %q: amplifier spacing %g km: want more than 0", p.Name, p.AmplifierSpacingKm)
	case len(p.Modes) == 0:
		return fmt.Errorf("fiber: profile %q: no line rate", p.Name)
	}
	for _, m := range p.Modes {
		if !(m.ReachKm > 0) {
			return fmt.Errorf("fiber: profile %q: reach %g km of mode %q: want more than 0", p.Name, m.ReachKm, m.Name)
		}
	}
	for _, us := range []float64{p.AmplifierUs, p.RegeneratorUs, p.TransponderUs.Low, p.SwitchUs.Low} {
		if !(us >= 0) || math.IsInf(us, 0) {
			return fmt.Errorf("fiber: profile %q: delay %g µs: want a finite number, not negative", p.Name, us)
		}
	}
	for _, b := range []Band{p.TransponderUs, p.SwitchUs} {
		if !(b.Low <= b.Base && b.Base <= b.High) || math.IsInf(b.High, 0) {
			return errors.New("fiber: profile " + p.Name + ": want low ≤ base ≤ high of every band")
		}
	}
	return nil
}

// UsPerKm returns the one-way propagation delay per kilometre.
func (p Profile) UsPerKm() float64 { return p.GroupIndex / LightKmPerUs }

// ReachKm returns the length of fibre whose propagation alone takes an RTT.
func (p Profile) ReachKm(rttMs float64) float64 { return rttMs * 1000 / (2 * p.UsPerKm()) }
