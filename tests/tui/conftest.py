"""A small library and the app over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.bookmarks import Bookmarks, Shown
from annotations.desk.desk import Desk
from annotations.text.span import Span
from tui.app import PRIMER, PostilApp
from tui.palette import DARK
from tui.reader.sheet import Sheet
from tui.view import Listed, View, readable

WIRE = """\
Ministers to meet in Tokyo

Source: Xinhua| 2019-12-05 23:03:09|Editor: yan
Video PlayerClose

TOKYO, Dec. 5 (Xinhua) -- Japan and South Korea will hold talks on Dec. 16 in Tokyo. The talks are the first in years.

The spat cost some 500 million U.S. dollars. Nobody was glad of it, neither in Seoul nor in Tokyo.
"""
SECOND = "A quiet second story\n\nBy Jane Doe\n\nNothing much happened in Paris on Monday. It rained.\n"
THIRD = "The third one\n\nSource: Reuters | 2021-01-02\n\nBerlin slept.\n"


@pytest.fixture
def library(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = home / "library"
    folder.mkdir()
    for name, text in (("a.txt", WIRE), ("b.txt", SECOND), ("c.txt", THIRD)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def make_view(library: Path) -> Callable[..., View]:
    def make(*, enter: bool = False, plain: bool = False, noted: bool = False) -> View:
        desk = Desk.open(Library.of(library), patient=True)
        if noted:
            article = desk.library.read("a.txt")
            assert isinstance(article, Article)
            start = WIRE.index("The spat")
            desk.add_note(article, Span(start, start + 8), "Who pays?\n\n- Tokyo\n- Seoul", ["money"])
        names = desk.listing.names()
        found = desk.read(names[0])
        return View(
            desk,
            Listed(names, names, {name: desk.listing.row(name) for name in names}, Shown()),
            reading := readable(found),
            Sheet(reading.article, reading.notes),
            readable=reading is found,
            entered=enter,
            inks=replace(DARK, plain=plain),
        )

    return make


@pytest.fixture
def make_app(make_view: Callable[..., View], tmp_path: Path) -> Callable[..., PostilApp]:
    def make(**how: bool) -> PostilApp:
        bookmarks = Bookmarks.read(tmp_path / "state" / "state.json")
        bookmarks.met.add(PRIMER)
        return PostilApp(make_view(**how), bookmarks)

    return make
