"""Report(s) in, findings out. A family is a file, a rule is a function; each rule's card lies in `cards/<family>.toml`."""
