"""Reading files apart from the program: each in a limited process of its own, one or many at once.

`read_file`, `read_many` and `read_stored` give reports or SourceErrors; `walk` finds the files. Nothing a file holds can reach further than
the process that reads it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ingest.batch import Reading, read_file, read_many, read_stored
    from core.ingest.limits import Limits
    from core.ingest.opening import Opened, open_source
    from core.ingest.walking import walk

__all__ = ["Limits", "Opened", "Reading", "open_source", "read_file", "read_many", "read_stored", "walk"]

_HOMES = {
    **dict.fromkeys(("Reading", "read_file", "read_many", "read_stored"), "batch"),
    "Limits": "limits",
    **dict.fromkeys(("Opened", "open_source"), "opening"),
    "walk": "walking",
}


def __getattr__(name: str) -> object:
    """Imported when first asked for: the server that forks the readers is of this package too and needs none of it."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"core.ingest.{_HOMES[name]}"), name)
