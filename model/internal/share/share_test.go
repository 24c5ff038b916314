package share_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/wattbit/wattbit/model/internal/share"
)

func TestEachDoesAllOnce(t *testing.T) {
	for _, n := range []int{-1, 0, 1, 3, 100} {
		done := make([]int, 57)
		if err := share.Each(context.Background(), len(done), n, func(i int) error { done[i]++; return nil }); err != nil {
			t.Fatal(err)
		}
		for i, times := range done {
			if times != 1 {
				t.Errorf("%d workers: part %d done %d times", n, i, times)
			}
		}
	}
}

func TestEachReturnsTheFirstError(t *testing.T) {
	err := share.Each(context.Background(), 9, 1, func(i int) error {
		if i >= 4 {
			return fmt.Errorf("part %d", i)
		}
		return nil
	})
	if err == nil || err.Error() != "part 4" {
		t.Errorf("got %v", err)
	}
}

func TestEachStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	done := 0
	err := share.Each(ctx, 100, 1, func(int) error { done++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || done != 1 {
		t.Errorf("got %v after %d parts", err, done)
	}
}
