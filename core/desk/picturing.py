"""What a printed page looks like where a figure stands, for the eye that doubts a reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.address import Address
from core.errors import ExportError, ReviewError
from core.ports import Reports, Sources


@dataclass(frozen=True, slots=True)
class Picturing:
    """Draws from the stored source, in a process of its own."""

    sources: Sources
    reports: Reports

    def write(self, uid: str, address: Address, target: Path) -> Path:
        """Write the figure's surroundings on its page as PNG to `target`; errors as of `draw`, and ExportError where the file
        cannot be written."""
        data = self.draw(uid, address)
        try:
            with target.open("xb") as file:
                file.write(data)
        except FileExistsError as error:
            raise ExportError("export.exists", str(target)) from error
        except OSError as error:
            raise ExportError("picture.unwritable", str(target), cause=error.strerror or "") from error
        return target

    def draw(self, uid: str, address: Address, close: bool = False) -> bytes:
        """PNG of the figure's surroundings on its page; with `close` of little more than the figure.

        ReviewError where the source is no PDF or the figure's place on the page is not known; StoreError where the source
        is not kept here; SourceError where the page cannot be drawn.
        """
        from core.ingest.picture import region  # starts a process; nothing before needs it

        edition, checked = self.reports.load(uid)
        figure = checked.report.figures.get(address)
        place = figure.locator if figure else None
        if edition.source.format != "pdf" or place is None or place.page is None or place.box is None:
            raise ReviewError("picture.none")
        box = (place.box.x0, place.box.top, place.box.x1, place.box.bottom)
        return region(self.sources.get(edition.source.sha256), place.page, box, close)
