package site

// The indicators by id. Distances are air-line (geodesic) kilometres until a
// route is computed, and say so.
const (
	SubstationKm       = "substation_km"
	Substation154Km    = "substation_154kv_km"
	Substation275Km    = "substation_275kv_km"
	Substation500Km    = "substation_500kv_km"
	FirmMW             = "firm_mw"
	FirmSharePct       = "firm_share_pct"
	FlexibleMW         = "flexible_mw"
	UnlockedMW         = "unlocked_mw"
	TimeToPowerYears   = "time_to_power_years"
	ConnectionMJPYMW   = "connection_mjpy_mw"
	AreaHeadroomMW     = "area_headroom_mw"
	AreaHeadroom2030MW = "area_headroom_2030_mw"
	ReserveMarginPct   = "reserve_margin_pct"
	CarbonGPerKWh      = "carbon_g_kwh"
	PowerPriceJPYKWh   = "power_price_jpy_kwh"

	IXKm            = "ix_km"
	CarrierHotelKm  = "carrier_hotel_km"
	LandingKm       = "landing_km"
	LandingFutureKm = "landing_future_km"
	MetroKm         = "metro_km"
	TokyoKm         = "tokyo_km"
	OsakaKm         = "osaka_km"

	LongHaulKm          = "longhaul_km"
	LongHaulAirKm       = "longhaul_air_km"
	IXRouteKm           = "ix_route_km"
	CarrierHotelRouteKm = "carrier_hotel_route_km"
	LandingRouteKm      = "landing_route_km"
	LongHaulRTTMs       = "longhaul_rtt_ms"
	IXRTTMs             = "ix_rtt_ms"
	CarrierHotelRTTMs   = "carrier_hotel_rtt_ms"
	LandingRTTMs        = "landing_rtt_ms"
	MetroRTTMs          = "metro_rtt_ms"
	TokyoRTTMs          = "tokyo_rtt_ms"
	OsakaRTTMs          = "osaka_rtt_ms"
	People2msPct        = "people_2ms_pct"
	People5msPct        = "people_5ms_pct"
	People10msPct       = "people_10ms_pct"
	People20msPct       = "people_20ms_pct"
	DiverseRoutes       = "diverse_routes"
	HubsEdgeRoutes      = "hubs_edge_routes"
	HubsRiskRoutes      = "hubs_srlg_routes"
	Hub1EdgeRoutes      = "hub1_edge_routes"
	Hub1NodeRoutes      = "hub1_node_routes"
	Hub1RiskRoutes      = "hub1_srlg_routes"
	Hub2EdgeRoutes      = "hub2_edge_routes"
	Hub2NodeRoutes      = "hub2_node_routes"
	Hub2RiskRoutes      = "hub2_srlg_routes"
	HubPairKm           = "hub_pair_km"
	PairDifferenceKm    = "pair_difference_km"
	SpurMJPY            = "spur_mjpy"
	SpursMJPY           = "spurs_mjpy"
	WorkloadClasses     = "workload_classes"

	SeismicPct   = "seismic_pct"
	TsunamiM     = "tsunami_m"
	VolcanoKm    = "volcano_km"
	TemperatureC = "temperature_c"

	LandPriceJPYM2 = "land_price_jpy_m2"
	LandHa         = "land_ha"
	People100km    = "people_100km"
	ExistingMW20km = "existing_mw_20km"
	DispersionKm   = "dispersion_km"
)

// Radii within which people and megawatts are counted.
const (
	peopleRadiusKm   = 100
	existingRadiusKm = 20
)

// Catalogue lists every indicator that a table can hold, in the order of its
// columns.
func Catalogue() []Indicator {
	return []Indicator{
		{SubstationKm, "Nearest connectable substation", "最寄り変電所", "km", Lower, Watts, "air-line to the nearest substation at the voltage class that the asked MW calls for, or above; says nothing of its free capacity", false},
		{Substation154Km, "Nearest 110–154 kV substation", "最寄り変電所 110–154 kV", "km", Lower, Watts, "air-line", false},
		{Substation275Km, "Nearest 187–275 kV substation", "最寄り変電所 187–275 kV", "km", Lower, Watts, "air-line", false},
		{Substation500Km, "Nearest 500 kV substation", "最寄り変電所 500 kV", "km", Lower, Watts, "air-line", false},
		{FirmMW, "Firm grid capacity", "N-1受入可能量", "MW", Higher, Watts, "load that the grid above the chosen substation takes N-1 securely: a DC power-flow model on a derived network, one site at a time; the substation's own spare capacity where it is published", false},
		{FirmSharePct, "Firm capacity of the asked power", "要求電力に対する割合", "%", Higher, Watts, "firm grid capacity over the power that the scenario asks", false},
		{FlexibleMW, "Flexible grid capacity", "N-0受入可能量", "MW", Higher, Watts, "load that the grid takes when it may be shed after an outage", false},
		{UnlockedMW, "Unlocked by one upgrade", "増強効果", "MW", Higher, Watts, "what lifting the one element that binds would add to the firm capacity", false},
		{TimeToPowerYears, "Time to power", "受電までの年数", "years", Lower, Watts, "lead time of the connection, or of a reinforcement of the grid above where the firm capacity does not reach", false},
		{ConnectionMJPYMW, "Connection cost", "系統接続費", "M JPY/MW", Lower, Watts, "double-circuit line to the chosen substation, bays and transformers, per MW asked", false},
		{AreaHeadroomMW, "Area headroom now", "エリア余力", "MW", Higher, Watts, "units available at the peak and all ties into the power area, less the peak and 8 % reserve: an upper bound", true},
		{AreaHeadroom2030MW, "Area headroom 2030", "エリア余力 2030", "MW", Higher, Watts, "the same with the ties planned until 2030, today's units and peak", true},
		{ReserveMarginPct, "Area reserve margin", "供給予備率", "%", Higher, Watts, "of the power area in the tightest of the winter months December to March, as forecast; summer is not in it; one figure for the whole area", true},
		{CarbonGPerKWh, "Carbon intensity", "排出係数", "g/kWh", Lower, Watts, "yearly average of the power area", true},
		{PowerPriceJPYKWh, "Industrial power price", "産業用電力単価", "JPY/kWh", Lower, Watts, "typical for the power area, not an offer", true},

		{IXKm, "Nearest internet exchange city", "最寄りIX", "km", Lower, Bits, "air-line to the centre of a city whose exchanges have the port capacity that the scenario asks (fiber.ix_min_gbps)", false},
		{CarrierHotelKm, "Nearest carrier hotel", "最寄りキャリアホテル", "km", Lower, Bits, "air-line", false},
		{LandingKm, "Nearest cable landing", "最寄り陸揚局", "km", Lower, Bits, "air-line to a station in service; stations are located to about 10 km", false},
		{LandingFutureKm, "Nearest cable landing, planned ones too", "最寄り陸揚局（計画含む）", "km", Lower, Bits, "air-line; stations are located to about 10 km", false},
		{MetroKm, "Nearest demand centre", "最寄り需要地", "km", Lower, Bits, "air-line to the nearest metro of the atlas", false},
		{TokyoKm, "Distance to Tokyo", "東京まで", "km", Lower, Bits, "air-line", false},
		{OsakaKm, "Distance to Osaka", "大阪まで", "km", Lower, Bits, "air-line", false},

		{LongHaulKm, "Spur to a long-haul node", "幹線ノードまで", "km", Lower, Bits, "new fiber to the nearest long-haul node: the air line times the route factor", false},
		{LongHaulAirKm, "Nearest long-haul node", "最寄り幹線ノード", "km", Lower, Bits, "air-line", false},
		{IXRouteKm, "Fiber to an exchange", "IXまでの光路長", "km", Lower, Bits, "shortest route, spur included, to an exchange of the port capacity that the scenario asks (fiber.ix_min_gbps)", false},
		{CarrierHotelRouteKm, "Fiber to a carrier hotel", "キャリアホテルまでの光路長", "km", Lower, Bits, "shortest route, spur included", false},
		{LandingRouteKm, "Fiber to a cable landing", "陸揚局までの光路長", "km", Lower, Bits, "shortest route, spur included", false},
		{LongHaulRTTMs, "RTT to a long-haul node", "幹線ノードRTT", "ms", Lower, Bits, "round trip over the spur under the scenario's transport profile", false},
		{IXRTTMs, "RTT to an exchange", "IX RTT", "ms", Lower, Bits, "round trip over the route of ix_route_km under the scenario's transport profile", false},
		{CarrierHotelRTTMs, "RTT to a carrier hotel", "キャリアホテルRTT", "ms", Lower, Bits, "round trip over the route of carrier_hotel_route_km under the scenario's transport profile", false},
		{LandingRTTMs, "RTT to a cable landing", "陸揚局RTT", "ms", Lower, Bits, "round trip over the route of landing_route_km under the scenario's transport profile", false},
		{MetroRTTMs, "RTT to the nearest demand centre", "最寄り需要地RTT", "ms", Lower, Bits, "round trip over the shortest route under the scenario's transport profile", false},
		{TokyoRTTMs, "RTT to Tokyo", "東京RTT", "ms", Lower, Bits, "round trip over the shortest route under the scenario's transport profile", false},
		{OsakaRTTMs, "RTT to Osaka", "大阪RTT", "ms", Lower, Bits, "round trip over the shortest route under the scenario's transport profile", false},
		{People2msPct, "People within 2 ms", "2ms圏人口", "%", Higher, Bits, "share of the atlas's people within a round trip of 2 ms", false},
		{People5msPct, "People within 5 ms", "5ms圏人口", "%", Higher, Bits, "share of the atlas's people within a round trip of 5 ms", false},
		{People10msPct, "People within 10 ms", "10ms圏人口", "%", Higher, Bits, "share of the atlas's people within a round trip of 10 ms", false},
		{People20msPct, "People within 20 ms", "20ms圏人口", "%", Higher, Bits, "share of the atlas's people within a round trip of 20 ms", false},
		{DiverseRoutes, "Disjoint routes to two hubs", "2ハブへの独立経路数", "routes", Higher, Bits, "node-disjoint routes from the nearest long-haul node that end at different hubs", false},
		{HubsEdgeRoutes, "Edge-disjoint routes to two hubs", "2ハブへのリンク独立経路数", "routes", Higher, Bits, "no span in common, from the nearest long-haul node, ending at different hubs of the scenario (fiber.hubs)", false},
		{HubsRiskRoutes, "Risk-disjoint routes to two hubs", "2ハブへのSRLG独立経路数", "routes", Higher, Bits, "no span and no shared-risk group (tunnel, bridge, corridor) in common; counted to 3, a lower bound where the exact search gave up; ending at different hubs", false},
		{Hub1EdgeRoutes, "Edge-disjoint routes to the first hub", "ハブ1へのリンク独立経路数", "routes", Higher, Bits, "no span in common, from the nearest long-haul node to the first of fiber.hubs", false},
		{Hub1NodeRoutes, "Node-disjoint routes to the first hub", "ハブ1へのノード独立経路数", "routes", Higher, Bits, "no span and no node but the ends in common", false},
		{Hub1RiskRoutes, "Risk-disjoint routes to the first hub", "ハブ1へのSRLG独立経路数", "routes", Higher, Bits, "no span and no shared-risk group (tunnel, bridge, corridor) in common; counted to 3, a lower bound where the exact search gave up", false},
		{Hub2EdgeRoutes, "Edge-disjoint routes to the second hub", "ハブ2へのリンク独立経路数", "routes", Higher, Bits, "no span in common, from the nearest long-haul node to the second of fiber.hubs", false},
		{Hub2NodeRoutes, "Node-disjoint routes to the second hub", "ハブ2へのノード独立経路数", "routes", Higher, Bits, "no span and no node but the ends in common", false},
		{Hub2RiskRoutes, "Risk-disjoint routes to the second hub", "ハブ2へのSRLG独立経路数", "routes", Higher, Bits, "no span and no shared-risk group (tunnel, bridge, corridor) in common; counted to 3, a lower bound where the exact search gave up", false},
		{HubPairKm, "Longer route of the hub pair", "2ハブ経路の長い方", "km", Lower, Bits, "of the shortest node-disjoint pair of routes to two different hubs", false},
		{PairDifferenceKm, "Difference of the hub pair", "2経路の差", "km", Lower, Bits, "of the lengths of the shortest node-disjoint pair of routes to two different hubs", false},
		{SpurMJPY, "One spur", "引込線1本", "M JPY", Lower, Bits, "new fiber to the nearest long-haul node", false},
		{SpursMJPY, "Two diverse spurs", "引込線2本", "M JPY", Lower, Bits, "new fiber to two long-haul nodes for diverse routes", false},
		{WorkloadClasses, "Workload classes served", "対応ワークロード", "classes", Higher, Bits, "of the named classes, those whose every limit is met", false},

		{SeismicPct, "Seismic probability", "震度6弱以上30年確率", "%", Lower, Earth, "of JMA intensity 6-lower or more in 30 years, at the nearest city the source gives within the prefecture", true},
		{TsunamiM, "Highest tsunami of the prefecture", "最大津波高（県）", "m", Lower, Earth, "worst point of the prefecture's coast: says nothing of an inland site", true},
		{VolcanoKm, "Nearest monitored volcano", "最寄り常時観測火山", "km", Higher, Earth, "air-line to one of the volcanoes that JMA watches continuously", false},
		{TemperatureC, "Annual mean temperature", "年平均気温", "°C", Lower, Earth, "at the prefecture's capital, 1991–2020", true},

		{LandPriceJPYM2, "Industrial land price", "工業地価", "JPY/m²", Lower, Place, "mean of the prefecture's industrial survey points", true},
		{LandHa, "Land of the polygon", "敷地面積", "ha", Higher, Place, "only for a user's own polygons", false},
		{People100km, "People within 100 km", "100km圏人口", "people", Higher, Place, "residents of municipalities whose office lies within 100 km", false},
		{ExistingMW20km, "Data-center MW within 20 km", "20km圏の既存DC", "MW", Neutral, Place, "operating or announced campuses with a known size; a floor, since most sizes are not published", false},
		{DispersionKm, "Distance to today's concentrations", "集積地からの離隔", "km", Higher, Place, "air-line to the nearest metro that the scenario names as a concentration", false},
	}
}
