"""The wording of the prose (RULES.md §5b, W.*): doubled words, slips, torn clauses, lists, sensitive wording, punctuation.

What counts as a slip stands in the word lists beside (`*.toml`); a project adds its own in its profile, `[words]`:
`slips = ["错→对"]`, `sensitive = ["…", "…→…"]`, and takes entries out with `not_slips`, `not_sensitive`, `doubled_allowed`.
"""

from core.rules.text import doubled, marks, ordered, torn, worded

__all__ = ["doubled", "marks", "ordered", "torn", "worded"]
