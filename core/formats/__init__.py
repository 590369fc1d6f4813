"""Bytes in, Document out; one reader per format, chosen by content."""
