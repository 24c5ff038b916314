package report

import "fmt"

// timeView has a small drawing for each power area, all to one scale.
type timeView struct {
	Years []int
	Areas []timeArea
	Idle  []PlanArea // neither ask nor get anything
	Scale string     // MW of a full bar
}

type timeArea struct {
	PlanArea
	Width, Height int
	Base          string
	Bars          []timeBar
	Ticks         []axisTick
}

type timeBar struct{ Class, X, Y, W, H, Title string }

const (
	timeWidth, timeHeight = 280, 120
	timeFloor             = 100.0
	timeTop               = 6.0
)

func timeContent(d *Data) any {
	p := planned(d)
	if p == nil || len(p.Areas) == 0 || len(p.Years) == 0 {
		return nil
	}
	most := Number(1)
	for _, a := range p.Areas {
		for t := range p.Years {
			most = max(most, a.Asked[t], a.Served[t], a.Built[t])
		}
	}
	v := timeView{Years: p.Years, Scale: formatFixed(most, 0)}
	for _, a := range p.Areas {
		if a.isIdle() {
			v.Idle = append(v.Idle, a)
			continue
		}
		v.Areas = append(v.Areas, a.draw(p.Years, most))
	}
	return v
}

func (a PlanArea) isIdle() bool {
	for t := range a.Asked {
		if a.Asked[t] > 0 || a.Built[t] > 0 {
			return false
		}
	}
	return true
}

// draw sets three bars a year side by side: asked, served, built.
func (a PlanArea) draw(years []int, most Number) timeArea {
	out := timeArea{PlanArea: a, Width: timeWidth, Height: timeHeight, Base: px(timeFloor)}
	slot := float64(timeWidth) / float64(len(years))
	w := slot * 0.26
	for t, year := range years {
		x := slot * (float64(t) + 0.08)
		for n, bar := range []struct {
			class, what string
			mw          Number
		}{{"asked", "asked by its metros", a.Asked[t]}, {"served", "served to its metros, from wherever", a.Served[t]}, {"built", "energised in it", a.Built[t]}} {
			h := (timeFloor - timeTop) * float64(max(bar.mw, 0)/most)
			out.Bars = append(out.Bars, timeBar{bar.class, px(x + float64(n)*w*1.08), px(timeFloor - h), px(w), px(h),
				fmt.Sprintf("%d: %s MW %s", year, formatFixed(bar.mw, 0), bar.what)})
		}
		out.Ticks = append(out.Ticks, axisTick{px(slot * (float64(t) + 0.5)), fmt.Sprint(year)})
	}
	return out
}
