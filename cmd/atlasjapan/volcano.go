package main

var volcanoNames = map[string]string{
	"Atosanupuri": "アトサヌプリ", "Meakandake": "雌阿寒岳", "Taisetsuzan": "大雪山", "Tokachidake": "十勝岳", "Tarumaesan": "樽前山",
	"Kuttara": "倶多楽", "Usuzan": "有珠山", "Hokkaido-Komagatake": "北海道駒ヶ岳", "Esan": "恵山", "Iwakisan": "岩木山",
	"Hakkodasan": "八甲田山", "Towada": "十和田", "Akita-Yakeyama": "秋田焼山", "Iwatesan": "岩手山", "Akita-Komagatake": "秋田駒ヶ岳",
	"Chokaisan": "鳥海山", "Kurikomayama": "栗駒山", "Zaozan": "蔵王山", "Azumayama": "吾妻山", "Adatarayama": "安達太良山",
	"Bandaisan": "磐梯山", "Nasudake": "那須岳", "Nikko-Shiranesan": "日光白根山", "Kusatsu-Shiranesan": "草津白根山", "Asamayama": "浅間山",
	"Niigata-Yakeyama": "新潟焼山", "Midagahara": "弥陀ヶ原", "Yakedake": "焼岳", "Norikuradake": "乗鞍岳", "Ontakesan": "御嶽山",
	"Hakusan": "白山", "Fujisan": "富士山", "Hakoneyama": "箱根山", "Izu-Tobu": "伊豆東部火山群", "Izu-Oshima": "伊豆大島",
	"Niijima": "新島", "Kozushima": "神津島", "Miyakejima": "三宅島", "Hachijojima": "八丈島", "Aogashima": "青ヶ島",
	"Ioto": "硫黄島", "Tsurumidake-Garandake": "鶴見岳・伽藍岳", "Kujusan": "九重山", "Asosan": "阿蘇山", "Unzendake": "雲仙岳",
	"Kirishimayama": "霧島山", "Sakurajima": "桜島", "Satsuma-Iojima": "薩摩硫黄島", "Kuchinoerabujima": "口永良部島", "Suwanosejima": "諏訪之瀬島",
}
