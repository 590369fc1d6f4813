"""What leaves the workstation by copying: figures as printed, tab between columns, a line a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ExportError
from tui.locale import said

if TYPE_CHECKING:
    from core.address import Address
    from core.model import Figure
    from tui.screens.frame import Frame
    from tui.widgets.sheet import Sheet

MOST = 50_000
"""Characters beyond which terminals drop an OSC 52 write."""


def cells(figures: Mapping[Address, Figure], sheet: Sheet, wanted: Sequence[Address | None]) -> str:
    """The wanted figures as printed; blanks stay blank."""
    rows: dict[int, list[str]] = {}
    for address in wanted:
        if address is not None and address in sheet.places:
            figure = figures.get(address)
            rows.setdefault(sheet.places[address][0], []).append(figure.printed if figure else "")
    return "\n".join("\t".join(row) for _place, row in sorted(rows.items()))


def send(screen: Frame, text: str) -> None:
    """To the terminal's clipboard by OSC 52, which most terminals and tmux (set-clipboard on) pass on; says how much."""
    if len(text) > MOST:
        screen.tell(said("too much for the terminal's clipboard: {n} characters; : write to a file", n=len(text)))
        return
    screen.app.copy_to_clipboard(text)
    screen.tell(said("characters sent to the terminal's clipboard: {n}", n=len(text)))


def keep(screen: Frame, text: str) -> None:
    """Into a new file of the folder one is in; says which."""
    screen.tell(said("written: {file}", file=write(text, Path.cwd())))


def write(text: str, folder: Path) -> Path:
    """Into a new file of that folder; ExportError where it cannot be written."""
    for number in range(1, 1000):
        target = folder / f"gouji-copy-{number}.txt"
        try:
            with target.open("x", encoding="utf-8", errors="surrogateescape") as file:
                file.write(text)
            return target
        except FileExistsError:
            continue
        except OSError as error:
            raise ExportError("picture.unwritable", str(target), cause=error.strerror or "") from error
    raise ExportError("export.exists", str(target))
