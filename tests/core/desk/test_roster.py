"""The roster of public bodies."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.desk.roster import read_roster
from core.errors import UsageError
from core.model import Body

ROSTER = "name,aliases,kind,region,parent\n云溪市司法局,市司法局|司法局,department,云溪市,云溪市人民政府\n竹坪镇人民政府,,township,,\n\n"
READ = [
    Body("云溪市司法局", ("市司法局", "司法局"), "department", "云溪市", "云溪市人民政府"),
    Body("竹坪镇人民政府", (), "township", None, None),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_roster_is_read_in_the_encodings_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without BOM and GB18030 give the same bodies; empty lines are passed over."""
    file = tmp_path / "bodies.csv"
    file.write_bytes(ROSTER.encode(encoding))
    assert read_roster(file) == READ


@pytest.mark.parametrize(
    ("content", "template"),
    [
        (b"title\nx\n", "roster.no-name-column"),
        (b"name,kind\nx,planet\n", "roster.kind"),
        (b"name\n\xff\xff\n", "roster.encoding"),
        (None, "roster.unreadable"),
    ],
)
def test_a_bad_roster_is_refused_by_its_cause(tmp_path: Path, content: bytes | None, template: str) -> None:
    """The error names the file and what is wrong with it."""
    file = tmp_path / "bodies.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_roster(file)
    assert caught.value.phrase.template == template
    assert caught.value.file == str(file)
