"""Reading files apart from the program: each in a limited process of its own, one or many at once.

`read_file`, `read_many` and `read_stored` give reports or SourceErrors; `walk` finds the files. Nothing a file holds can reach further than
the process that reads it.
"""

from core.ingest.batch import Reading, read_file, read_many, read_stored
from core.ingest.limits import Limits
from core.ingest.opening import Opened, open_source
from core.ingest.walking import walk

__all__ = ["Limits", "Opened", "Reading", "open_source", "read_file", "read_many", "read_stored", "walk"]
