package highs_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wattbit/wattbit/model/solve/highs"
)

func instance(t *testing.T, limit int64) *highs.Instance {
	t.Helper()
	e, err := highs.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in, err := e.New(t.Context(), limit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	})
	return in
}

func TestVersion(t *testing.T) {
	in := instance(t, 0)
	for name, want := range map[string]uint64{"Highs_versionMajor": 1, "Highs_versionMinor": 15, "Highs_versionPatch": 1} {
		if got, err := in.Call(name); err != nil || got != want {
			t.Errorf("%s = %d (%v), want %d", name, got, err, want)
		}
	}
	if got, err := in.Call("Highs_getSizeofHighsInt", 0); err != nil || got != 4 {
		t.Errorf("integers of %d bytes (%v)", got, err)
	}
}

func TestErrorsAreErrors(t *testing.T) {
	in := instance(t, 0)
	if _, err := in.Call("Highs_dance"); err == nil {
		t.Error("an unknown function is called")
	}
	if err := in.SetOption("no_such_option", 1); err == nil {
		t.Error("an unknown option is taken")
	}
	if err := in.SetOption("threads", []int{1}); err == nil {
		t.Error("an option of a wrong type is taken")
	}
	if _, err := in.Info("no_such_info", 'i'); err == nil {
		t.Error("unknown information is given")
	}
	if err := in.SetOption("threads", 1); err != nil {
		t.Errorf("after refusals: %v", err)
	}
}

// TestTrap: a wild address traps; the instance is then unusable, others are not.
func TestTrap(t *testing.T) {
	in, other := instance(t, 0), instance(t, 0)
	if _, err := in.Call("Highs_run", 0xfffffff0); !errors.Is(err, highs.ErrTrap) {
		t.Fatalf("error %v", err)
	}
	if _, err := in.Call("Highs_versionMajor"); !errors.Is(err, highs.ErrTrap) {
		t.Errorf("a broken instance goes on: %v", err)
	}
	if v, err := other.Call("Highs_versionMajor"); err != nil || v != 1 {
		t.Errorf("its neighbour says %d (%v)", v, err)
	}
}

func TestMemoryLimit(t *testing.T) {
	in := instance(t, 64<<20)
	a := in.Arena()
	a.Alloc(30 << 20)
	if a.Err() != nil || in.MemorySize() > 64<<20 {
		t.Fatalf("%v, %d MB", a.Err(), in.MemorySize()>>20)
	}
	a.Alloc(60 << 20)
	if !errors.Is(a.Err(), highs.ErrMemory) {
		t.Fatalf("error %v", a.Err())
	}
	a.Free()
}

func TestClosedInstance(t *testing.T) {
	e, err := highs.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in, err := e.New(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(in.Close(), in.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Call("Highs_versionMajor"); err == nil {
		t.Error("a closed instance answers")
	}
}

// TestCache: the machine code is written once and read again; a folder that
// cannot be written or holds rubbish costs time, not the answer.
func TestCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the solver several times")
	}
	dir := t.TempDir()
	first, err := highs.NewEngine(dir)
	if err != nil || first.CacheError() != nil {
		t.Fatal(err, first.CacheError())
	}
	again, err := highs.NewEngine(dir)
	if err != nil || again.CacheError() != nil {
		t.Fatal(err, again.CacheError())
	}
	t.Logf("compiled in %v, read in %v", first.CompileTime(), again.CompileTime())

	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	spoiled := 0
	err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == file {
			return err
		}
		spoiled++
		return os.WriteFile(path, []byte("rubbish"), 0o600)
	})
	if err != nil || spoiled == 0 {
		t.Fatalf("%d cache files (%v)", spoiled, err)
	}
	for _, bad := range []string{file, dir} {
		e, err := highs.NewEngine(bad)
		if err != nil {
			t.Fatal(err)
		}
		if bad == file && (e.CacheError() == nil || !strings.Contains(e.CacheError().Error(), "cache")) {
			t.Errorf("%s: cache error %v", bad, e.CacheError())
		}
		in, err := e.New(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := in.Call("Highs_versionMajor"); err != nil || v != 1 {
			t.Errorf("%s: version %d (%v)", bad, v, err)
		}
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkInstance(b *testing.B) {
	e, err := highs.Load(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		in, err := e.New(b.Context(), 0)
		if err != nil {
			b.Fatal(err)
		}
		if err := in.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompile is what a process pays whose cache folder is empty.
func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := highs.NewEngine(""); err != nil {
			b.Fatal(err)
		}
	}
}
