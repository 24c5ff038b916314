package table

// encodingHint words what was expected in place of bytes that are not UTF-8,
// naming Shift_JIS when every byte fits it: Japanese spreadsheets still save so.
func encodingHint(b []byte) string {
	if looksShiftJIS(b) {
		return "UTF-8 text (the bytes look like Shift_JIS: save the file as CSV UTF-8)"
	}
	return "UTF-8 text (save the file as CSV UTF-8)"
}

// looksShiftJIS tells whether b is a whole sequence of Shift_JIS characters
// (JIS X 0208:1997 annex 1) with at least one of two bytes.
func looksShiftJIS(b []byte) bool {
	double := false
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c < 0x80 || c >= 0xA1 && c <= 0xDF: // ASCII or half-width katakana
		case c >= 0x81 && c <= 0x9F || c >= 0xE0 && c <= 0xFC:
			if i++; i == len(b) || !shiftJISTrail(b[i]) {
				return false
			}
			double = true
		default:
			return false
		}
	}
	return double
}

func shiftJISTrail(c byte) bool {
	return c >= 0x40 && c <= 0xFC && c != 0x7F
}
