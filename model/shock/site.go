package shock

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/geo"
)

// Site is a place with IT load.
type Site struct {
	ID       string
	Name     string
	Location orb.Point
	Region   string // prefecture; found by the location when empty
	Area     string // power area; that of the region when empty
	Loads    []ITLoad
	// BackupHours is the fuel on site; NaN or 0 for that of the shock.
	BackupHours float64
	// Backup is the site that takes over what is lost here; empty for none.
	Backup string
	// ReserveMW is kept free here to take over from others.
	ReserveMW float64
}

// ITLoad is IT load of one class of workload. An empty class may be any: it counts
// in every class, as what the load could be.
type ITLoad struct {
	Class string
	MW    float64 // NaN when unknown: counted apart
}

// checkSites refuses what cannot be computed with, and returns how many loads have
// no MW.
func checkSites(sites []Site, classes []Class) (unknown int, err error) {
	known := map[string]bool{"": true}
	for _, c := range classes {
		known[c.ID] = true
	}
	at := map[string]bool{}
	for _, s := range sites {
		if s.ID == "" || at[s.ID] {
			return 0, fmt.Errorf("shock: site %q: expected an id that no other site has", s.ID)
		}
		at[s.ID] = true
		if err := geo.CheckLonLat(s.Location[0], s.Location[1]); err != nil {
			return 0, fmt.Errorf("shock: site %q: %w", s.ID, err)
		}
		if s.ReserveMW < 0 || math.IsNaN(s.ReserveMW) || math.IsInf(s.ReserveMW, 0) || s.BackupHours < 0 {
			return 0, fmt.Errorf("shock: site %q: reserve %g MW and backup %g h; expected figures not negative", s.ID, s.ReserveMW, s.BackupHours)
		}
		for _, l := range s.Loads {
			if l.MW < 0 || math.IsInf(l.MW, 0) {
				return 0, fmt.Errorf("shock: site %q: load %g MW; expected a figure not negative", s.ID, l.MW)
			}
			if !known[l.Class] {
				return 0, fmt.Errorf("shock: site %q: class %q; expected a class of workload or nothing", s.ID, l.Class)
			}
			if math.IsNaN(l.MW) {
				unknown++
			}
		}
	}
	for _, s := range sites {
		if s.Backup != "" && (!at[s.Backup] || s.Backup == s.ID) {
			return 0, fmt.Errorf("shock: site %q: backup site %q; expected the id of another site", s.ID, s.Backup)
		}
	}
	return unknown, nil
}

// mw returns the known load of a site that counts in a class, all of it for "".
func (s *Site) mw(class string) float64 {
	sum := 0.0
	for _, l := range s.Loads {
		if !math.IsNaN(l.MW) && (class == "" || l.Class == "" || l.Class == class) {
			sum += l.MW
		}
	}
	return sum
}
