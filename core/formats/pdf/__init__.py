"""PDF: pdfium's text and rules, tables found as pdfplumber finds them, one text in which every glyph has its place.

`read(data, engine="pdfium")` is the way of PERFORMANCE.md §1; `read_plain(data)` lets pdfplumber do all the table work and costs
about three times as much. Who falls back from one to the other (figures missing, sums that fail) is the reading layer: both give
the same text, the same pages and the same glyphs, only the grids come from another hand.
"""

import logging

from core.formats.pdf.reader import Engine, read, read_plain

__all__ = ["Engine", "read", "read_plain"]

for _library in ("pdfminer", "pdfplumber", "pypdfium2"):  # their log lines quote the document, control bytes and all
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)
