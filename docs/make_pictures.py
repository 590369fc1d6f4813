"""Make the README's pictures from the demo: python docs/make_pictures.py (`make pictures`)."""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from core.wording import Language
from tui import locale, wiring
from tui.app import GoujiApp

PICTURES = ROOT / "docs" / "pictures"
SIZE = (140, 40)


async def take(database: Path, language: Language) -> None:
    """The list, then the first report on its first finding."""
    with wiring.open_desk(database, "rw") as desk:
        app = GoujiApp(desk, language)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            suffix = "" if language == "en" else ".zh"
            keep(app, f"list{suffix}.svg")
            await pilot.press("enter")
            await pilot.pause()
            keep(app, f"workbench{suffix}.svg")


def keep(app: GoujiApp, name: str) -> None:
    """The screen as an SVG file that fetches no font from anywhere."""
    picture = app.export_screenshot(title="gouji")
    PICTURES.joinpath(name).write_text(re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL), "utf-8")


def main() -> None:
    """Read the samples once, then look at them in both languages."""
    PICTURES.mkdir(exist_ok=True)
    locale.use("en")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demo.db"
        samples = [
            p for p in sorted((ROOT / "core" / "samples").iterdir()) if p.suffix in (".pdf", ".docx", ".html", ".txt")
        ]
        with wiring.open_desk(database, "create") as desk:
            assert desk.intake is not None
            desk.intake.ingest(samples, "demo")
        for language in ("en", "zh"):
            locale.use("zh" if language == "zh" else "en")
            asyncio.run(take(database, "zh" if language == "zh" else "en"))


if __name__ == "__main__":
    main()
