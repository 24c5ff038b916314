package kana

// syllabary is modified Hepburn; the doubling mark stands for itself.
var syllabary = map[string]string{
	"あ": "a", "い": "i", "う": "u", "え": "e", "お": "o", "か": "ka", "き": "ki", "く": "ku", "け": "ke", "こ": "ko",
	"さ": "sa", "し": "shi", "す": "su", "せ": "se", "そ": "so", "た": "ta", "ち": "chi", "つ": "tsu", "て": "te", "と": "to",
	"な": "na", "に": "ni", "ぬ": "nu", "ね": "ne", "の": "no", "は": "ha", "ひ": "hi", "ふ": "fu", "へ": "he", "ほ": "ho",
	"ま": "ma", "み": "mi", "む": "mu", "め": "me", "も": "mo", "ら": "ra", "り": "ri", "る": "ru", "れ": "re", "ろ": "ro",
	"が": "ga", "ぎ": "gi", "ぐ": "gu", "げ": "ge", "ご": "go", "ざ": "za", "じ": "ji", "ず": "zu", "ぜ": "ze", "ぞ": "zo",
	"だ": "da", "ぢ": "ji", "づ": "zu", "で": "de", "ど": "do", "ば": "ba", "び": "bi", "ぶ": "bu", "べ": "be", "ぼ": "bo",
	"ぱ": "pa", "ぴ": "pi", "ぷ": "pu", "ぺ": "pe", "ぽ": "po", "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o",
	"ん": "n", "っ": "っ", "きゃ": "kya", "きゅ": "kyu", "きょ": "kyo", "にゃ": "nya", "にゅ": "nyu", "にょ": "nyo", "ひゃ": "hya", "ひゅ": "hyu",
	"ひょ": "hyo", "みゃ": "mya", "みゅ": "myu", "みょ": "myo", "りゃ": "rya", "りゅ": "ryu", "りょ": "ryo", "ぎゃ": "gya", "ぎゅ": "gyu", "ぎょ": "gyo",
	"びゃ": "bya", "びゅ": "byu", "びょ": "byo", "ぴゃ": "pya", "ぴゅ": "pyu", "ぴょ": "pyo", "しゃ": "sha", "しゅ": "shu", "しょ": "sho", "ちゃ": "cha",
	"ちゅ": "chu", "ちょ": "cho", "じゃ": "ja", "じゅ": "ju", "じょ": "jo",
}

// boundaries are the words of municipal names in which a vowel after o or u begins
// a word of its own, so that it stays.
var boundaries = []string{
	"こと|うら",
	"とよ|うら",
	"たきの|うえ",
	"やまの|うち",
	"わの|うち",
	"せと|うち",
	"こ|うみ",
	"まつ|うら",
	"かつ|うら",
	"ひろ|お",
	"そ|お",
	"にしの|おもて",
	"とよ|おか",
}

// official are names whose own spelling departs from the rule.
var official = map[string]string{
	"みのお":     "Minoh",
	"みなみあるぷす": "Minami-Alps",
	"すおうおおしま": "Suo-Oshima",
}
