"""Personal data of sources that are not to leave the office."""

from __future__ import annotations

from pathlib import Path

from storing.building import ID_NUMBER, item

from core.masking import masked
from db import Store, open_store
from db.verify import verify


def test_masked_sources_keep_personal_data_and_files_out(worked: Store, tmp_path: Path) -> None:
    """First three and last two characters stay; every place in the text stays true; the rest still verifies."""
    assert masked(ID_NUMBER) == "110" + "*" * 13 + "34"
    worked.archive.export(tmp_path / "masked.db", None, mask_sources=True)
    data = (tmp_path / "masked.db").read_bytes()
    assert ID_NUMBER.encode() not in data
    assert b"bytes of" not in data
    assert verify(tmp_path / "masked.db") == []
    copy = open_store(tmp_path / "masked.db", "ro")
    text = copy.reports.load(item("two")[0].uid)[1].report.text
    assert len(text) == len(worked.reports.load(item("two")[0].uid)[1].report.text)
    assert copy.search.find("199003") == []
    copy.close()
