package main

import (
	"fmt"

	"github.com/wattbit/wattbit/data/atlas"
)

// outlook names a forecast of the sheets and what it means to the planner.
type outlook struct {
	sheet, area, metric, period string // as in the sheet; area is the column place in the TEPCO sheet
	id, of, name, stage         string
	year                        int // where the sheet's period names none
	unit                        string
	scale                       float64
	issuer                      string
}

const (
	occto25 = "OCCTO, demand outlook of January 2025"
	occto26 = "OCCTO, demand outlook of January 2026"
	tepco   = "TEPCO Power Grid"
)

var outlooks = []outlook{
	{"demand_forecast_dc", "japan", "max demand", "FY2024", "peak-2024", "japan", "peak_demand", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "max demand", "FY2025", "peak-2025", "japan", "peak_demand", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "max demand", "FY2034", "peak-2034", "japan", "peak_demand", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "max demand (2026 forecast)", "FY2026", "peak-2026", "japan", "peak_demand", "forecast", 0, "MW", 1e3, occto26},
	{"demand_forecast_dc", "japan", "max demand (2026 forecast)", "FY2035", "peak-2035", "japan", "peak_demand", "forecast", 0, "MW", 1e3, occto26},
	{"demand_forecast_dc", "japan", "demand energy", "FY2024", "energy-2024", "japan", "energy_demand", "forecast", 0, "MWh", 1e6, occto25},
	{"demand_forecast_dc", "japan", "demand energy", "FY2025", "energy-2025", "japan", "energy_demand", "forecast", 0, "MWh", 1e6, occto25},
	{"demand_forecast_dc", "japan", "demand energy", "FY2034", "energy-2034", "japan", "energy_demand", "forecast", 0, "MWh", 1e6, occto25},
	{"demand_forecast_dc", "japan", "demand energy (2026 forecast)", "FY2035", "energy-2035", "japan", "energy_demand", "forecast", 0, "MWh", 1e6, occto26},
	{"demand_forecast_dc", "japan", "DC added peak", "FY2025", "dc-added-peak-2025", "japan", "dc_added_peak", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "DC added peak", "FY2030", "dc-added-peak-2030", "japan", "dc_added_peak", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "DC added peak", "FY2034", "dc-added-peak-2034", "japan", "dc_added_peak", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "semiconductor added peak", "FY2025", "fab-added-peak-2025", "japan", "fab_added_peak", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "semiconductor added peak", "FY2030", "fab-added-peak-2030", "japan", "fab_added_peak", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "semiconductor added peak", "FY2034", "fab-added-peak-2034", "japan", "fab_added_peak", "forecast", 0, "MW", 1e3, occto25},
	{"demand_forecast_dc", "japan", "DC added energy", "FY2034", "dc-added-energy-2034", "japan", "dc_added_energy", "forecast", 0, "MWh", 1e6, occto25},
	{"demand_forecast_dc", "japan", "DC load factor", "FY2034", "dc-load-factor-2034", "japan", "dc_load_factor", "forecast", 0, "%", 1, occto25},
	{"demand_forecast_dc", "japan", "DC demand long-run", "FY2050", "dc-energy-2050", "japan", "dc_energy", "forecast", 0, "MWh", 1e6, "CRIEPI, August 2025"},
	{"demand_forecast_dc", "tokyo", "share of DC energy growth to FY2034", "FY2034", "dc-growth-share-tokyo-2034", "tokyo", "dc_growth_share", "forecast", 0, "%", 1, "CRIEPI, August 2025"},
	{"demand_forecast_dc", "hokkaido", "avg growth of max demand", "FY2024-34", "peak-growth-hokkaido-2034", "hokkaido", "peak_growth", "forecast", 2034, "%/year", 1, occto25},
	{"demand_forecast_dc", "tokyo", "avg growth of max demand", "FY2024-34", "peak-growth-tokyo-2034", "tokyo", "peak_growth", "forecast", 2034, "%/year", 1, occto25},
	{"demand_forecast_dc", "chugoku", "avg growth of max demand", "FY2024-34", "peak-growth-chugoku-2034", "chugoku", "peak_growth", "forecast", 2034, "%/year", 1, occto25},
	{"demand_forecast_dc", "japan", "extra-high-voltage connection applications not yet connected, to FY2030", "2025-03", "applications-2025", "japan", "connection_queue", "application", 0, "MW", 1e3, "METI working group, March 2025"},
	{"tepco_inzai_facts", "Tokyo area", "connection-stage DC applications", "2024-08", "dc-connection-tokyo-2024", "tokyo", "dc_connection_queue", "application", 0, "MW", 1, tepco},
	{"tepco_inzai_facts", "Tokyo area", "preliminary studies capacity", "FY2024", "dc-enquiries-tokyo-2024", "tokyo", "dc_connection_queue", "enquiry", 0, "MW", 1e3, tepco},
	{"tepco_inzai_facts", "Inzai-Shiroi", "applied capacity waiting", "2024-08", "dc-connection-inzai-2024", "tokyo", "dc_connection_queue_inzai_shiroi", "application", 0, "MW", 1, tepco},
	{"tepco_inzai_facts", "TEPCO PG area", "added demand by FY2033/2035", "2033-2035", "added-demand-tokyo-2033", "tokyo", "added_demand", "forecast", 0, "MW", 1, tepco},
	{"tepco_inzai_facts", "TEPCO PG east side (Chiba, Tochigi)", "spare grid capacity to 2030", "2030", "spare-tokyo-east-2030", "tokyo", "spare_capacity_chiba_tochigi", "forecast", 0, "MW", 1e3, tepco},
	{"tepco_inzai_facts", "TEPCO PG", "additional DC demand to serve", "2040", "dc-added-peak-tokyo-2040", "tokyo", "dc_added_peak", "forecast", 0, "MW", 1e3, tepco},
}

// forecasts writes a range as two rows, low and high.
func (d *deriver) forecasts() {
	for _, o := range outlooks {
		place := "area"
		if o.sheet == "tepco_inzai_facts" {
			place = "place"
		}
		r, ok := d.find(o.sheet, map[string]string{place: o.area, "metric": o.metric, "period": o.period})
		if !ok {
			continue
		}
		f := atlas.Forecast{ID: o.id, Area: o.of, Metric: o.name, Stage: o.stage, Year: o.year, Unit: o.unit, Issuer: o.issuer,
			Provenance: from(fmt.Sprintf("%s; via %s", o.issuer, r.text("source")), bare, atlas.Published)}
		if f.Year == 0 {
			f.Year = r.year("period")
		}
		low, high := r.interval("value")
		f.Value = round(low*o.scale, 6)
		if high > low {
			top := f
			top.ID, top.Metric, top.Value = f.ID+"-high", f.Metric+"_high", round(high*o.scale, 6)
			f.ID, f.Metric = f.ID+"-low", f.Metric+"_low"
			d.atlas.Forecasts = append(d.atlas.Forecasts, f, top)
			continue
		}
		d.atlas.Forecasts = append(d.atlas.Forecasts, f)
	}
}
