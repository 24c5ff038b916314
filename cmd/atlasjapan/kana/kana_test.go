package kana_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/cmd/atlasjapan/kana"
)

func TestMunicipality(t *testing.T) {
	for _, c := range []struct{ local, hiragana, want string }{
		{"印西市", "いんざいし", "Inzai City"},
		{"大阪市", "おおさかし", "Osaka City"},
		{"神戸市", "こうべし", "Kobe City"},
		{"北九州市", "きたきゅうしゅうし", "Kitakyushu City"},
		{"札幌市", "さっぽろし", "Sapporo City"},
		{"千代田区", "ちよだく", "Chiyoda Ward"},
		{"精華町", "せいかちょう", "Seika Town"},
		{"七戸町", "しちのへまち", "Shichinohe Town"},
		{"東海村", "とうかいむら", "Tokai Village"},
		{"読谷村", "よみたんそん", "Yomitan Village"},
		{"観音寺市", "かんおんじし", "Kan'onji City"},
		{"南陽市", "なんようし", "Nan'yo City"},
		{"瀬戸内市", "せとうちし", "Setouchi City"},
		{"山ノ内町", "やまのうちまち", "Yamanouchi Town"},
		{"周防大島町", "すおうおおしまちょう", "Suo-Oshima Town"},
		{"勝浦市", "かつうらし", "Katsuura City"},
		{"豊岡市", "とよおかし", "Toyooka City"},
		{"一関市", "いちのせきし", "Ichinoseki City"},
		{"八頭町", "やずちょう", "Yazu Town"},
		{"四街道市", "よつかいどうし", "Yotsukaido City"},
		{"龍ケ崎市", "りゅうがさきし", "Ryugasaki City"},
		{"南アルプス市", "みなみあるぷすし", "Minami-Alps City"},
		{"町田市", "まちだし", "Machida City"},
		{"大町町", "おおまちちょう", "Omachi Town"},
	} {
		got, err := kana.Municipality(c.hiragana, c.local)
		if err != nil || got != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.local, got, err, c.want)
		}
	}
}

func TestMunicipalityRefuses(t *testing.T) {
	for _, c := range []struct{ local, hiragana, message string }{
		{"印西", "いんざい", "expected a name in 市, 町, 村 or 区"},
		{"印西市", "いんざいまち", "expected a name in 市, 町, 村 or 区"},
		{"印西市", "インザイし", `found 'イ', expected hiragana`},
		{"市", "し", "expected a name in 市, 町, 村 or 区"},
	} {
		if _, err := kana.Municipality(c.hiragana, c.local); err == nil || !strings.Contains(err.Error(), c.message) {
			t.Errorf("%s %s: got %v", c.local, c.hiragana, err)
		}
	}
}

func FuzzRomanize(f *testing.F) {
	for _, s := range []string{"っ", "んや", "しゃっきょう", "ゃ", "a", "", "おおお", "こうみ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, err := kana.Romanize(s)
		if err != nil {
			return
		}
		for _, r := range name {
			if r > 'z' {
				t.Fatalf("%q became %q", s, name)
			}
		}
	})
}

func ExampleMunicipality() {
	name, err := kana.Municipality("とうかいむら", "東海村")
	fmt.Println(name, err)
	// Output: Tokai Village <nil>
}
