package site_test

import (
	"strings"
	"testing"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/model/site"
)

func TestRegionNamed(t *testing.T) {
	for name, want := range map[string]string{
		"JP-01": "JP-01", "hokkaido": "hokkaido", "Hokkaido": "JP-01", "北海道": "JP-01", "aomori": "JP-02", "青森県": "JP-02", "kansai": "kansai", "関西": "kansai",
	} {
		if got, err := site.RegionNamed(atlas.Japan(), name); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %s", name, got, err, want)
		}
	}
	for name, want := range map[string]string{
		"Tokyo": "expected one of the ids tokyo (power-area), JP-13 (prefecture)", "hokaido": "near it: hokkaido (Hokkaido 北海道), JP-01",
		"": "no region", "atlantis": "; there are ",
	} {
		if got, err := site.RegionNamed(atlas.Japan(), name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is %q, %v; want %s", name, got, err, want)
		}
	}
}
