package shock

// back returns which share of a loss is back at an hour: nothing at hour 0,
// straight between the steps, no more after the last.
func back(curve []Step, hour float64) float64 {
	last := Step{}
	for _, s := range curve {
		if hour < s.Hour {
			return last.Share + float64((s.Share-last.Share)*(hour-last.Hour)/(s.Hour-last.Hour))
		}
		last = s
	}
	return last.Share
}

// repaired tells whether what is repaired at an hour is back; 0 means never.
func repaired(at, hour float64) bool { return at > 0 && hour >= at }

// condition is the state of a site at an hour, in shares of its IT load.
type condition struct {
	damaged   float64 // halls lost
	unpowered float64 // halls stand, without grid and generators
	alive     float64 // the rest
}

// stand returns the condition of a site at an hour, from the shares of its halls
// and of its supply that the event took.
func (s *Shock) stand(halls, grid, backupHours, hour float64) condition {
	damaged := float64(halls * (1 - back(s.Restore.Sites, hour)))
	dark := grid * (1 - back(s.Restore.Grid, hour))
	running := s.Backup.Starts
	if hour >= backupHours {
		running = float64(running * s.Backup.Refuel)
	}
	unpowered := float64((1 - damaged) * dark * (1 - running))
	return condition{damaged: damaged, unpowered: unpowered, alive: 1 - damaged - unpowered}
}
