"""SQLite behind the Protocols of `core.ports`: knows core's plain data, nothing of a terminal.

`open_store` opens a database file; the start-up path imports neither sqlite-utils nor anything that reads documents.
"""

from db.store import Store, open_store

__all__ = ["Store", "open_store"]
