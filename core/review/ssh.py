"""Signatures of sign-offs by `ssh-keygen -Y`: made with a reviewer's own key, checked against a file of allowed signers.

They prove what the ledger alone cannot: that whoever held this key signed exactly this report with these findings. The file
of allowed signers is ssh's own (ssh-keygen(1), ALLOWED SIGNERS), its principals are logins.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from core.errors import ReviewError, UsageError

NAMESPACE = "gouji"
PROGRAM = "ssh-keygen"
SECONDS = 60
"""Time for a key that has to be touched."""


def sign(data: bytes, key: Path) -> str:
    """The signature of these bytes by a private key, or by the agent that holds the private half of a public one. ReviewError
    where it cannot be made: it never asks on the terminal, so a key with a passphrase must be in the agent."""
    try:
        done = subprocess.run(
            [PROGRAM, "-Y", "sign", "-n", NAMESPACE, "-f", str(key)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            start_new_session=True,
            env={**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReviewError("review.not-signed", cause=type(error).__name__) from error
    said = done.stdout.decode("ascii", "replace")
    if done.returncode or not said.startswith("-----BEGIN SSH SIGNATURE-----"):
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReviewError("review.not-signed", cause=lines[-1] if lines else str(done.returncode))
    return said


def holds(data: bytes, signature: str, login: str, at: str, signers: Path) -> bool:
    """Whether an allowed key of that login made the signature over these bytes, the key being valid at that time (UTC, ISO).
    UsageError where ssh-keygen or the file is not there."""
    if not signers.is_file():
        raise UsageError("review.no-signers", str(signers))
    moment = "".join(ch for ch in at[:19] if ch.isdigit()) + "Z"
    with tempfile.NamedTemporaryFile("w", suffix=".sig", encoding="utf-8", errors="replace") as file:
        file.write(signature)
        file.flush()
        words = [PROGRAM, "-Y", "verify", "-n", NAMESPACE, "-f", str(signers), "-I", login, "-s", file.name]
        try:
            done = subprocess.run(
                [*words, "-O", f"verify-time={moment}"], input=data, capture_output=True, timeout=SECONDS, check=False
            )
        except OSError as error:
            raise UsageError("review.no-ssh-keygen", PROGRAM) from error
    return done.returncode == 0
