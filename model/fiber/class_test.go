package fiber

import (
	"math"
	"reflect"
	"testing"
)

func classNamed(t *testing.T, id string) Class {
	t.Helper()
	for _, c := range Classes() {
		if c.ID == id {
			return c
		}
	}
	t.Fatalf("no class %q", id)
	return Class{}
}

func TestClasses(t *testing.T) {
	nan := math.NaN()
	near := Offer{RTTms: 1.5, FibreKm: 90, PairDifferenceMs: 0.1, Gbps: 400, ApartKm: 350, IXInMetro: Yes, Domestic: Yes}
	far := Offer{RTTms: 15, FibreKm: 1400, PairDifferenceMs: 2, Gbps: 10, ApartKm: 20, IXInMetro: No, Domestic: No}
	unknown := Offer{RTTms: 1, FibreKm: nan, PairDifferenceMs: nan, Gbps: nan, ApartKm: nan}
	for _, c := range []struct {
		id                 string
		near, far, unknown Verdict
	}{
		{"az", Yes, No, Unknown}, {"sync", Yes, No, Unknown}, {"realtime", Yes, No, Yes},
		{"interactive", Yes, Yes, Yes}, {"edge", Yes, No, Unknown}, {"batch", Yes, Yes, Yes},
		{"training-multi", Yes, No, Unknown}, {"training", Yes, Yes, Yes}, {"hpc", Yes, No, Unknown},
		{"sovereign", Yes, No, Unknown},
	} {
		class := classNamed(t, c.id)
		got := []Verdict{class.Serve(near).Verdict, class.Serve(far).Verdict, class.Serve(unknown).Verdict}
		if want := []Verdict{c.near, c.far, c.unknown}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", c.id, got, want)
		}
	}
	for _, c := range Classes() {
		if c.Source == "" || c.Name == "" {
			t.Errorf("class %s has no source or name", c.ID)
		}
	}
}

func TestServeNamesTheLimits(t *testing.T) {
	got := classNamed(t, "sync").Serve(Offer{RTTms: 6, PairDifferenceMs: math.NaN()})
	want := Served{Class: "sync", Verdict: No, Failed: []string{"rtt"}, Missing: []string{"pair difference"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestLimitsAreInclusive(t *testing.T) {
	az := classNamed(t, "az")
	if v := az.Serve(Offer{RTTms: 2, FibreKm: 100}).Verdict; v != Yes {
		t.Errorf("at the limit: %v", v)
	}
	if v := az.Serve(Offer{RTTms: 2.0001, FibreKm: 100}).Verdict; v != No {
		t.Errorf("above the limit: %v", v)
	}
}

// TestPairDifference: 20 km of fibre are what MetroCluster's 0.2 ms allow.
func TestPairDifference(t *testing.T) {
	p := APNProfile()
	p.AmplifierUs = 0
	ms := p.DifferenceMs(Pair{Found: true, Short: routeOf(60), Long: routeOf(80)})
	within(t, "20 km", ms, 0.2, 0.005)
	if !math.IsNaN(p.DifferenceMs(Pair{})) {
		t.Error("no pair has a difference")
	}
}
