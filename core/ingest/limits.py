"""What one reader process may use (RELIABILITY.md R1, R2)."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Measured on 24 real reports: at most 0.94 s and 76 MB, so there is ten times head room."""

    memory: int = 1 << 30
    """Bytes of address space."""
    cpu_seconds: int = 10
    wall_seconds: int = 20
    result: int = 32 * 1024 * 1024
    """Bytes of the report as JSON."""
    open_files: int = 64

    def apply(self) -> None:
        """Bind the calling process to them; it may not write files and leaves no core."""
        for what, soft, hard in (
            (resource.RLIMIT_AS, self.memory, self.memory),
            (resource.RLIMIT_CPU, self.cpu_seconds, self.cpu_seconds + 1),
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_CORE, 0, 0),
            (resource.RLIMIT_NOFILE, self.open_files, self.open_files),
        ):
            known = resource.getrlimit(what)[1]
            if known != resource.RLIM_INFINITY:  # an outer limit may be lower already and cannot be raised
                soft, hard = min(soft, known), min(hard, known)
            resource.setrlimit(what, (soft, hard))


DEFAULT: Final = Limits()
"""For PDF, DOCX, HTML and text alike."""
