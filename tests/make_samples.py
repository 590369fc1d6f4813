"""Build the bundled sample reports: python tests/make_samples.py [FONT.ttf]

Facts (tests/sampling/facts/*.toml) are laid out as PDF, DOCX, HTML and text into core/samples/. The PDFs embed a subset of
WenQuanYi Micro Hei (Apache License 2.0; Debian package fonts-wqy-microhei).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from sampling import as_docx, as_html, as_pdf, as_text
from sampling.facts import Facts, load_all

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
TARGET = Path(__file__).parent.parent / "core" / "samples"
ENDINGS = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "text": ".txt"}


def build(facts: Facts, font: Path) -> bytes:
    """The file's bytes in the format the facts name."""
    if facts.format == "pdf":
        return as_pdf.render(facts, font)
    return {"docx": as_docx, "html": as_html, "text": as_text}[facts.format].render(facts)


def main(font: Path = FONT) -> None:
    """Write every sample."""
    for facts in load_all():
        path = TARGET / (facts.name + ENDINGS[facts.format])
        path.write_bytes(build(facts, font))
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
