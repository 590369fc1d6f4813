"""What a reviewer can do, by verbs; `Desk` only composes them.

intake     files into stored, checked reports; check without storing
reviewing  decide, tick, note, read, sign; undo and redo
comparing  last year, other editions, dictated changes
reporting  exports and working papers
"""
