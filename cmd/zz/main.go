package main
import ("context";"fmt";"log";"os";"time"
"github.com/wattbit/wattbit/model/scenario"
"github.com/wattbit/wattbit/model/plan")
func main(){
 ctx:=context.Background()
 sc,err:=scenario.Load("japan", os.Args[1:]...)
 if err!=nil {log.Fatal(err)}
 r,err:=sc.Run(ctx, scenario.RunOptions{RankingOnly:true})
 if err!=nil {log.Fatal(err)}
 t0:=time.Now()
 st,err:=r.Study(ctx)
 if err!=nil {log.Fatal(err)}
 fmt.Println("study", time.Since(t0))
 fmt.Printf("%+v\n%+v\n",st.Screening, st.Demand)
 p:=st.Problem
 fmt.Println("sites",len(p.Sites),"rows",len(p.GridRows),"reinf",len(p.Reinforcements),"shared",len(p.Shared),"links",len(p.Links))
 for _,a:=range p.Areas{fmt.Println(a.ID,a.SpareMW,a.QueueShare)}
 fmt.Println("avoided",st.AvoidedJPY, p.Classes[0].UnservedJPYPerMWYear)
 nc,nf:=0,0
 for _,s:=range p.Sites{nc+=len(s.Connections);nf+=len(s.Fibers)}
 fmt.Println("conns",nc,"fibers",nf, st.Notes)
 s:=p.Sites[0]; fmt.Printf("%+v\n",s)
 opt:=plan.Options{Gap:sc.Plan.Search.GapPct/100, TimeLimit: 120*time.Second, ActiveSites: sc.Plan.Search.ActiveSites, CheckGrid: st.CheckGrid(ctx)}
 last:=""
 opt.Progress=func(pr plan.Progress){ l:=fmt.Sprintf("%6.1fs %-10s total %.5g bound %.5g gap %.4f cuts %d grid %d prog %d", pr.Elapsed.Seconds(), pr.Stage, pr.TotalJPY, pr.Bound, pr.Gap, pr.CoverCuts, pr.Grid, pr.Programmes); if l!=last {fmt.Println(l)}; last=l}
 t0=time.Now()
 out,err:=plan.Solve(ctx,p,opt)
 if err!=nil {log.Fatal(err)}
 fmt.Println("solve",time.Since(t0),out.Status,out.Stop,out.Gap,out.Size,out.Rounds,out.BoundJPY)
 fmt.Printf("%+v\n",out.Evaluation.Costs)
 fmt.Println(out.Evaluation.ITMW,out.Evaluation.UnservedMW)
 for _,s:=range out.Plan.Sites { si:=st.Sites[s.Site]; fmt.Println(si.Candidate.Name,si.Candidate.Area,s.Levels,p.Sites[s.Site].Connections[s.Connection].ID,p.Sites[s.Site].Fibers[s.Fiber].ID,s.FiberFrom,si.Metro) }
 for i,l:=range out.Plan.Lumps { if l[len(l)-1]>0 {fmt.Println(st.Reinforcements[i].Name,l, st.Reinforcements[i].MW,p.Reinforcements[i].Capex.System/1e9)} }
 fmt.Println(out.Plan.Shared)
}
