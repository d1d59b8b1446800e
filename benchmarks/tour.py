"""Takes the screens of the tour, of the sample library, as SVG in docs/screens: `python -m benchmarks.tour`."""

from __future__ import annotations

import asyncio
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from textual.pilot import Pilot

from annotations.articles.library import Library
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.places import config_file
from annotations.sample import copy_sample
from benchmarks.homes import homes
from tui.app import PRIMER, PostilApp
from tui.opening import open_library
from tui.serving.session import BrowserStage

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
ARTICLE = "2026-01-12-night-train-treaty.txt"
SIZE = (128, 32)
SCENES: dict[str, Sequence[str]] = {
    "reading": ("tab", "tab", "plus", "tab", "tab"),
    "jumping": ("f",),
    "note": ("escape", "p", "p", "v", "w", "w", "w", "w", "a", *"Ask", "space", *"for", "space", *"it."),
    "entities": ("ctrl+s", "e", "e"),
    "list": ("escape", "h", "slash", *"after:2026-04"),
}
"""What is pressed before each screen is taken, one after the other in one go through the program."""

# The picture is drawn in whatever monospaced font is there, and loads nothing.
_SVG = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


class Touring(PostilApp):
    """The program, which goes through the scenes by itself."""

    folder = FOLDER

    def run(self, *_: object, **__: object) -> None:
        """In place of the terminal, Textual's pilot."""
        asyncio.run(self._tour())

    async def _tour(self) -> None:
        async with self.run_test(size=SIZE) as pilot:
            await _until(pilot, lambda: self.reader.recognised and bool(self.reader.mentions))
            for name, keys in SCENES.items():
                await pilot.press(*keys)
                await _until(pilot, lambda: not self.clerk.saving)
                await pilot.pause(0.5)
                (self.folder / f"{name}.svg").write_text(self._picture(name), encoding="utf-8")

    def _picture(self, name: str) -> str:
        width, height = self.size
        console = Console(
            width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True
        )
        console.print(self.screen._compositor.render_update(full=True))
        return console.export_svg(title="postil --sample", code_format=_SVG, unique_id=f"postil-{name}")


async def _until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    while not holds():
        await pilot.pause(0.02)


def take(folder: Path) -> None:
    """Take all screens and put them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home, patch.dict(os.environ, COLORTERM="truecolor", TERM="xterm-256color"):
        os.environ.pop("NO_COLOR", None)
        os.environ.update(homes(Path(home)))
        settings = config_file()
        settings.parent.mkdir(parents=True)
        settings.write_text('author = "you"\n', encoding="utf-8")
        library = Library.of(copy_sample(Path(home) / "sample"))
        bookmarks = Bookmarks(Path(home) / "state.json", str(library.root), ARTICLE, met={PRIMER})
        Touring.folder = folder
        open_library(library, bookmarks, resume=True, app=lambda: Touring, stage=BrowserStage)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
