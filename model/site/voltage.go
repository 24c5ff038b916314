package site

import "math"

const infiniteKV = math.MaxFloat64

// VoltageClass is the class at which a customer of a certain size connects.
type VoltageClass struct {
	Name  string
	MinKV float64 // lowest nominal voltage of the class
	MaxMW float64 // largest customer of the class
}

// VoltageClasses lists the classes from the smallest customer up: the practice
// of Japan's transmission operators (TEPCO PG: 66 kV below 50 MW, 154 kV from
// 50 MW), an estimate where an area's own rules are not published.
func VoltageClasses() []VoltageClass {
	return []VoltageClass{
		{"22–33 kV", 22, 10},
		{"66–77 kV", 66, 50},
		{"154 kV", 110, 200},
		{"275 kV", 187, 1000},
		{"500 kV", 500, math.MaxFloat64},
	}
}

// ClassFor returns the voltage class that a load of mw megawatts calls for.
func ClassFor(mw float64) VoltageClass {
	classes := VoltageClasses()
	for _, class := range classes {
		if mw <= class.MaxMW {
			return class
		}
	}
	return classes[len(classes)-1]
}
