"""Databases made and opened where something is wrong."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from storing.building import LI, SteppingClock, Worker, item, note

from core.errors import GoujiError
from core.wording import say
from db import open_store

NOBODY = 65534


def template(error: pytest.ExceptionInfo[GoujiError]) -> str:
    """The sentence's id, once it was made in both languages."""
    assert say(error.value.phrase, "zh")
    assert say(error.value.phrase, "en")
    return error.value.phrase.template


def made(path: Path) -> str:
    """A working database with one report and one note, closed; the report's uid."""
    store = open_store(path, "create", SteppingClock())
    stored = item("one")
    store.reports.add([stored])
    store.events.record(stored[0].uid, LI, lambda _: note())
    store.close()
    return stored[0].uid


def held(worker: Worker, path: Path) -> subprocess.Popen[str]:
    """Another process that holds the write lock, until it is told to go on."""
    process = worker("holding", path)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def in_a_child(act: Callable[[], str], uid: int | None = None) -> str:
    """What `act` says in a process of its own, perhaps as another user: no connection is open here."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if uid is not None:
                os.setgroups([])
                os.setgid(uid)
                os.setuid(uid)
            said = act()
        except GoujiError as error:
            said = error.phrase.template
        except BaseException as error:  # noqa: BLE001  whatever it is must reach the parent
            said = repr(error)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as stream:
        return stream.read()
