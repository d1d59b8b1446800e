"""The panel of a referee: it walks over the library, takes sides by keys, and everything can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.adjudicating import Annotators
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.config import Config
from annotations.desk.desk import Desk
from annotations.desk.marking import READ
from annotations.entities.scheme import BUILT_IN
from annotations.notes.note import Decision, Note
from annotations.notes.store import NoteStore
from annotations.text.span import Span
from tests.tui.driving import play, screen_of, told, until
from tui.actions import Pane
from tui.adjudicate.app import RefereeApp
from tui.app import PRIMER, PostilApp
from tui.reader.paint import Claimed
from tui.view import View

ANA = {
    "a.txt": [("Japan", "GPE"), ("South Korea", "GPE"), ("Seoul", "PERSON")],
    "b.txt": [("Jane", "PERSON")],
    "c.txt": [],
}
BEN = {"a.txt": [("Japan", "GPE"), ("Korea", "LOC")], "b.txt": [("Jane Doe", "PERSON")], "c.txt": [("Reuters", "ORG")]}


@pytest.fixture
def make_app(library: Path, make_view: Callable[..., View], tmp_path: Path) -> Callable[..., RefereeApp]:
    """A referee over two who agree on Japan, and differ on two places of one article and one of the others."""

    def make(**how: bool) -> RefereeApp:
        files = []
        for author, said in (("ana", ANA), ("ben", BEN)):
            files.append(tmp_path / f"{author}.json")
            desk = Desk(Library(library), NoteStore.open(files[-1]), BUILT_IN, ["rules"], Config(author))
            for name, entities in said.items():
                article = desk.library.read(name)
                assert isinstance(article, Article)
                desk.mark((name,), READ)
                for words, label in entities:
                    start = article.text.index(words)
                    desk.label(article, Span(start, start + len(words)), label)
            desk.store.close()
        bookmarks = Bookmarks.read(tmp_path / "state" / "state.json")
        bookmarks.met.add(PRIMER)
        return RefereeApp(Annotators.of(Library(library), files), make_view(**how), bookmarks)

    return make


def said(app: PostilApp) -> set[tuple[str, str | None]]:
    return {(note.quote, note.label) for note in app.desk.store.notes() if note.decision is not Decision.REJECTED}


def rejected(app: PostilApp) -> list[Note]:
    return [note for note in app.desk.store.notes() if note.decision is Decision.REJECTED]


def referee(app: PostilApp) -> RefereeApp:
    assert isinstance(app, RefereeApp)
    return app


async def at(pilot: Pilot[None], app: PostilApp, words: str) -> None:
    """Until the panel says something of the article that the reader shows."""
    panel = referee(app).disputes
    await until(
        pilot, lambda: words in screen_of(pilot.app) and panel._about is app.reader.reading and app.clerk.saving == 0
    )


def marked(app: PostilApp) -> list[tuple[str, int, bool]]:
    def shown(each: Claimed) -> tuple[str, int, bool]:
        return app.reader.article.text[each.span.start : each.span.end], each.by, each.asked

    return [shown(each) for each in app.reader.page.marks.claimed]


def test_agreement_is_there_at_once_and_what_is_disputed_is_shown(make_app: Callable[..., RefereeApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await at(pilot, app, "Disagreement 1 of 4 · open, 4 left · a.txt")
        assert app.pane is Pane.DISPUTES
        assert said(app) == {("Japan", "GPE")}
        shown = screen_of(pilot.app)
        assert "1 ana    GPE “South Korea”" in shown
        assert "2 ben    LOC “Korea”" in shown
        assert marked(app) == [("South Korea", 1, True), ("Korea", 2, True), ("Seoul", 1, False)]
        await pilot.press("u")
        await until(pilot, lambda: not app.desk.store.notes())

    play(make_app(), scene)


def test_sides_are_taken_by_keys_over_the_whole_library(make_app: Callable[..., RefereeApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await at(pilot, app, "1 of 4")
        await pilot.press("2")
        await at(pilot, app, "2 of 4")
        await pilot.press("2")
        await at(pilot, app, "3 of 4")
        assert app.reader.article.name == "b.txt"
        await pilot.press("1")
        await at(pilot, app, "4 of 4")
        assert app.reader.article.name == "c.txt"
        await pilot.press("x")
        await at(pilot, app, "4 of 4 · settled, all are settled")
        assert said(app) == {("Japan", "GPE"), ("Korea", "LOC"), ("Jane", "PERSON")}
        assert [note.quote for note in rejected(app)] == ["Seoul", "Reuters"]
        for _ in range(4):
            await pilot.press("u")
        await at(pilot, app, "1 of 4 · open, 4 left")
        assert said(app) == {("Japan", "GPE")}
        assert not rejected(app)

    play(make_app(), scene)


def test_the_walk_goes_round_over_what_is_open_and_back_over_all(make_app: Callable[..., RefereeApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await at(pilot, app, "1 of 4")
        for key, words in (("p", "4 of 4"), ("n", "1 of 4"), ("1", "2 of 4"), ("p", "4 of 4"), ("n", "2 of 4")):
            await pilot.press(key)
            await at(pilot, app, words)
        await pilot.press("k")
        await at(pilot, app, "1 of 4 · settled, 3 left")
        assert "= yours  GPE “South Korea”" in screen_of(pilot.app)
        await pilot.press("2")
        await at(pilot, app, "2 of 4")
        assert said(app) == {("Japan", "GPE"), ("Korea", "LOC")}

    play(make_app(), scene)


def test_an_edit_with_the_usual_keys_settles_what_it_overlaps(make_app: Callable[..., RefereeApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await at(pilot, app, "1 of 4")
        await pilot.press("escape")
        assert app.pane is Pane.READER
        assert marked(app) == []
        await pilot.press("v", "w", "2")
        await until(pilot, lambda: len(said(app)) == 2)
        await pilot.press("d")
        await at(pilot, app, "1 of 4 · settled, 3 left")
        assert "= yours  ORG “South Korea”" in screen_of(pilot.app)
        await pilot.press("q")
        assert app.pane is Pane.READER

    play(make_app(), scene)


def test_an_article_that_the_filter_hides_is_gone_to(make_app: Callable[..., RefereeApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await at(pilot, app, "1 of 4")
        await pilot.press("escape", "h", "slash", *"ministers", "enter")
        await until(pilot, lambda: list(app.shelf.list.names) == ["a.txt"])
        await pilot.press("enter", "d")
        await at(pilot, app, "1 of 4")
        await pilot.press("p")
        await at(pilot, app, "4 of 4")
        assert app.reader.article.name == "c.txt"

    play(make_app(), scene)


def test_a_side_that_there_is_not_is_said(make_app: Callable[..., RefereeApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await at(pilot, app, "1 of 4")
        await pilot.press("3")
        await until(pilot, lambda: "there are 2 annotators" in told(app))
        assert said(app) == {("Japan", "GPE")}

    play(make_app(), scene)


def test_without_annotators_the_key_says_how_they_are_compared(make_view: Callable[..., View], tmp_path: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("d")
        await until(pilot, lambda: "postil adjudicate" in told(app))

    play(PostilApp(make_view(enter=True), Bookmarks.read(tmp_path / "state.json")), scene)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (20, 10), (2, 2)])
def test_in_windows_of_all_sizes_without_colour(make_app: Callable[..., RefereeApp], size: tuple[int, int]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: app.pane is Pane.DISPUTES and referee(app).disputes.index == 0)
        if size[0] >= 80:
            await at(pilot, app, "1 of 4")
            assert "Japan and South Korea" in screen_of(pilot.app)
        await pilot.press("n", "1", "?", "escape", "escape")
        await until(pilot, lambda: app.pane is Pane.READER)

    play(make_app(plain=True), scene, size)
