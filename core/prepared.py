"""The package's TOML files: parsed once, afterwards taken from what that came to, kept beside them as Python keeps its modules.

In `__pycache__` stands, as JSON, what a file comes to, under the hash of its bytes: it holds for these bytes and no others. Where
nothing may be written there (as by a reader process, which may write nowhere), or `PYTHONDONTWRITEBYTECODE` forbids it or
`PYTHONPYCACHEPREFIX` wants it elsewhere, the file is parsed each time, which takes longer.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent


def names(folder: str) -> tuple[str, ...]:
    """The TOML files in a folder of this package, in order."""
    return tuple(sorted(name for name in os.listdir(HERE / folder) if name.endswith(".toml")))


def tables(name: str) -> dict[str, Any]:
    """What a TOML file of this package holds, by its path in it; made anew each time."""
    return tables_in(HERE / name)


def tables_in(file: Path) -> dict[str, Any]:
    """What a TOML file holds. OSError, UnicodeDecodeError and TOMLDecodeError as they come."""
    content = file.read_bytes()
    held_for = sha256(content).hexdigest()
    kept = file.parent / "__pycache__" / f"{file.name}.json"
    with suppress(OSError, ValueError, TypeError, RecursionError):
        of, found = json.loads(kept.read_bytes())
        if of == held_for and isinstance(found, dict):
            return found
    import tomllib  # and the expressions it compiles: only where it is needed

    found = tomllib.loads(content.decode())
    if not sys.dont_write_bytecode and not sys.pycache_prefix and resource.getrlimit(resource.RLIMIT_FSIZE)[0]:
        with suppress(TypeError):  # a date, which JSON lacks: such a file is parsed each time
            _keep(kept, json.dumps([held_for, found], ensure_ascii=False).encode())
    return found


def _keep(kept: Path, content: bytes) -> None:
    """Whole or not at all, whoever else does the same; where it cannot be, nothing."""
    written = kept.with_name(f"{kept.name}.{os.getpid()}")
    with suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        try:
            written.write_bytes(content)
            os.replace(written, kept)
        except OSError:
            written.unlink(missing_ok=True)
