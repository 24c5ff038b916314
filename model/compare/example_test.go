package compare_test

import (
	"context"
	"fmt"
	"log"

	"github.com/wattbit/wattbit/model/compare"
	"github.com/wattbit/wattbit/model/scenario"
)

func Example() {
	a, err := scenario.Load("japan", "candidates.regions=[hokkaido]", "uncertainty.samples=0")
	if err != nil {
		log.Fatal(err)
	}
	b, err := a.With("site.mw=300")
	if err != nil {
		log.Fatal(err)
	}
	sides := []compare.Side{{Name: "100 MW", Scenario: a}, {Name: "300 MW", Scenario: b}}
	if err := compare.Sides(context.Background(), sides, scenario.RunOptions{}, false); err != nil {
		log.Fatal(err)
	}
	d, err := compare.Between(sides[0], sides[1])
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range d.Figures {
		if p.A.ID == "passed" {
			fmt.Printf("%v pass at %s, %v at %s\n", p.A, d.A, p.B, d.B)
		}
	}
	fmt.Println("Because of", d.Groups)
	// Output:
	// 60 pass at 100 MW, 45 at 300 MW
	// Because of [site.mw]
}
