"""How sign-offs are signed."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path


def signer() -> Callable[[bytes], str] | None:
    """Signs sign-offs with the ssh key that `$GOUJI_SIGNING_KEY` names; None where it names none."""
    key = os.environ.get("GOUJI_SIGNING_KEY")
    if not key:
        return None
    from core.review.ssh import sign

    return partial(sign, key=Path(key).expanduser())
