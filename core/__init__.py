"""Headless heart: no SQLite, no terminal."""
