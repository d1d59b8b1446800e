"""The search of all articles, driven by keys."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from annotations.desk.concordance import Use
from annotations.desk.lists import read_lists
from annotations.desk.searching import Finding
from annotations.text.span import Span
from tests.tui.driving import saved, until
from tui.actions import Pane
from tui.app import PostilApp
from tui.dialogs.menu import Menu
from tui.dialogs.prompt import Prompt
from tui.search.screen import SearchScreen
from tui.status import Head

MakeApp = Callable[..., PostilApp]
Scene = Callable[[Pilot[None], PostilApp], Coroutine[Any, Any, None]]


def play(app: PostilApp, scene: Scene) -> None:
    """Play a scene over the three articles a.txt, b.txt and c.txt when all is in the index."""

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.shelf.stock.watched)
            await scene(pilot, app)

    asyncio.run(run())


def screen(app: PostilApp) -> SearchScreen:
    assert isinstance(app.screen, SearchScreen)
    return app.screen


def said(app: PostilApp) -> str:
    return str(app.screen.query_one("#said", Static).render())


def items(app: PostilApp) -> list[Finding | Use]:
    return list(screen(app).items)


async def search(pilot: Pilot[None], app: PostilApp, query: str) -> None:
    await pilot.press("ctrl+f")
    await until(pilot, lambda: isinstance(app.screen, SearchScreen))
    await pilot.press(*("space" if key == " " else key for key in query))
    await until(pilot, lambda: screen(app).complete)


def test_what_is_typed_is_found_and_opened_with_every_match_marked(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await search(pilot, app, "tokyo talks")
        await until(pilot, lambda: "1 article · newest first" in said(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.pane is Pane.READER and app.reader.standing.endswith("of 6"))
        text, cursor = app.reader.article.text, app.reader.page.cursor
        assert text[cursor.offset :].startswith("TOKYO, Dec. 5")
        await pilot.press("n")
        await until(pilot, lambda: text[app.reader.page.cursor.offset :].startswith("talks on Dec. 16"))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and "1 article" in said(app))
        await pilot.press("escape")
        assert app.pane is Pane.LIST
        await pilot.press("enter", "q")
        assert app.pane is Pane.LIST

    play(make_app(), scene)


def test_the_next_key_is_answered_and_the_last_query_counts(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await search(pilot, app, "berlin")
        assert [item.name for item in items(app) if isinstance(item, Finding)] == ["c.txt"]
        await pilot.press(*["backspace"] * 6, *"sourc:x")
        await until(pilot, lambda: "did you mean source:?" in said(app))
        assert items(app) == []
        await pilot.press("escape", "ctrl+f")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        assert app.screen.query_one(Input).value == "sourc:x", "it comes back as it was left"

    play(make_app(), scene)


def test_the_last_word_may_go_on_while_it_is_typed(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await search(pilot, app, "tokyo tal")
        await until(pilot, lambda: "1 article · newest first" in said(app))
        await pilot.press("space")
        await until(pilot, lambda: "nothing is found" in said(app))

    play(make_app(), scene)


def test_while_the_index_grows_what_comes_into_it_is_shown(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        stock, index = app.shelf.stock, app.desk.listing.texts.index
        index.forget(["a.txt", "c.txt"])
        stock.progress = "indexing 30%"
        await search(pilot, app, "tokyo")
        await until(pilot, lambda: "nothing is found yet · indexing 30%" in said(app))
        app.desk.stocktaking.take_in(["a.txt"])
        stock.grown += 1
        await until(pilot, lambda: "1 article so far · newest first · indexing 30%" in said(app))
        stock.progress = ""
        await until(pilot, lambda: said(app).endswith("1 article · newest first"))

    play(make_app(), scene)


def test_the_words_of_a_single_article_are_indexed_when_they_are_asked_for(library: Path, make_app: MakeApp) -> None:
    for name in ("b.txt", "c.txt"):
        (library / name).unlink()

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        assert "stocktaking" not in vars(app.desk)
        await search(pilot, app, "tokyo talks")
        await until(pilot, lambda: "1 article · newest first" in said(app))

    play(make_app(), scene)


def test_a_single_article_that_gets_company_is_indexed_with_it(library: Path, make_app: MakeApp) -> None:
    for name in ("b.txt", "c.txt"):
        (library / name).unlink()

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        (library / "d.txt").write_text("Another\n\nNothing of it.\n", encoding="utf-8")
        await until(pilot, lambda: len(app.shelf.all) == 2)
        index = app.desk.listing.texts.index
        await until(pilot, lambda: set(index.known()) == {"a.txt", "d.txt"})

    play(make_app(), scene)


def test_every_use_is_listed_ordered_and_opened(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await search(pilot, app, "tokyo")
        await pilot.press("ctrl+k")
        await until(pilot, lambda: "4 uses" in said(app))
        found = [use for use in items(app) if isinstance(use, Use)]
        assert [use.words for use in found] == ["Tokyo", "TOKYO", "Tokyo", "Tokyo"]
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "by the words to the left" in said(app) and screen(app).complete)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.pane is Pane.READER and bool(app.reader.standing))
        chosen = sorted(found, key=lambda use: use.left.lower().split()[::-1])[1]
        assert app.reader.page.cursor.selection(app.reader.article.text) is None
        assert app.reader.page.cursor.offset == chosen.start

    play(make_app(), scene)


def test_an_article_that_the_filter_hides_is_opened_all_the_same(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("slash", *"quiet", "enter")
        await until(pilot, lambda: list(app.shelf.list.names) == ["b.txt"])
        await search(pilot, app, "berlin")
        await pilot.press("enter")
        await until(pilot, lambda: app.reader.article.name == "c.txt")
        assert app.shelf.list.current == "c.txt"

    play(make_app(), scene)


def test_a_search_is_kept_and_shown_as_a_list(make_app: MakeApp, library: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await search(pilot, app, "berlin")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await pilot.press(*"slept", "enter")
        await saved(pilot, app)
        await pilot.press("escape", "w")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*"slept", "enter")
        await until(pilot, lambda: list(app.shelf.list.names) == ["c.txt"])
        await pilot.press("w", *"all", "enter")
        await until(pilot, lambda: len(app.shelf.list.names) == 3)

    play(make_app(), scene)
    assert 'query = "text:berlin"' in (library / ".postil" / "lists.toml").read_text(encoding="utf-8")


def test_lists_are_renamed_and_taken_away_and_each_step_can_be_taken_back(make_app: MakeApp, library: Path) -> None:
    file = library / ".postil" / "lists.toml"

    def names() -> list[str]:
        return [each.name for each in read_lists(file)]

    def flagged(app: PostilApp) -> bool:
        state = app.desk.store.state("c.txt")
        return state is not None and state.flag

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("slash", *"third", "enter", "W")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*"slept", "enter")
        await until(pilot, lambda: names() == ["slept"])
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Menu))
        await pilot.press(*"rename", "enter")
        await until(pilot, lambda: isinstance(app.screen, Menu))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press("ctrl+u", *"slow", "enter")
        await until(pilot, lambda: names() == ["slow"])
        await pilot.press("asterisk")
        await until(pilot, lambda: flagged(app))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Menu))
        await pilot.press(*"take", "enter")
        await until(pilot, lambda: isinstance(app.screen, Menu))
        await pilot.press("enter")
        await until(pilot, lambda: names() == [])
        for names_then, flag in ((["slow"], True), (["slow"], False), (["slept"], False), ([], False)):
            await pilot.press("u")
            await until(pilot, partial(lambda *then: (names(), flagged(app)) == then, names_then, flag))
        await pilot.press("U", "U")
        await until(pilot, lambda: names() == ["slow"])

    play(make_app(), scene)


def test_a_damaged_file_of_lists_is_named_and_the_given_ones_are_offered(make_app: MakeApp, library: Path) -> None:
    (library / ".postil").mkdir()
    (library / ".postil" / "lists.toml").write_text("[[list]]\nname = 1\n", encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("w")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        assert any("lists.toml:1:" in str(each.message) for each in app._notifications)
        await pilot.press(*"unread", "enter")
        await until(pilot, lambda: app.shelf.shown.query == "is:unread")

    play(make_app(), scene)


@pytest.mark.parametrize("reading", [False, True])
def test_on_to_the_next_unread_article(make_app: MakeApp, reading: bool) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("j")
        await until(pilot, lambda: len(app.shelf.list.rows) == 3)
        await pilot.press("r")
        await saved(pilot, app)
        await pilot.press("k", *["enter"] * reading)
        await until(pilot, lambda: app.reader.article.name == "a.txt")
        await pilot.press("R")
        await until(pilot, lambda: app.shelf.list.current == "c.txt")
        await until(pilot, lambda: app.reader.article.name == "c.txt")
        assert (app.pane is Pane.READER) is reading
        await pilot.press("R")
        # An article that was left with its end in sight is read.
        left = "c.txt" if reading else "a.txt"
        await until(pilot, lambda: app.shelf.list.current == left)

    play(make_app(), scene)


def test_copies_are_one_row_until_it_is_unfolded(make_app: MakeApp, library: Path) -> None:
    (library / "d.txt").write_bytes((library / "a.txt").read_bytes())

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: list(app.shelf.list.names) == ["a.txt", "b.txt", "c.txt"])
        assert app.shelf.list.copies == {"a.txt": 2}
        await pilot.press("d")
        await until(pilot, lambda: len(app.shelf.list.names) == 4)
        await pilot.press("d")
        await until(pilot, lambda: len(app.shelf.list.names) == 3)

    play(make_app(), scene)


def test_copies_that_come_and_go_are_folded_and_those_that_are_unfolded_stay_so(
    make_app: MakeApp, library: Path
) -> None:
    (library / "d.txt").write_bytes((library / "c.txt").read_bytes())

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: list(app.shelf.list.names) == ["a.txt", "b.txt", "c.txt"])
        await pilot.press("G", "d")
        await until(pilot, lambda: len(app.shelf.list.names) == 4)
        (library / "0.txt").write_bytes((library / "a.txt").read_bytes())
        await until(pilot, lambda: app.shelf.list.copies == {"0.txt": 2})
        assert list(app.shelf.list.names) == ["0.txt", "b.txt", "c.txt", "d.txt"]
        (library / "0.txt").write_text("A story of its own\n\nNothing else is like it.\n", encoding="utf-8")
        await until(pilot, lambda: list(app.shelf.list.names) == ["0.txt", "a.txt", "b.txt", "c.txt", "d.txt"])

    play(make_app(), scene)


@pytest.mark.parametrize("told", [True, False])
def test_a_file_that_changes_is_found_and_a_new_one_listed(
    make_app: MakeApp, library: Path, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    if not told:
        monkeypatch.setitem(sys.modules, "watchfiles", None)

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: told or app.shelf.stock.watched)
        (library / "b.txt").write_text("Other\n\nHail in Rome.\n", encoding="utf-8")
        (library / "new.txt").write_text("New\n\nHail again.\n", encoding="utf-8")
        await until(pilot, lambda: list(app.shelf.list.names)[-1:] == ["new.txt"])
        await search(pilot, app, "hail")
        assert {item.name for item in items(app) if isinstance(item, Finding)} == {"b.txt", "new.txt"}

    play(make_app(), scene)


def test_a_mailbox_that_grows_is_listed_and_its_letters_renewed(make_app: MakeApp, library: Path) -> None:
    pytest.importorskip("watchfiles")
    letter = "From a@example.org Mon Jan 12 21:40:00 2026\nMessage-ID: <{0}>\nSubject: {1}\n\n{1}.\n\n"
    box = library / "d.mbox"
    box.write_text(letter.format("one", "Rain"))

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        assert list(app.shelf.list.names)[3:] == ["d.mbox/one"], "it was opened beside the screen"
        box.write_text(letter.format("one", "Hail") + letter.format("two", "Snow"))
        await until(pilot, lambda: list(app.shelf.list.names)[3:] == ["d.mbox/one", "d.mbox/two"])
        await until(pilot, lambda: getattr(app.shelf.list.rows.get("d.mbox/one"), "title", "") == "Hail")
        box.write_text(letter.format("two", "Snow"))
        await until(pilot, lambda: list(app.shelf.list.names)[3:] == ["d.mbox/two"])

    play(make_app(), scene)


def test_what_is_opened_is_said_over_the_list(
    make_app: MakeApp, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("d\n1.jsonl", "e.jsonl"):
        (library / name).write_text(f'{{"text": "Words of {name[0]}."}}\n')
    heads: list[str] = []
    told = Head.tell

    def tell(head: Head, words: str) -> None:
        heads.append(words)
        told(head, words)

    monkeypatch.setattr(Head, "tell", tell)

    async def scene(_pilot: Pilot[None], app: PostilApp) -> None:
        assert len(app.shelf.list.names) == 5
        opened = [head.partition(" · ")[0] for head in heads if "opening" in head]
        assert opened == ["opening 1 of 2: d 1.jsonl", "opening 2 of 2: e.jsonl"]
        assert "opening" not in heads[-1]

    play(make_app(), scene)


def test_the_reader_marks_what_stands_in_the_title_alone(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await search(pilot, app, "title:ministers")
        await pilot.press("enter")
        await until(pilot, lambda: app.pane is Pane.READER and app.reader.standing == "match 1 of 1")
        tally = app.reader.page.sheet.found
        assert tally is not None
        assert tally.within(0, 20) == [Span(0, 9)]

    play(make_app(), scene)
