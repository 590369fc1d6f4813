"""SQLite behind core's ports."""
