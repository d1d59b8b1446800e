"""An article that changes on the disk while it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from annotations.desk.rows import Row
from tests.tui.driving import play, saved, until
from tui.app import PostilApp

MakeApp = Callable[..., PostilApp]


def under_the_cursor(app: PostilApp) -> str:
    """The text from the cursor on."""
    return app.reader.article.text[app.reader.page.cursor.offset :]


def put_before(file: Path, words: str) -> str:
    """Change a file at its beginning; the text that it has now."""
    text = words + file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    return text


def titles(app: PostilApp) -> list[str]:
    """What the index has taken in of the article that is shown."""
    rows = app.desk.listing.rows((app.reader.article.name,))
    return [row.title for _, row in rows if isinstance(row, Row)]


def test_it_is_shown_as_it_is_now_with_the_cursor_and_the_notes_on_their_words(
    make_app: MakeApp, library: Path
) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: app.shelf.stock.watched)
        await pilot.press("G", "P")
        before = under_the_cursor(app)
        await pilot.press("v", "w", "1")
        await saved(pilot, app)
        text = put_before(library / "a.txt", "CORRECTED. ")
        await until(pilot, lambda: app.reader.article.text == text)
        assert under_the_cursor(app) == before
        (note,) = app.reader.reading.notes
        assert note.start is not None
        assert text[note.start :].startswith(note.quote)
        await until(pilot, lambda: any("changed on the disk" in each.message for each in app._notifications))

    play(make_app(enter=True), scene)


def test_it_waits_for_a_note_that_is_being_written_and_for_a_selection(make_app: MakeApp, library: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: app.shelf.stock.watched)
        before = app.reader.article.text
        await pilot.press("v", "w", "a", *"new")
        text = put_before(library / "a.txt", "CORRECTED. ")
        await until(pilot, lambda: titles(app) == ["CORRECTED. Ministers to meet in Tokyo"])
        await pilot.pause(0.1)
        assert app.reader.article.text == before
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.reader.article.text == text)
        (note,) = app.reader.reading.notes
        assert (note.body, note.start) == ("new", len("CORRECTED. "))

    play(make_app(enter=True), scene)


def test_one_that_is_gone_stays_as_it_was(make_app: MakeApp, library: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: app.shelf.stock.watched)
        before = app.reader.article.text
        (library / "a.txt").unlink()
        await until(pilot, lambda: "a.txt" not in app.shelf.all)
        assert app.reader.article.text == before

    play(make_app(enter=True), scene)
