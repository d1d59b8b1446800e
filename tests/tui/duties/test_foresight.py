"""Recognising ahead: what one key leads to has its suggestions in its first frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from annotations.articles.article import Article
from tests.tui.driving import play, until
from tui.app import PostilApp
from tui.duties import foresight
from tui.palette import DARK
from tui.shelf import scoring
from tui.shelf.article_list import ArticleList

MakeApp = Callable[..., PostilApp]


def known(app: PostilApp) -> dict[str, bool]:
    """Of every article, whether its suggestions are known."""
    articles = [article for name in app.shelf.all if isinstance(article := app.desk.library.read(name), Article)]
    return {article.name: app.desk.suggested(article) is not None for article in articles}


def test_neighbours_are_known_when_the_keys_rest_and_are_shown_with_their_suggestions(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: all(known(app).values()) and not app.foresight.busy)
        at_once: list[tuple[str, bool, bool]] = []
        show = app.reader.show

        def watched(*what: Any, **how: Any) -> None:
            show(*what, **how)
            at_once.append((app.reader.article.name, app.reader.recognised, bool(app.reader.mentions)))

        monkeypatch.setattr(app.reader, "show", watched)
        await pilot.press("enter", "J")
        await until(pilot, lambda: app.reader.article.name == "b.txt")
        await pilot.press("h", "j")
        await until(pilot, lambda: app.reader.article.name == "c.txt")
        assert at_once == [("b.txt", True, True), ("c.txt", True, True)]

    play(make_app(), scene)


def test_who_is_at_the_keys_is_not_held_up(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foresight, "REST", 3600.0)

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("i")
        app.foresight.look()
        assert not app.foresight.busy
        assert known(app) == {"a.txt": True, "b.txt": False, "c.txt": False}

    play(make_app(), scene)


def test_long_articles_are_left_to_who_opens_them(
    library: Path, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foresight, "LONGEST", 100)
    assert scoring.LONGEST > 100
    (library / "b.txt").write_text("A long story\n\n" + "It rained in Paris. " * 50, encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: known(app)["c.txt"] and not app.foresight.busy)
        assert not known(app)["b.txt"]

    play(make_app(), scene)


def test_one_key_leads_to_neighbours_pages_and_ends() -> None:
    rows = ArticleList(DARK)
    assert rows.reachable() == []
    rows.names, rows.index = [f"{number}.txt" for number in range(9)], 3
    assert rows.reachable() == ["4.txt", "2.txt", "0.txt", "8.txt"]
