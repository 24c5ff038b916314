package weight

import "fmt"

// Node is one level of an AHP hierarchy: a comparison of its children.
type Node struct {
	Name string
	// Matrix compares the children with each other; nil for a leaf.
	Matrix   [][]float64
	Children []Node
}

// Leaf is a criterion of a hierarchy.
type Leaf struct {
	// Path is the names from the root's child down, joined by slashes.
	Path string
	// Local is the weight among its siblings, Weight the product down the tree.
	Local, Weight float64
}

// HierarchyResult are the criteria's weights and what each comparison said.
type HierarchyResult struct {
	Leaves []Leaf
	// Comparisons has the result of every node with children, by its path; the
	// root's is "".
	Comparisons []Comparison
	Warnings    []string
}

// Comparison is one node's result.
type Comparison struct {
	Path string
	*AHPResult
}

// Hierarchy weighs a tree of criteria: each node's children by its comparison,
// and the leaves by the product of weights from the root down. The leaves'
// weights sum to 1.
func Hierarchy(root Node) (*HierarchyResult, error) {
	r := &HierarchyResult{}
	if len(root.Children) == 0 {
		return nil, fmt.Errorf("%w: the hierarchy has no criteria", ErrInput)
	}
	if err := r.descend(root, "", 1, 1); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *HierarchyResult) descend(n Node, path string, local, weight float64) error {
	if len(n.Children) == 0 {
		if n.Matrix != nil {
			return fmt.Errorf("%w: %q has comparisons but no children", ErrInput, path)
		}
		r.Leaves = append(r.Leaves, Leaf{path, local, weight})
		return nil
	}
	if len(n.Matrix) != len(n.Children) {
		return fmt.Errorf("%w: %q has %d children and a comparison of %d", ErrInput, path, len(n.Children), len(n.Matrix))
	}
	a, err := AHP(n.Matrix)
	if err != nil {
		return fmt.Errorf("%q: %w", path, err)
	}
	r.Comparisons = append(r.Comparisons, Comparison{path, a})
	for _, w := range a.Warnings {
		r.Warnings = append(r.Warnings, fmt.Sprintf("%q: %s", path, w))
	}
	for i, child := range n.Children {
		below := child.Name
		if path != "" {
			below = path + "/" + child.Name
		}
		if child.Name == "" {
			return fmt.Errorf("%w: child %d of %q has no name", ErrInput, i+1, path)
		}
		if err := r.descend(child, below, a.Weights[i], weight*a.Weights[i]); err != nil {
			return err
		}
	}
	return nil
}
