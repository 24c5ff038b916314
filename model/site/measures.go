package site

import (
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/geo"
	"github.com/wattbit/wattbit/model/cost"
)

// Ids of the two metros that have indicators of their own; in an atlas without
// them these figures are missing.
const (
	tokyoID = "metro-tokyo"
	osakaID = "metro-27100"
)

// infiniteKV is above every voltage.
const infiniteKV = math.MaxFloat64

// builder makes the measures of one survey.
type builder struct {
	atlas *atlas.Atlas
	opts  Options
	reg   *register
}

// families makes the families of all indicators of the catalogue.
func (b *builder) families() ([]family, error) {
	watts, err := b.connections()
	if err != nil {
		return nil, err
	}
	bits, err := b.routes()
	if err != nil {
		return nil, err
	}
	all := []family{watts, bits}
	for _, indicator := range Catalogue() {
		if slices.ContainsFunc(all[:2], func(f family) bool {
			return slices.ContainsFunc(f.columns, func(c spec) bool { return c.ID == indicator.ID })
		}) {
			continue
		}
		m, err := b.measure(indicator.ID)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", indicator.ID, err)
		}
		m.Indicator = indicator
		all = append(all, m.alone())
	}
	return all, nil
}

func (b *builder) measure(id string) (measure, error) {
	switch id {
	case SubstationKm:
		return b.nearestSubstation(cost.ClassFor(b.opts.MW).MinKV, infiniteKV)
	case Substation154Km:
		return b.nearestSubstation(110, 154)
	case Substation275Km:
		return b.nearestSubstation(187, 275)
	case Substation500Km:
		return b.nearestSubstation(500, infiniteKV)
	case ReserveMarginPct:
		return b.areaFigure("reserve_margin")
	case AreaHeadroomMW:
		return b.areaHeadroom(0)
	case AreaHeadroom2030MW:
		return b.areaHeadroom(2030)
	case CarbonGPerKWh:
		return b.areaFigure("carbon_intensity")
	case PowerPriceJPYKWh:
		return b.areaFigure("industrial_price")
	case IXKm:
		return b.nearestNode(atlas.IXP, false)
	case CarrierHotelKm:
		return b.nearestNode(atlas.DataCentre, false)
	case LandingKm:
		return b.nearestNode(atlas.CableLanding, false)
	case LandingFutureKm:
		return b.nearestNode(atlas.CableLanding, true)
	case MetroKm:
		return b.nearestMetro()
	case TokyoKm:
		return b.nearestMetro(tokyoID)
	case OsakaKm:
		return b.nearestMetro(osakaID)
	case DispersionKm:
		return b.dispersion()
	}
	return b.placeMeasure(id)
}

// placeMeasure measures what belongs to the earth and the place rather than to
// watts and bits.
func (b *builder) placeMeasure(id string) (measure, error) {
	switch id {
	case SeismicPct:
		return b.regionFigure(b.atlas.Hazards, "seismic_probability")
	case TsunamiM:
		return b.regionFigure(b.atlas.Hazards, "tsunami_height")
	case VolcanoKm:
		return b.nearestVolcano()
	case TemperatureC:
		return b.regionFigure(b.atlas.Climate, "annual_mean_temperature")
	case LandPriceJPYM2:
		return b.regionFigure(b.atlas.Land, "industrial_land_price")
	case LandHa:
		return b.land()
	case People100km:
		return b.peopleWithin(peopleRadiusKm)
	case ExistingMW20km:
		return b.existingWithin(existingRadiusKm)
	}
	return measure{}, fmt.Errorf("in the catalogue but not measured")
}

// located is a thing at a place with the evidence for it.
type located struct {
	Object
	at     orb.Point
	origin uint16
	// accuracyKm is how far the true place may be; 0 where it is not stated.
	accuracyKm float64
}

// locate makes a thing; a distance to it is computed here, so it is derived at
// best.
func (b *builder) locate(id, name, local string, at orb.Point, p atlas.Provenance) (located, error) {
	origin, err := b.derived(p)
	return located{Object: Object{id, name, local}, at: at, origin: origin}, err
}

// derived registers the provenance of a figure computed from a row.
func (b *builder) derived(p atlas.Provenance) (uint16, error) {
	p.Evidence = atlas.Weakest(p.Evidence, atlas.Derived)
	return b.reg.add(p)
}

// nearest measures the air-line distance to the nearest of the things. With no
// thing at all the figure is missing everywhere. Where a thing's place is known
// only to some kilometres, the figure carries the range that this leaves.
func nearest(things []located) (measure, error) {
	points := make([]orb.Point, len(things))
	objects := make([]Object, len(things))
	bracketed := false
	for i, t := range things {
		points[i], objects[i] = t.at, t.Object
		bracketed = bracketed || t.accuracyKm > 0
	}
	index, err := geo.NewIndex(points)
	if err != nil {
		return measure{}, err
	}
	return measure{objects: objects, bracketed: bracketed, at: func(c *Candidate) cell {
		n, ok := index.NearestFast(c.Location)
		if !ok {
			return noCell
		}
		t := things[n.Index]
		return cell{value: n.Km, low: max(0, n.Km-t.accuracyKm), high: n.Km + t.accuracyKm, origin: t.origin, nearest: int32(n.Index)}
	}}, nil
}

// nearestOf measures to the nearest of the rows that are kept.
func nearestOf[T any](rows []T, keep func(T) bool, locate func(T) (located, error)) (measure, error) {
	var things []located
	for _, row := range rows {
		if !keep(row) {
			continue
		}
		thing, err := locate(row)
		if err != nil {
			return measure{}, err
		}
		things = append(things, thing)
	}
	return nearest(things)
}

func (b *builder) nearestSubstation(minKV, maxKV float64) (measure, error) {
	return nearestOf(b.atlas.Substations, func(s atlas.Substation) bool {
		return slices.ContainsFunc(s.VoltagesKV, func(kv float64) bool { return minKV <= kv && kv <= maxKV })
	}, func(s atlas.Substation) (located, error) {
		return b.locate(s.ID, s.Name, s.NameLocal, s.Location, s.Provenance)
	})
}

func (b *builder) nearestNode(kind atlas.FiberNodeKind, planned bool) (measure, error) {
	return nearestOf(b.atlas.FiberNodes, func(n atlas.FiberNode) bool {
		return n.Kind == kind && (n.ReadyYear == 0 || planned) && !tooSmall(n, b.opts.IXMinGbps)
	}, func(n atlas.FiberNode) (located, error) {
		t, err := b.locate(n.ID, n.Name, n.NameLocal, n.Location, n.Provenance)
		if !math.IsNaN(n.AccuracyKm) {
			t.accuracyKm = n.AccuracyKm
		}
		return t, err
	})
}

// nearestMetro measures to the nearest metro, or to the nearest of those named.
func (b *builder) nearestMetro(ids ...string) (measure, error) {
	return nearestOf(b.atlas.Places, func(p atlas.Place) bool {
		return p.Kind == atlas.Metro && (len(ids) == 0 || slices.Contains(ids, p.ID))
	}, func(p atlas.Place) (located, error) {
		return b.locate(p.ID, p.Name, p.NameLocal, p.Location, p.Provenance)
	})
}

// dispersion measures to the nearest of the metros that the planner wants to
// leave; with none named the figure is missing.
func (b *builder) dispersion() (measure, error) {
	for _, id := range b.opts.Concentrations {
		if !slices.ContainsFunc(b.atlas.Places, func(p atlas.Place) bool { return p.ID == id && p.Kind == atlas.Metro }) {
			return measure{}, fmt.Errorf("the atlas has no metro %q", id)
		}
	}
	if len(b.opts.Concentrations) == 0 {
		return nearest(nil)
	}
	return b.nearestMetro(b.opts.Concentrations...)
}

func (b *builder) nearestVolcano() (measure, error) {
	return nearestOf(b.atlas.HazardPoints, func(p atlas.Point) bool { return p.Kind == "volcano" }, func(p atlas.Point) (located, error) {
		return b.locate(p.ID, p.Name, p.NameLocal, p.Location, p.Provenance)
	})
}

// areaFigure reads a figure of the candidate's power area.
func (b *builder) areaFigure(quantity string) (measure, error) {
	return b.figure(b.atlas.Areas, quantity, func(c *Candidate) string { return c.Area })
}

// regionFigure reads a figure of the candidate itself where there is one, else
// of its prefecture. A user's own id never names a row of the atlas.
func (b *builder) regionFigure(figures []atlas.Figure, quantity string) (measure, error) {
	own := func(c *Candidate) string {
		if c.Kind == OwnKind {
			return ""
		}
		return c.ID
	}
	return b.figure(figures, quantity, own, func(c *Candidate) string { return c.Region })
}

// figure reads the newest figure of the first subject that has one.
func (b *builder) figure(figures []atlas.Figure, quantity string, subjects ...func(*Candidate) string) (measure, error) {
	bySubject := map[string]cell{}
	for _, f := range figures {
		if f.Quantity != quantity {
			continue
		}
		if newest, _ := atlas.Lookup(figures, f.Subject, quantity); newest != f {
			continue
		}
		origin, err := b.reg.add(f.Provenance)
		if err != nil {
			return measure{}, err
		}
		bySubject[f.Subject] = cell{value: f.Value, origin: origin, nearest: -1}
	}
	return measure{at: func(c *Candidate) cell {
		for _, subject := range subjects {
			if found, ok := bySubject[subject(c)]; ok {
				return found
			}
		}
		return noCell
	}}, nil
}

func (b *builder) land() (measure, error) {
	origin, err := b.reg.add(atlas.Provenance{Source: "the user's own polygon", License: "user", Evidence: atlas.Derived})
	return measure{at: func(c *Candidate) cell {
		return cell{value: c.LandHa, origin: origin, nearest: -1}
	}}, err
}
