"""What the screen says of engines: who suggests, where they differ, what is wrong, and what was known before."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from annotations.articles.library import Library
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Desk
from annotations.desk.recognising import LONG
from tests.tui.conftest import WIRE
from tests.tui.driving import play, screen_of, until
from tui.app import PostilApp
from tui.curtain import first_screen
from tui.opening import _view
from tui.palette import DARK
from tui.reader.reader import Reader
from tui.view import View, readable

MakeApp = Callable[..., PostilApp]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Suggestions made elsewhere, which differ from those of the rules, with a line that is none."""
    file = tmp_path / "made.jsonl"
    found = (("Japan", "ORG"), ("South Korea", "GPE"))
    lines = (
        {"article": "a.txt", "start": WIRE.index(words), "end": WIRE.index(words) + len(words), "text": words}
        | {"label": label}
        for words, label in found
    )
    file.write_text("".join(json.dumps(line) + "\n" for line in lines) + "none\n", encoding="utf-8")
    return file


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[str], None]:
    def write(engine: str) -> None:
        file = tmp_path / "config" / "postil" / "config.toml"
        file.parent.mkdir(parents=True)
        file.write_text(f"engine = '{engine}'\n", encoding="utf-8")

    return write


async def told(pilot: Pilot[None], app: PostilApp, words: str) -> None:
    """Until the status line says so."""
    await until(pilot, lambda: words in screen_of(app).splitlines()[-2])


def test_the_status_line_says_who_agrees_and_who_differs(
    library: Path, made: Path, settings: Callable[[str], None], make_app: MakeApp
) -> None:
    settings(f"builtin,jsonl:{made},rules")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("/", *"Korea will", "enter")
        await told(pilot, app, "GPE  South Korea  suggested by builtin, jsonl:made.jsonl, rules · 3 of 3")
        app.reader.page.move(app.reader.page.cursor.at(WIRE.index("Japan")))
        rivals = "GPE  Japan  suggested by builtin, rules · 2 of 3, or ORG suggested by jsonl:made.jsonl · 1 of 3"
        await told(pilot, app, rivals)

    play(make_app(enter=True), scene, size=(140, 40))


def test_what_is_wrong_with_an_engine_is_said_and_the_others_suggest(
    library: Path, made: Path, settings: Callable[[str], None], make_app: MakeApp
) -> None:
    settings(f"rules,spacy:no_such_pipeline,jsonl:{made}")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: len(app._notifications) == 2)
        spacy, line = (each.message for each in app._notifications)
        assert spacy.startswith("spacy:no_such_pipeline: ")
        assert line.startswith(f"{made}:3: no JSON")
        await pilot.press("w")
        await told(pilot, app, "spacy:no_such_pipeline: ")
        assert app.clerk.failure is None
        # Each thing is said once, and not again for each article.
        await pilot.press("J")
        await until(pilot, lambda: app.reader.article.name == "b.txt" and app.reader.recognised)
        assert len(app._notifications) == 2

    play(make_app(enter=True), scene)


def test_the_status_line_says_that_an_article_is_in_a_language_that_is_not_known(
    library: Path, make_app: MakeApp
) -> None:
    german = "Der Minister sprach mit der Kanzlerin über die Lage der Wirtschaft in Japan und auf dem Land. " * 3
    (library / "a.txt").write_text(f"Ein Titel\n\n{german}\n", encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await told(pilot, app, "in German, so only dates, amounts and known names")
        await pilot.press("tab")
        await told(pilot, app, "GPE  Japan  suggested by rules:gazetteer")

    play(make_app(enter=True), scene)


def test_the_first_screen_has_the_suggestions_that_are_known(library: Path, make_app: MakeApp) -> None:
    def opened() -> View:
        desk = Desk.open(Library.of(library / "a.txt"))
        return _view(desk, desk.listing.names(), Bookmarks.read(library / "none"), DARK, resume=False)

    before = opened()
    assert before.suggestions is None
    before.desk.suggest(before.reading.article)
    view = opened()
    shown = ["".join(segment.text for segment in line) for line in first_screen(view, 120, 40)]
    assert f"{len(view.suggestions or ())} entities" in shown[0]
    assert "looking for" not in shown[-2]
    styled = [segment for line in first_screen(view, 120, 40) for segment in line if segment.text == "South Korea"]
    assert [segment.style.color.name for segment in styled if segment.style and segment.style.color] == ["#b4ffb2"]

    async def run() -> None:
        app = PostilApp(view, Bookmarks.read(library / "none"))
        async with app.run_test(size=(120, 40)):
            assert app.reader.recognised
            assert len(app.reader.mentions) == len(view.suggestions or ())

    asyncio.run(run())


def test_the_first_screen_does_not_wait_for_many_decisions(
    library: Path, monkeypatch: pytest.MonkeyPatch, make_app: MakeApp
) -> None:
    desk = Desk.open(Library.of(library / "a.txt"))
    article = readable(desk.read("a.txt")).article
    desk.accept_all(article, desk.mentions(desk.lay_out(article), desk.suggest(article)))
    desk.store.close()
    monkeypatch.setattr("tui.opening.HEEDED_AT_ONCE", 10)
    view = _view(desk, desk.listing.names(), Bookmarks.read(library / "none"), DARK, resume=False)
    assert view.suggestions is None


def test_an_article_that_is_opened_again_has_its_suggestions_at_once(
    library: Path, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[int] = []
    show = Reader.show

    def watched(reader: Reader, *what: Any, **how: Any) -> None:
        show(reader, *what, **how)
        shown.append(len(reader.mentions))

    monkeypatch.setattr(Reader, "show", watched)

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for key, name in (("J", "b.txt"), ("K", "a.txt")):
            await pilot.press(key)
            await until(pilot, lambda name=name: app.reader.article.name == name and app.reader.recognised)  # type: ignore[misc]
        assert shown == [0, len(app.reader.mentions)]

    play(make_app(enter=True), scene)


def test_of_a_long_article_what_is_in_sight_comes_first(library: Path, make_app: MakeApp) -> None:
    text = "A title\n\n" + "Nothing was said. It rained on Japan.\n\n" * (LONG // 30)
    (library / "a.txt").write_text(text, encoding="utf-8")
    app = make_app(enter=True)
    seen: list[tuple[bool, int]] = []

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            while not app.reader.recognised:
                seen.append((app.reader.recognised, len(app.reader.mentions)))
                await pilot.pause(0.005)
            seen.append((app.reader.recognised, len(app.reader.mentions)))

    asyncio.run(run())
    found = [count for _, count in seen]
    assert found == sorted(found)
    assert found[-1] == text.count("Japan")
    assert 0 < next(count for count in found if count) < found[-1] / 3
