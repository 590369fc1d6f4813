"""Functions of pdfium that take and give bare addresses: asked for every glyph and every piece of a path, pointer objects cost more
than the answer."""

from __future__ import annotations

import ctypes
from typing import Any


def bare(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function with these plain types; whoever calls it vouches for the addresses. It keeps the interpreter's lock: none of
    these calls lasts as long as giving it up and taking it again."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address(handle: Any) -> int:
    """Where a pdfium handle points to; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
