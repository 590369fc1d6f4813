"""Many files at once: every one has an outcome, by whatever executor, and few are in memory."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import SourceError, UsageError
from core.ingest import batch, read_file, read_many
from core.model import State

REPORT = """<html><head><meta name=PubDate content=2025-01-20></head><body><h1>某市某局2024年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><p>2024年共主动公开信息 12 条。</p><p>二、主动公开政府信息情况</p>
<table><tr><td colspan=4>第二十条第（一）项<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数
<tr><td>规章<td>{value}<td>0<td>0<tr><td>行政规范性文件<td>1<td>2<td>3</table>
<p>三、收到和处理政府信息公开申请情况</p><p>五、存在的主要问题及改进情况</p><p>六、其他需要报告的事项</p></body></html>"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for value in range(6):
        made.append(tmp_path / f"{value}.html")
        made[-1].write_text(REPORT.format(value=value), "utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 cut")
    (tmp_path / "letter.txt").write_text("不是年度报告", "utf-8")
    return [*made, tmp_path / "bad.pdf", tmp_path / "missing.docx", tmp_path / "letter.txt"]


def printed(readings: Iterator[batch.Reading]) -> dict[str, str]:
    """Each file's first figure, or its error's kind."""
    found = {}
    for reading in readings:
        if reading.report is not None:
            first = next(f for f in reading.report.figures.values() if f.state is not State.MISSING)
            found[reading.name] = first.printed
            assert reading.report.source.sha256 == reading.sha256 == sha256(reading.data).hexdigest()
            assert reading.path.name == reading.name
        else:
            assert reading.error is not None
            found[reading.name] = reading.error.kind
    return found


EXPECTED = {f"{n}.html": str(n) for n in range(6)} | {
    "bad.pdf": "damaged",
    "missing.docx": "missing",
    "letter.txt": "not-a-report",
}


def test_each_file_has_its_outcome_and_bad_ones_do_not_stop_the_rest(files: list[Path]) -> None:
    assert printed(read_many(files, jobs=2)) == EXPECTED


def test_any_executor_will_do_and_is_left_running(files: list[Path]) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert printed(read_many(files, executor=pool)) == EXPECTED
        assert pool.submit(len, "ab").result() == 2


def test_one_file_reads_the_same_alone(files: list[Path]) -> None:
    [reading] = read_many(files[3:4])
    assert read_file(files[3]) == reading.report
    with pytest.raises(SourceError) as caught:
        read_file(files[-1])
    assert (caught.value.kind, caught.value.file) == ("not-a-report", "letter.txt")


def test_known_files_are_handed_back_unread(files: list[Path]) -> None:
    known = {sha256(path.read_bytes()).hexdigest() for path in files[:5]}
    readings = list(read_many(files[:6], known=known.__contains__))
    assert {r.name for r in readings if r.report is None and r.error is None} == {path.name for path in files[:5]}


def test_files_are_opened_only_as_the_readings_are_taken(files: list[Path]) -> None:
    asked = []

    def offered() -> Iterator[Path]:
        for path in files[:6]:
            asked.append(path)
            yield path

    readings = read_many(offered(), jobs=1)
    next(readings)
    assert len(asked) <= batch.READ_AHEAD + 1
    readings.close()  # type: ignore[attr-defined]


def test_a_scheduler_that_is_no_address_is_a_usage_error(files: list[Path]) -> None:
    with pytest.raises(UsageError):
        list(read_many(files[:1], scheduler="nowhere:address"))


def test_a_cluster_reads_the_same(files: list[Path]) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None, protocol="tcp"
    ) as cluster:
        assert printed(read_many(files, jobs=2, scheduler=cluster.scheduler_address)) == EXPECTED
