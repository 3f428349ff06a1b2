package limit

// checkVariables bounds the values of an operation, which no document shows.
func checkVariables(variables map[string]any) error {
	values, nesting := 0, 0
	if len(variables) > MaxVariables {
		return &Exceeded{"variables", len(variables), MaxVariables, "send only the variables that the operation declares"}
	}
	for _, v := range variables {
		count(v, 0, &values, &nesting)
	}
	switch {
	case nesting > MaxNesting:
		return &Exceeded{"nesting", nesting, MaxNesting, "no input of the contract is a deeper list or object"}
	case values > MaxValues:
		return &Exceeded{"values", values, MaxValues, "ask in several operations, with shorter lists"}
	}
	return nil
}

func count(value any, above int, values, nesting *int) {
	*values = add(*values, 1)
	if *nesting = max(*nesting, above); above > MaxNesting || *values > MaxValues {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			count(item, above+1, values, nesting)
		}
	case map[string]any:
		for _, item := range v {
			count(item, above+1, values, nesting)
		}
	}
}
