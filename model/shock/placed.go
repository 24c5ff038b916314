package shock

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"github.com/wattbit/wattbit/data/atlas"
	"github.com/wattbit/wattbit/data/table"
)

// Placed is IT load with what to know of it.
type Placed struct {
	Sites  []Site
	Source string
	Notes  []string
}

// Existing is what stands today as an atlas knows it: the operating MW of its
// clusters, and the operating data centres of municipalities without a cluster,
// whose MW a cluster's sum would hold already. No class is known: every load may be
// of any.
func Existing(a *atlas.Atlas) Placed {
	p := Placed{Source: fmt.Sprintf("existing data centers of the atlas %s of %s", a.Meta.ID, a.Meta.Version)}
	clustered := map[string]bool{}
	estimated := 0
	for _, f := range a.Existing {
		if f.Kind == atlas.ClusterInUse {
			clustered[f.Place] = true
		}
	}
	inside, unknown := 0, 0
	for _, f := range a.Existing {
		switch {
		case f.Kind == atlas.DataCenter && f.Stage == "operating" && clustered[f.Place]:
			inside++
			continue
		case f.Kind != atlas.ClusterInUse && (f.Kind != atlas.DataCenter || f.Stage != "operating"):
			continue
		}
		if f.Evidence.Soft() {
			estimated++
		}
		if math.IsNaN(f.MW) {
			unknown++
		}
		p.Sites = append(p.Sites, Site{ID: f.ID, Name: f.Name, Location: f.Location, Loads: []ITLoad{{MW: f.MW}}})
	}
	p.Notes = append(p.Notes,
		fmt.Sprintf("%d of %d sites stand on an estimated figure", estimated, len(p.Sites)),
		fmt.Sprintf("%d operating data centers are left out: the sum of a cluster in their municipality holds them", inside),
		withoutMW(unknown),
		"what runs in them is not known: each class is told as if all of it were of that class")
	return p
}

func withoutMW(unknown int) string {
	if unknown == 0 {
		return "every site has a figure of MW"
	}
	return fmt.Sprintf("%d sites have no MW and are not counted", unknown)
}

// ReadPlaced reads sites from a table: id, lon, lat and mw (empty when unknown), and
// when there name, class, region, area, backup (the id of the site that takes over),
// reserve_mw and backup_hours. Rows with the same id are classes of one site. The
// error names line and column, also of a site that does not stand on the ground.
func ReadPlaced(src io.Reader, name string, ground *Ground) (Placed, error) {
	r := table.NewReader(src, table.Options{File: name})
	c := placedColumns{
		id: r.Column("id"), lon: r.Column("lon"), lat: r.Column("lat"), mw: r.Column("mw"),
		name: r.OptionalColumn("name"), class: r.OptionalColumn("class"), region: r.OptionalColumn("region"),
		area: r.OptionalColumn("area"), backup: r.OptionalColumn("backup"),
		reserve: r.OptionalColumn("reserve_mw"), hours: r.OptionalColumn("backup_hours"),
	}
	p := Placed{Source: name}
	at := map[string]int{}
	unknown := 0
	for r.Next() {
		s := c.read(r)
		if !r.RowOK() {
			continue
		}
		if expected := ground.Outside(s.Location); expected != "" {
			r.Reject(c.lon, expected)
			continue
		}
		if math.IsNaN(s.Loads[0].MW) {
			unknown++
		}
		i, again := at[s.ID]
		if !again {
			at[s.ID] = len(p.Sites)
			p.Sites = append(p.Sites, s)
			continue
		}
		if whole := &p.Sites[i]; whole.same(s) {
			whole.Loads = append(whole.Loads, s.Loads...)
		} else {
			r.Reject(c.id, "an id of its own, or the same figures as in the first row of the site but for class and mw")
		}
	}
	if err := r.Err(); err != nil {
		return Placed{}, err
	}
	if len(p.Sites) == 0 {
		return Placed{}, fmt.Errorf("%s: no sites; expected at least one row", name)
	}
	if unknown > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf("%d rows have no MW and are not counted", unknown))
	}
	return p, nil
}

type placedColumns struct {
	id, lon, lat, mw, name, class, region, area, backup, reserve, hours table.Column
}

var (
	placedMW    = table.Range{Min: 0, Max: 1e6, What: "MW from 0 to 1,000,000"}
	placedHours = table.Range{Min: 0, Max: 1e5, What: "hours from 0 to 100,000"}
)

func (c placedColumns) read(r *table.Reader) Site {
	s := Site{
		ID: r.Text(c.id), Location: orb.Point{r.Number(c.lon, table.Longitude), r.Number(c.lat, table.Latitude)},
		Loads: []ITLoad{{Class: r.OptionalText(c.class), MW: r.OptionalNumber(c.mw, placedMW)}},
		Name:  r.OptionalText(c.name), Region: r.OptionalText(c.region), Area: r.OptionalText(c.area), Backup: r.OptionalText(c.backup),
	}
	if v := r.OptionalNumber(c.reserve, placedMW); v > 0 {
		s.ReserveMW = v
	}
	if v := r.OptionalNumber(c.hours, placedHours); v > 0 {
		s.BackupHours = v
	}
	for _, column := range []table.Column{c.id, c.name} {
		if strings.ContainsFunc(r.OptionalText(column), unicode.IsControl) {
			r.Reject(column, "text of one line")
		}
	}
	if class := s.Loads[0].Class; !isClass(class) {
		r.Reject(c.class, "a class of workload ("+classList()+") or nothing")
	}
	return s
}

func isClass(id string) bool {
	for _, c := range Classes() {
		if c.ID == id {
			return true
		}
	}
	return id == ""
}

func classList() string {
	list := ""
	for i, c := range Classes() {
		if i > 0 {
			list += ", "
		}
		list += c.ID
	}
	return list
}

func (s *Site) same(o Site) bool {
	return s.Location == o.Location && s.Name == o.Name && s.Region == o.Region && s.Area == o.Area &&
		s.Backup == o.Backup && s.ReserveMW == o.ReserveMW && s.BackupHours == o.BackupHours
}
