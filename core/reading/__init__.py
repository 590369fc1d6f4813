"""Document in, Report out: headings, tables, prose, masthead. Label-anchored; nothing guessed, nothing repaired."""
