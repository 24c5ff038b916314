package chance

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
)

// Store keeps samples by their key. It is called from one goroutine.
type Store interface {
	Get(key string) (value []byte, ok bool, err error)
	Put(key string, value []byte) error
}

// fingerprint tells studies apart.
func (s *Study) fingerprint() string {
	h, o := sha256.New(), s.Plan
	fmt.Fprintf(h, "%q %d %g %d %v %d %d\n%+v\n%+v", s.Name, s.Seed, o.Gap, o.NodeLimit, o.TimeLimit, o.Seed, o.ActiveSites, *s.Problem, o.Start)
	return hex.EncodeToString(h.Sum(nil)[:12])
}

func (s *Study) key(n int) string { return fmt.Sprintf("%s-%d", s.print, n) }

// recall reads the samples that the store holds and lists the others.
func (s *Study) recall(samples []Sample) (missing []int, err error) {
	for n := range samples {
		value, ok := []byte(nil), false
		if s.Store != nil {
			if value, ok, err = s.Store.Get(s.key(n)); err != nil {
				return nil, fmt.Errorf("chance: sample %d: %w", n, err)
			}
		}
		if !ok {
			missing = append(missing, n)
			continue
		}
		if err := s.decode(value, n, &samples[n]); err != nil {
			return nil, err
		}
	}
	return missing, nil
}

// decode reads a stored sample.
func (s *Study) decode(value []byte, n int, into *Sample) error {
	if err := json.Unmarshal(value, into); err != nil {
		return fmt.Errorf("chance: stored sample %d: %w", n, err)
	}
	if into.Index != n {
		return fmt.Errorf("chance: stored sample %d says that it is sample %d", n, into.Index)
	}
	for _, c := range into.Sites {
		if c.Site < 0 || c.Site >= len(s.Problem.Sites) {
			return fmt.Errorf("chance: stored sample %d holds site %d of %d", n, c.Site, len(s.Problem.Sites))
		}
	}
	return nil
}

// keep stores a sample. What is counted is always what a store would give back.
func (s *Study) keep(samples []Sample, sample Sample) error {
	value, err := json.Marshal(sample)
	if err != nil {
		return fmt.Errorf("chance: sample %d: %w", sample.Index, err)
	}
	if s.Store != nil {
		if err := s.Store.Put(s.key(sample.Index), value); err != nil {
			return fmt.Errorf("chance: sample %d: %w", sample.Index, err)
		}
	}
	return s.decode(value, sample.Index, &samples[sample.Index])
}

// File is what a Journal is kept in, such as an *os.File opened for reading and
// writing.
type File interface {
	io.ReadWriteSeeker
	Truncate(size int64) error
}

// Journal is a Store of one JSON object a line, written as samples come in. A
// last line that was cut off is dropped.
type Journal struct {
	file  File
	known map[string]json.RawMessage
}

// line is an entry of a journal.
type line struct {
	Key    string          `json:"key"`
	Sample json.RawMessage `json:"sample"`
	Sum    string          `json:"sum"` // of both, so that a changed line is told
}

func (l *line) sum() string {
	h := sha256.Sum256(append([]byte(l.Key+"\n"), l.Sample...))
	return hex.EncodeToString(h[:8])
}

// OpenJournal reads a journal, empty or not, and makes it ready to go on.
func OpenJournal(file File) (*Journal, error) {
	j := &Journal{file: file, known: map[string]json.RawMessage{}}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("chance: journal: %w", err)
	}
	r, good := bufio.NewReader(file), int64(0)
	for n := 1; ; n++ {
		text, err := r.ReadBytes('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("chance: journal: %w", err)
		}
		var l line
		if err := json.Unmarshal(text, &l); err != nil || l.Key == "" || len(l.Sample) == 0 {
			return nil, fmt.Errorf("chance: journal line %d: %.60q, want an object with a key and a sample", n, bytes.TrimSpace(text))
		}
		if l.Sum != l.sum() {
			return nil, fmt.Errorf("chance: journal line %d is not as it was written: its sum differs; take the line out, or begin another journal", n)
		}
		j.known[l.Key] = l.Sample
		good += int64(len(text))
	}
	if err := file.Truncate(good); err != nil {
		return nil, fmt.Errorf("chance: journal: %w", err)
	}
	if _, err := file.Seek(good, io.SeekStart); err != nil {
		return nil, fmt.Errorf("chance: journal: %w", err)
	}
	return j, nil
}

// Get returns a sample of the journal.
func (j *Journal) Get(key string) ([]byte, bool, error) {
	value, ok := j.known[key]
	return value, ok, nil
}

// Put appends a sample.
func (j *Journal) Put(key string, value []byte) error {
	l := line{Key: key, Sample: value}
	l.Sum = l.sum()
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	j.known[key] = value
	_, err = j.file.Write(append(text, '\n'))
	return err
}
