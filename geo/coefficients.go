package geo

// The coefficients of the series that run in both ε and the third flattening n
// (Karney 2013, eqs. 24, 25, 63), for WGS84. Row l holds the polynomial in ε,
// lowest power first, that multiplies ε^l (C₄) or ε^(l+1) (C₃).
var (
	a3 = [6]float64{
		inN(1, 1),
		inN(2, -1, 1),
		inN(8, -2, -1, 3),
		inN(16, -1, -3, -1),
		inN(64, -3, -2),
		inN(128, -3),
	}
	c3 = [6][6]float64{
		{
			inN(4, 1, -1),
			inN(8, 1, 0, -1),
			inN(64, 3, 3, -1),
			inN(128, 5, 2),
			inN(128, 3),
		},
		{
			inN(32, 2, -3, 1),
			inN(64, 3, -2, -3),
			inN(128, 3, 1),
			inN(256, 5),
		},
		{
			inN(192, 5, -9, 5),
			inN(384, 9, -10),
			inN(512, 7),
		},
		{
			inN(512, 7, -14),
			inN(512, 7),
		},
		{
			inN(2560, 21),
		},
	}
	c4 = [6][6]float64{
		{
			inN(45045, 30030, -12012, 3432, 572, 208, 100),
			inN(15015, -3003, 6864, -4576, 624, 64),
			inN(45045, -858, -4576, 14144, -10656),
			inN(45045, 1573, -4784, -224),
			inN(45045, 156, 1088),
			inN(15015, 97),
		},
		{
			inN(135135, 3003, -6864, 4576, -624, -64),
			inN(135135, -2574, 9152, -11648, 5952),
			inN(135135, -1287, 1040, 5792),
			inN(135135, 468, -2944),
			inN(9009, 1),
		},
		{
			inN(225225, 1716, -4576, 4160, -1440),
			inN(225225, -1144, 4992, -8448),
			inN(225225, -936, 1856),
			inN(10725, 8),
		},
		{
			inN(315315, 1144, -3328, 3584),
			inN(105105, -208, 1024),
			inN(63063, -136),
		},
		{
			inN(405405, 832, -2560),
			inN(135135, -128),
		},
		{
			inN(99099, 128),
		},
	}
)

// inN evaluates (c[0] + c[1] n + …) / denominator.
func inN(denominator float64, c ...float64) float64 {
	return horner(c, thirdFlattening) / denominator
}
