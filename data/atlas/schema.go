package atlas

import (
	"slices"

	"github.com/wattbit/wattbit/data/table"
)

type point = [2]float64

// schemas are the tables of an atlas, in the order they are written.
var schemas = slices.Concat([]schema{
	tableOf("regions", func(a *Atlas) *[]Region { return &a.Regions },
		func(r *Region) *Provenance { return &r.Provenance },
		[]column[Region]{
			text("id", func(r *Region) *string { return &r.ID }),
			word("kind", func(r *Region) *RegionKind { return &r.Kind }, PowerArea, Prefecture),
			text("name", func(r *Region) *string { return &r.Name }),
			text("name_local", func(r *Region) *string { return &r.NameLocal }),
			optionalText("parent", func(r *Region) *string { return &r.Parent }),
			optionalNumber("population", table.NonNegative, func(r *Region) *float64 { return &r.Population }),
			optionalNumber("area_km2", table.Positive, func(r *Region) *float64 { return &r.AreaKm2 }),
		}),
	tableOf("places", func(a *Atlas) *[]Place { return &a.Places },
		func(p *Place) *Provenance { return &p.Provenance },
		placeColumns()),
	figures("areas", func(a *Atlas) *[]Figure { return &a.Areas }),
	figures("hazards", func(a *Atlas) *[]Figure { return &a.Hazards }),
	tableOf("hazard_points", func(a *Atlas) *[]Point { return &a.HazardPoints },
		func(p *Point) *Provenance { return &p.Provenance },
		slices.Concat([]column[Point]{
			text("id", func(p *Point) *string { return &p.ID }),
			text("kind", func(p *Point) *string { return &p.Kind }),
			text("name", func(p *Point) *string { return &p.Name }),
			text("name_local", func(p *Point) *string { return &p.NameLocal }),
		}, located(func(p *Point) *point { return (*point)(&p.Location) }))),
	figures("climate", func(a *Atlas) *[]Figure { return &a.Climate }),
	figures("land", func(a *Atlas) *[]Figure { return &a.Land }),
	tableOf("substations", func(a *Atlas) *[]Substation { return &a.Substations },
		func(s *Substation) *Provenance { return &s.Provenance },
		substationColumns()),
	tableOf("interconnections", func(a *Atlas) *[]Interconnection { return &a.Interconnections },
		func(i *Interconnection) *Provenance { return &i.Provenance },
		interconnectionColumns()),
	tableOf("fiber_nodes", func(a *Atlas) *[]FiberNode { return &a.FiberNodes },
		func(n *FiberNode) *Provenance { return &n.Provenance },
		fiberNodeColumns()),
	tableOf("fiber_spans", func(a *Atlas) *[]FiberSpan { return &a.FiberSpans },
		func(s *FiberSpan) *Provenance { return &s.Provenance },
		fiberSpanColumns()),
	tableOf("existing", func(a *Atlas) *[]Facility { return &a.Existing },
		func(f *Facility) *Provenance { return &f.Provenance },
		facilityColumns()),
	tableOf("costs", func(a *Atlas) *[]Cost { return &a.Costs },
		func(c *Cost) *Provenance { return &c.Provenance },
		[]column[Cost]{
			text("id", func(c *Cost) *string { return &c.ID }),
			text("name", func(c *Cost) *string { return &c.Name }),
			text("unit", func(c *Cost) *string { return &c.Unit }),
			optionalNumber("low", table.NonNegative, func(c *Cost) *float64 { return &c.Low }),
			number("base", table.NonNegative, func(c *Cost) *float64 { return &c.Base }),
			optionalNumber("high", table.NonNegative, func(c *Cost) *float64 { return &c.High }),
			year("price_year", func(c *Cost) *int { return &c.PriceYear }),
		}),
	tableOf("forecasts", func(a *Atlas) *[]Forecast { return &a.Forecasts },
		func(f *Forecast) *Provenance { return &f.Provenance },
		[]column[Forecast]{
			text("id", func(f *Forecast) *string { return &f.ID }),
			text("area", func(f *Forecast) *string { return &f.Area }),
			text("metric", func(f *Forecast) *string { return &f.Metric }),
			word("stage", func(f *Forecast) *string { return &f.Stage }, ForecastStages...),
			year("year", func(f *Forecast) *int { return &f.Year }),
			number("value", table.Any, func(f *Forecast) *float64 { return &f.Value }),
			text("unit", func(f *Forecast) *string { return &f.Unit }),
			text("issuer", func(f *Forecast) *string { return &f.Issuer }),
		}),
	tableOf("series", func(a *Atlas) *[]SeriesValue { return &a.Series },
		func(s *SeriesValue) *Provenance { return &s.Provenance },
		[]column[SeriesValue]{
			text("series", func(s *SeriesValue) *string { return &s.Series }),
			text("metric", func(s *SeriesValue) *string { return &s.Metric }),
			year("year", func(s *SeriesValue) *int { return &s.Year }),
			number("value", table.Any, func(s *SeriesValue) *float64 { return &s.Value }),
			text("unit", func(s *SeriesValue) *string { return &s.Unit }),
		}),
}, gridSchemas)

func figures(name string, rows func(*Atlas) *[]Figure) schema {
	return tableOf(name, rows, func(f *Figure) *Provenance { return &f.Provenance },
		[]column[Figure]{
			text("subject", func(f *Figure) *string { return &f.Subject }),
			text("quantity", func(f *Figure) *string { return &f.Quantity }),
			number("value", table.Any, func(f *Figure) *float64 { return &f.Value }),
			text("unit", func(f *Figure) *string { return &f.Unit }),
			year("year", func(f *Figure) *int { return &f.Year }),
		})
}
