package main

// isolated are the municipalities whose seat stands on an island that neither a
// bridge nor a power cable of 66 kV and more joins to Hokkaido, Honshu, Shikoku,
// Kyushu or the main island of Okinawa: the islands of the utilities' terms for
// remote-island supply, and those with a distribution cable only. A test holds
// the list against the outlines of the five main islands.
var isolated = codes(
	"01367", "01517", "01518", "01519", // Hokkaido: Okushiri, Rebun, Rishiri
	"13361", "13362", "13363", "13364", "13381", "13382", "13401", "13402", "13421", // Tokyo: Izu and Ogasawara islands
	"15224", "15586", // Niigata: Sado, Awashima
	"32525", "32526", "32527", "32528", // Shimane: Oki islands
	"42209", "42210", "42383", // Nagasaki: Tsushima, Iki, Ojika
	"44322",                                     // Oita: Himeshima
	"46213", "46303", "46304", "46501", "46502", // Kagoshima: Tanegashima, Mishima, Tokara
	"46505", "46222", "46523", "46524", "46525", "46527", "46529", // Yakushima, Amami, Kikai
	"46530", "46531", "46532", "46533", "46534", "46535", // Tokunoshima, Okinoerabu, Yoron
	"47207", "47214", "47315", "47353", "47354", "47355", "47356", "47357", // Okinawa: Ishigaki, Miyako, Ie, Kerama, Aguni, Tonaki,
	"47358", "47359", "47360", "47361", "47375", "47381", "47382", // Daito, Iheya, Izena, Kume, Tarama, Taketomi, Yonaguni
)

func codes(list ...string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, code := range list {
		set[code] = true
	}
	return set
}
