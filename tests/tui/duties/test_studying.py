"""Learning of itself, and the order of what would teach the most."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.desk.marking import Marking
from annotations.desk.rows import Row
from annotations.text.span import Span
from tests.tui.driving import play, told, until
from tui.app import PostilApp
from tui.duties import studying
from tui.shelf.order import ORDERS

MakeApp = Callable[..., PostilApp]
NAMES = ("Mirella", "Tovan", "Kestrel", "Ardwin", "Selda", "Brannock", "Ilvane", "Corriso", "Weldrake", "Pasmor")


def decided(library: Path) -> None:
    """Ten articles more in the library, that the user has gone through."""
    desk = Desk.open(Library.of(library))
    for number, name in enumerate(NAMES):
        text = f"A song in Oslo\n\nOn Monday she sang the {name} Ballad in Oslo. People wept.\n"
        (library / f"d{number}.txt").write_text(text, encoding="utf-8")
        article = desk.library.read(f"d{number}.txt")
        assert isinstance(article, Article)
        start = text.index(name)
        # No model that ships would say so.
        desk.label(article, Span(start, start + len(name) + len(" Ballad")), "LAW")
    desk.mark([f"d{number}.txt" for number in range(len(NAMES))], Marking(state="done"))
    desk.store.close()


async def patiently(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Until something holds that another process does, which may have to wait for the machine."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        await pilot.pause(0.05)


def test_enough_decisions_are_learned_from_when_nobody_is_at_the_keys(
    library: Path, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(library)
    app = make_app()

    async def scene() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("j")
            app.studying.look()
            assert not app.studying.busy
            monkeypatch.setattr(studying, "IDLE", 0.0)
            await patiently(pilot, lambda: "learned from 10 articles" in told(app))
            assert app.desk.learning.folder.stamp is not None

    asyncio.run(scene())
    assert Desk.open(Library.of(library)).correcting.experience().second is not None


def test_uncertain_first_recognises_what_never_was(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        names = list(app.shelf.all)

        def doubts() -> dict[str, float | None]:
            rows = app.desk.listing.rows(names)
            return {name: row.doubt for name, row in rows if isinstance(row, Row)}

        await pilot.press(*["s"] * ORDERS.index("uncertain"))
        assert app.shelf.shown.order == "uncertain"
        await until(pilot, lambda: None not in doubts().values())
        known = doubts()
        wanted = sorted(names, key=lambda name: -(known[name] or 0))
        await until(pilot, lambda: list(app.shelf.list.names) == wanted)
        await pilot.press("S")
        await until(pilot, lambda: list(app.shelf.list.names) == sorted(names, key=lambda name: known[name] or 0))

    play(make_app(), scene)


def test_what_was_scored_before_a_decision_is_scored_again_at_the_head_of_the_list(
    library: Path, make_app: MakeApp
) -> None:
    (library / "c.txt").write_text("The third one\n\nIt rained in Paris, too. Nobody saw it.\n", encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        def doubt() -> float | None:
            ((_, row),) = app.desk.listing.rows(["c.txt"])
            return row.doubt if isinstance(row, Row) else None

        await pilot.press(*["s"] * ORDERS.index("uncertain"))
        await until(pilot, lambda: doubt() is not None)
        before, article = doubt(), app.desk.library.read("b.txt")
        assert isinstance(article, Article)
        start = article.text.index("Paris")
        # Now it is known what Paris is.
        app.desk.label(article, Span(start, start + len("Paris")), "PERSON")
        app.shelf.sift()
        await until(pilot, lambda: doubt() != before)
        assert (doubt() or 0) < (before or 0)

    play(make_app(), scene)
