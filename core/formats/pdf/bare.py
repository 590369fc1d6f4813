"""Functions of pdfium that take and give bare addresses: asked for every glyph and every piece of a path, pointer objects cost more
than the answer."""

from __future__ import annotations

import ctypes
import struct
from array import array
from collections.abc import Callable
from typing import Any, Final

handed: Final[Callable[[int], Any]] = ctypes.c_void_p.from_param
"""An address as a bare function takes it; made once where it is handed over several times."""


def bare(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function with a plain result; whoever calls it vouches for its arguments: addresses as `handed`, numbers as they are,
    which go as a C int. Told the types of its `arguments`, ctypes turns each once more into what it is, at half the cost of a call.
    It keeps the interpreter's lock: none of these calls lasts as long as giving it up and taking it again."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address(handle: Any) -> int:
    """Where a pdfium handle points to; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def room_for(count: int, of: struct.Struct) -> tuple[array[int], range]:
    """Memory for so many structures, and the address of each, as long as that memory is held. An array of the standard library:
    ctypes would make a new type for each size, which takes longer than filling it."""
    room = array("B", bytes(of.size * count))
    start, _ = room.buffer_info()
    return room, range(start, start + of.size * count, of.size)
