"""The real clock and the identity of events."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime


class SystemClock:
    """`core.ports.Clock` of this machine."""

    def now(self) -> str:
        """UTC, ISO 8601 with milliseconds and Z."""
        return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def event_id(self) -> str:
        """A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits, so that ids sort by time."""
        import uuid  # a start records nothing

        stamp = time.time_ns() // 1_000_000
        noise = int.from_bytes(os.urandom(10), "big")
        value = (stamp & (1 << 48) - 1) << 80 | 0x7 << 76 | (noise >> 68 & 0xFFF) << 64
        return str(uuid.UUID(int=value | 0b10 << 62 | noise & (1 << 62) - 1))
