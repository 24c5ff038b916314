package fiber

import "math"

// Delay is the one-way delay of a route by element, in µs:
//
//	km·n/c + amplifiers·0.15 + regenerators·100 + terminals·t_xpdr + switches·t_sw
type Delay struct {
	PropagationUs float64
	AmplifierUs   float64
	RegeneratorUs float64
	TransponderUs float64
	SwitchUs      float64

	Amplifiers   int
	Regenerators int
	Terminals    int
	Switches     int
}

// OneWayUs returns the sum of the elements.
func (d Delay) OneWayUs() float64 {
	return d.PropagationUs + d.AmplifierUs + d.RegeneratorUs + d.TransponderUs + d.SwitchUs
}

// RTTms returns the round-trip time, twice the one-way delay.
func (d Delay) RTTms() float64 { return 2 * d.OneWayUs() / 1000 }

// DelayBand is the delay of a route with the band that comes from estimated
// lengths and from the profile.
type DelayBand struct{ Low, Base, High Delay }

// RTTms returns the band of the round-trip time.
func (d DelayBand) RTTms() Band {
	return Band{d.Low.RTTms(), d.Base.RTTms(), d.High.RTTms()}
}

// OneWayUs returns the band of the one-way delay.
func (d DelayBand) OneWayUs() Band {
	return Band{d.Low.OneWayUs(), d.Base.OneWayUs(), d.High.OneWayUs()}
}

// Delay returns the delay of a route. A route of no span has none.
func (p Profile) Delay(r Route) DelayBand {
	at := func(pick func(Band) float64) Delay {
		kms := make([]float64, len(r.SpanKm))
		for i, b := range r.SpanKm {
			kms[i] = pick(b)
		}
		return p.sum(kms, pick)
	}
	return DelayBand{
		Low:  at(func(b Band) float64 { return b.Low }),
		Base: at(func(b Band) float64 { return b.Base }),
		High: at(func(b Band) float64 { return b.High }),
	}
}

// sum adds up the sections of a route whose spans have the given lengths.
func (p Profile) sum(kms []float64, pick func(Band) float64) Delay {
	if len(kms) == 0 {
		return Delay{}
	}
	sections := kms
	if p.Photonic {
		total := 0.0
		for _, km := range kms {
			total += km
		}
		sections = []float64{total}
	}
	var d Delay
	for _, km := range sections {
		d.Regenerators += p.regenerators(km)
		d.Amplifiers += p.amplifiers(km)
		d.Terminals += 2
		d.PropagationUs += km * p.UsPerKm()
	}
	if !p.Photonic {
		d.Switches = len(sections)
	}
	d.AmplifierUs = float64(d.Amplifiers) * p.AmplifierUs
	d.RegeneratorUs = float64(d.Regenerators) * p.RegeneratorUs
	d.TransponderUs = float64(d.Terminals) * pick(p.TransponderUs)
	d.SwitchUs = float64(d.Switches) * pick(p.SwitchUs)
	return d
}

// regenerators returns ceil(L/reach) − 1 for the mode that a section takes.
func (p Profile) regenerators(km float64) int {
	mode, _ := FastestMode(p.Modes, km)
	return inside(km, mode.ReachKm)
}

// amplifiers returns ceil(L/spacing) − 1 for each part between regenerators.
func (p Profile) amplifiers(km float64) int {
	parts := p.regenerators(km) + 1
	return parts * inside(km/float64(parts), p.AmplifierSpacingKm)
}

// inside returns how many points at most step apart divide a length.
func inside(km, step float64) int {
	return max(0, int(min(math.Ceil(km/step), math.MaxInt32))-1)
}

// DifferenceMs returns how much longer the round trip on the longer route of a
// pair takes; NaN when there is no pair. Storage mirroring over both routes
// bounds it, MetroCluster at 0.2 ms.
func (p Profile) DifferenceMs(pair Pair) float64 {
	if !pair.Found {
		return math.NaN()
	}
	return math.Abs(p.Delay(pair.Long).Base.RTTms() - p.Delay(pair.Short).Base.RTTms())
}
