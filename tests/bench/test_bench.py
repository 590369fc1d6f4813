"""Every bench still runs, at its smallest, and says something; how long it took is nobody's business here."""

from __future__ import annotations

import importlib
import sys

import pytest

from bench.measured import SMALL, Line
from bench.run import BENCHES, page


@pytest.mark.skipif(sys.platform != "linux", reason="processes are measured by /proc")
@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_runs_and_gives_lines_for_the_page(name: str) -> None:
    """Each line says what was measured and what it came to, with a verdict exactly where a goal is set."""
    module = importlib.import_module(f"bench.{name}")
    lines: list[Line] = module.run(SMALL)
    assert lines
    for line in lines:
        assert line.what and line.came
        assert (line.met is None) == (line.asked == "")
        assert f"| {line.what} | " in page({name: (module.__doc__ or "", lines)}, 1.0, "0")
