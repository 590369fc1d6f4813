"""A fresh database for each test of the workstation, and desks on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from workstation.terminal import Terminal
from workstation.world import SteadyClock, checked_of, desk_on, edition_of, fill, person

from core.desk import Desk
from db import open_store
from tui import locale


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of eight reports, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("filled") / "gouji.db"
    fill(path)
    return path


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Path:
    """A database of eight reports of one's own."""
    return Path(shutil.copy(filled, tmp_path / "gouji.db"))


@pytest.fixture
def desk(database: Path) -> Iterator[Desk]:
    """A desk on it for Zhang."""
    yield desk_on(database)


@pytest.fixture
def second_desk(database: Path) -> Callable[[], Desk]:
    """Another person's desk on the same database."""
    return lambda: desk_on(database, person("li", 1002))


@pytest.fixture
def two_years(tmp_path: Path) -> Callable[..., tuple[Desk, str]]:
    """A report in which these figures have changed since last year's: a desk on both, and the uid of this year's."""

    def made(**changes: str) -> tuple[Desk, str]:
        now, path = checked_of(1, **changes), tmp_path / "years.db"
        before = checked_of(1)
        with closing(open_store(path, "create", SteadyClock())) as store:
            store.reports.add([(edition_of(now, 1), now), (replace(edition_of(before, 1), year=2023), before)])
        return desk_on(path), now.report.source.sha256

    return made


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals a test opens and adds; each is closed, and its program ended, whatever happens."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests that name no language speak English and leave it so."""
    locale.use("en")
    yield
    locale.use("en")
