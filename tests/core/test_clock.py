"""The real clock."""

from __future__ import annotations

import uuid
from datetime import datetime

from core.clock import SystemClock


def test_event_ids_are_uuids_of_version_7_in_order_of_time() -> None:
    """Ids made one after another within different milliseconds sort in that order, and none comes twice."""
    clock = SystemClock()
    ids = [clock.event_id() for _ in range(1000)]
    stamps = [uuid.UUID(i).int >> 80 for i in ids]
    assert all(uuid.UUID(i).version == 7 and uuid.UUID(i).variant == uuid.RFC_4122 for i in ids)
    assert stamps == sorted(stamps)
    assert len(set(ids)) == 1000


def test_time_is_utc_with_milliseconds() -> None:
    """`2024-01-02T03:04:05.678Z` and nothing else."""
    now = SystemClock().now()
    assert now.endswith("Z") and len(now) == 24
    assert datetime.fromisoformat(now).utcoffset() is not None
