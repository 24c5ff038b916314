package atlas

import (
	"slices"

	"github.com/wattbit/wattbit/data/optical"
	"github.com/wattbit/wattbit/data/table"
)

// ForecastStages are the accepted stages of a forecast, from vague to firm.
var ForecastStages = []string{"forecast", "enquiry", "application", "contract", "energised"}

// FacilityStages are the accepted stages of a facility, from vague to firm.
var FacilityStages = []string{"announced", "application", "contract", "construction", "operating"}

// InterconnectionKinds are the accepted kinds of a tie.
var InterconnectionKinds = []string{"ac", "hvdc", "frequency-converter", "back-to-back"}

func placeColumns() []column[Place] {
	return slices.Concat([]column[Place]{
		text("id", func(p *Place) *string { return &p.ID }),
		word("kind", func(p *Place) *PlaceKind { return &p.Kind }, Municipality, Cluster, Campus, Metro),
		text("name", func(p *Place) *string { return &p.Name }),
		text("name_local", func(p *Place) *string { return &p.NameLocal }),
	}, located(func(p *Place) *point { return (*point)(&p.Location) }), []column[Place]{
		text("region", func(p *Place) *string { return &p.Region }),
		text("area", func(p *Place) *string { return &p.Area }),
		optionalNumber("population", table.NonNegative, func(p *Place) *float64 { return &p.Population }),
		optionalNumber("area_km2", table.Positive, func(p *Place) *float64 { return &p.AreaKm2 }),
		flag("mainland", func(p *Place) *bool { return &p.Mainland }),
	})
}

func substationColumns() []column[Substation] {
	return slices.Concat([]column[Substation]{
		text("id", func(s *Substation) *string { return &s.ID }),
		text("name", func(s *Substation) *string { return &s.Name }),
		text("name_local", func(s *Substation) *string { return &s.NameLocal }),
		flag("name_generated", func(s *Substation) *bool { return &s.NameGenerated }),
		optionalText("operator", func(s *Substation) *string { return &s.Operator }),
		text("area", func(s *Substation) *string { return &s.Area }),
		text("region", func(s *Substation) *string { return &s.Region }),
	}, located(func(s *Substation) *point { return (*point)(&s.Location) }), []column[Substation]{
		voltages("voltages_kv", func(s *Substation) *[]float64 { return &s.VoltagesKV }),
		optionalNumber("spare_mw", table.NonNegative, func(s *Substation) *float64 { return &s.SpareMW }),
		year("ready_year", func(s *Substation) *int { return &s.ReadyYear }),
	})
}

func interconnectionColumns() []column[Interconnection] {
	return []column[Interconnection]{
		text("id", func(i *Interconnection) *string { return &i.ID }),
		text("name", func(i *Interconnection) *string { return &i.Name }),
		text("name_local", func(i *Interconnection) *string { return &i.NameLocal }),
		text("from", func(i *Interconnection) *string { return &i.From }),
		text("to", func(i *Interconnection) *string { return &i.To }),
		word("kind", func(i *Interconnection) *string { return &i.Kind }, InterconnectionKinds...),
		year("year", func(i *Interconnection) *int { return &i.Year }),
		number("forward_mw", table.NonNegative, func(i *Interconnection) *float64 { return &i.ForwardMW }),
		optionalNumber("reverse_mw", table.NonNegative, func(i *Interconnection) *float64 { return &i.ReverseMW }),
		optionalNumber("cost_low_jpy", table.NonNegative, func(i *Interconnection) *float64 { return &i.CostLowJPY }),
		optionalNumber("cost_high_jpy", table.NonNegative, func(i *Interconnection) *float64 { return &i.CostHighJPY }),
	}
}

func fiberNodeColumns() []column[FiberNode] {
	return slices.Concat([]column[FiberNode]{
		text("id", func(n *FiberNode) *string { return &n.ID }),
		word("kind", func(n *FiberNode) *FiberNodeKind { return &n.Kind }, IXP, DataCentre, CableLanding, PoP),
		text("name", func(n *FiberNode) *string { return &n.Name }),
		text("name_local", func(n *FiberNode) *string { return &n.NameLocal }),
	}, located(func(n *FiberNode) *point { return (*point)(&n.Location) }), []column[FiberNode]{
		optionalNumber("accuracy_km", table.NonNegative, func(n *FiberNode) *float64 { return &n.AccuracyKm }),
		optionalNumber("capacity_gbps", table.NonNegative, func(n *FiberNode) *float64 { return &n.CapacityGbps }),
		year("ready_year", func(n *FiberNode) *int { return &n.ReadyYear }),
		optionalText("role", func(n *FiberNode) *string { return &n.Role }),
		flag("long_haul", func(n *FiberNode) *bool { return &n.LongHaul }),
	})
}

// fiberSpanColumns are named as data/opticalcsv reads them.
func fiberSpanColumns() []column[FiberSpan] {
	return []column[FiberSpan]{
		text("id", func(s *FiberSpan) *string { return &s.ID }),
		optionalText("name", func(s *FiberSpan) *string { return &s.Name }),
		text("from", func(s *FiberSpan) *string { return &s.From }),
		text("to", func(s *FiberSpan) *string { return &s.To }),
		word("kind", func(s *FiberSpan) *FiberSpanKind { return &s.Kind }, Expressway, Railway, Tunnel, Bridge, Submarine, MetroSpan),
		optionalNumber("length_km", table.Positive, func(s *FiberSpan) *float64 { return &s.LengthKm }),
		word("length_basis", func(s *FiberSpan) *optical.LengthBasis { return &s.LengthBasis }, optical.Surveyed, optical.Given, optical.Estimated),
		groups("shared_risk", func(s *FiberSpan) *[]string { return &s.SharedRisk }),
		optionalNumber("capacity_gbps", table.NonNegative, func(s *FiberSpan) *float64 { return &s.CapacityGbps }),
		year("ready_for_service", func(s *FiberSpan) *int { return &s.ReadyYear }),
	}
}

func facilityColumns() []column[Facility] {
	return slices.Concat([]column[Facility]{
		text("id", func(f *Facility) *string { return &f.ID }),
		word("kind", func(f *Facility) *FacilityKind { return &f.Kind }, DataCenter, ClusterInUse, ClusterPlanned, Fab),
		text("name", func(f *Facility) *string { return &f.Name }),
		text("name_local", func(f *Facility) *string { return &f.NameLocal }),
		text("place", func(f *Facility) *string { return &f.Place }),
	}, located(func(f *Facility) *point { return (*point)(&f.Location) }), []column[Facility]{
		text("location_basis", func(f *Facility) *string { return &f.LocationBasis }),
		optionalNumber("mw", table.NonNegative, func(f *Facility) *float64 { return &f.MW }),
		year("year", func(f *Facility) *int { return &f.Year }),
		word("stage", func(f *Facility) *string { return &f.Stage }, FacilityStages...),
		optionalText("owner", func(f *Facility) *string { return &f.Owner }),
	})
}
