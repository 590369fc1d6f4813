"""Fixtures every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, print_blob=False)
settings.load_profile("steady")  # no timed tests, and the same examples every time; bigger runs are asked for by name

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real reports with gold figures; a user's clone has none, there the test is skipped by name."""
    if not CORPUS.is_dir():
        pytest.skip("../shared/corpus is absent")
    return CORPUS


SAMPLES = ROOT / "core" / "samples"


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the bundled samples, read through the real door; copy it before writing to it."""
    from tui import wiring

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with wiring.open_desk(path, "create") as desk:
        assert desk.intake is not None
        summary = desk.intake.ingest([file for file in sorted(SAMPLES.iterdir()) if file.suffix in ENDINGS], "demo")
    assert not summary.failed
    return path


@pytest.fixture(scope="session")
def exported(demo_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo database exported whole."""
    from tui import wiring

    target = tmp_path_factory.mktemp("export") / "demo-export.db"
    with wiring.open_desk(demo_database, "ro") as desk:
        assert desk.reporting is not None
        desk.reporting.export(target)
    return target


ENDINGS = (".pdf", ".docx", ".html", ".txt")
