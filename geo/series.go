package geo

import "math"

// The series of Karney (2013) to sixth order, in the expansion parameter ε of
// a geodesic (eq. 16). Those of A3, C3 and C4 also run in the third
// flattening, which is fixed here, so their polynomials in ε are made once.

// expansion returns ε for k² = e′² cos²α₀.
func expansion(k2 float64) float64 {
	return k2 / (2*(1+math.Sqrt(1+k2)) + k2)
}

// distanceScale returns A₁ (eq. 17).
func distanceScale(e float64) float64 {
	e2 := e * e
	return (1 + e2*(1.0/4+e2*(1.0/64+e2/256))) / (1 - e)
}

// reducedScale returns A₂ (eq. 42).
func reducedScale(e float64) float64 {
	e2 := e * e
	return (1 - e2*(3.0/4+e2*(7.0/64+e2*11/256))) / (1 + e)
}

// fourier holds the coefficients of a series: of sin 2x, sin 4x … or, for the
// area, of cos x, cos 3x …
type fourier [6]float64

// sines returns Σ c[l] sin 2(l+1)x by Clenshaw's summation.
func (c *fourier) sines(x angle) float64 {
	b, _ := c.clenshaw(x)
	return 2 * x.sin * x.cos * b
}

// cosines returns Σ c[l] cos (2l+1)x.
func (c *fourier) cosines(x angle) float64 {
	b0, b1 := c.clenshaw(x)
	return x.cos * (b0 - b1)
}

func (c *fourier) clenshaw(x angle) (b0, b1 float64) {
	twice := 2 * (x.cos - x.sin) * (x.cos + x.sin) // 2 cos 2x
	for l := len(c) - 1; l >= 0; l-- {
		b0, b1 = twice*b0-b1+c[l], b0
	}
	return b0, b1
}

// distanceSeries returns C₁ (eq. 18), arc to distance.
func distanceSeries(e float64) fourier {
	e2, e3 := e*e, e*e*e
	return fourier{
		e * (-1.0/2 + e2*(3.0/16-e2/32)),
		e2 * (-1.0/16 + e2*(1.0/32-e2*9/2048)),
		e3 * (-1.0/48 + e2*3/256),
		e2 * e2 * (-5.0/512 + e2*3/512),
		e2 * e3 * (-7.0 / 1280),
		e3 * e3 * (-7.0 / 2048),
	}
}

// arcSeries returns C₁′ (eq. 21), distance to arc.
func arcSeries(e float64) fourier {
	e2, e3 := e*e, e*e*e
	return fourier{
		e * (1.0/2 + e2*(-9.0/32+e2*205/1536)),
		e2 * (5.0/16 + e2*(-37.0/96+e2*1335/4096)),
		e3 * (29.0/96 - e2*75/128),
		e2 * e2 * (539.0/1536 - e2*2391/2560),
		e2 * e3 * (3467.0 / 7680),
		e3 * e3 * (38081.0 / 61440),
	}
}

// reducedSeries returns C₂ (eq. 43), for the reduced length.
func reducedSeries(e float64) fourier {
	e2, e3 := e*e, e*e*e
	return fourier{
		e * (1.0/2 + e2*(1.0/16+e2/32)),
		e2 * (3.0/16 + e2*(1.0/32+e2*35/2048)),
		e3 * (5.0/48 + e2*5/256),
		e2 * e2 * (35.0/512 + e2*7/512),
		e2 * e3 * (63.0 / 1280),
		e3 * e3 * (77.0 / 2048),
	}
}

// longitudeScale returns A₃ (eq. 24).
func longitudeScale(e float64) float64 { return horner(a3[:], e) }

// longitudeSeries returns C₃ (eq. 25).
func longitudeSeries(e float64) (c fourier) { return powers(&c3, e, 1) }

// areaSeries returns C₄ (eq. 63, carried to sixth order).
func areaSeries(e float64) (c fourier) { return powers(&c4, e, 0) }

// powers evaluates the polynomials p[l] and multiplies them by ε^(l+shift).
func powers(p *[6][6]float64, e float64, shift int) (c fourier) {
	mult := 1.0
	if shift == 1 {
		mult = e
	}
	for l := range c {
		c[l] = mult * horner(p[l][:6-l], e)
		mult *= e
	}
	return c
}

// horner evaluates c[0] + c[1] x + c[2] x² …
func horner(c []float64, x float64) float64 {
	y := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		y = y*x + c[i]
	}
	return y
}
