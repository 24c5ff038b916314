package atlas

// Origins returns the provenance of every row of a table, in their order; false
// when there is no table of that name.
func (a *Atlas) Origins(tableName string) ([]Provenance, bool) {
	for _, s := range schemas {
		if s.tableName() != tableName {
			continue
		}
		rows := s.origin(a)
		origins := make([]Provenance, len(rows))
		for i, p := range rows {
			origins[i] = *p
		}
		return origins, true
	}
	return nil, false
}
