package main

import "github.com/wattbit/wattbit/model/topology"

// electrical are the assumed values of Japan's network: no operator publishes
// impedances or ratings.
var electrical = topology.Electrical{
	BaseMVA: 100,
	Lines: []topology.LineClass{
		{KV: 500, ROhmPerKm: 0.012, XOhmPerKm: 0.29, Amps: 4000, Source: "4 × ACSR 410–810 mm²"},
		{KV: 275, ROhmPerKm: 0.03, XOhmPerKm: 0.325, Amps: 2000, Source: "2 × ACSR 610 mm²"},
		{KV: 220, ROhmPerKm: 0.035, XOhmPerKm: 0.33, Amps: 2000, Source: "2 × ACSR 410–610 mm²"},
		{KV: 187, ROhmPerKm: 0.045, XOhmPerKm: 0.35, Amps: 1500, Source: "2 × ACSR 330–410 mm²"},
		{KV: 154, ROhmPerKm: 0.06, XOhmPerKm: 0.38, Amps: 1000, Source: "1–2 × ACSR 330–610 mm²"},
	},
	Transformers: []topology.TransformerClass{
		bank(500, 275, 1000, 4), bank(500, 220, 1000, 3), bank(500, 187, 750, 3), bank(500, 154, 750, 3),
		bank(275, 220, 450, 3), bank(275, 187, 450, 3), bank(275, 154, 450, 3),
		bank(220, 187, 300, 3), bank(220, 154, 300, 3), bank(187, 154, 300, 3),
	},
}

// bank is a class of transformers of 14 % reactance.
func bank(high, low, mva float64, banks int) topology.TransformerClass {
	return topology.TransformerClass{HighKV: high, LowKV: low, BankMVA: mva, Banks: banks, XPercent: 14, Source: "usual sizes of Japanese trunk substations"}
}
