"""The panel beside the reader: it follows, leads, decides, and takes no key that is the reader's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from threading import Event
from typing import Any

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from annotations.desk.mentions import Mention
from annotations.notes.note import Decision
from tests.tui.conftest import WIRE
from tests.tui.driving import recognised, saved, until
from tui.app import PostilApp
from tui.panels import contents
from tui.panels.contents import Contents
from tui.panels.side import SidePanel

MakeApp = Callable[..., PostilApp]
Scene = Callable[[Pilot[None], PostilApp], Coroutine[Any, Any, None]]


def play(make_app: MakeApp, scene: Scene, size: tuple[int, int] = (160, 40), *, plain: bool = False) -> None:
    app = make_app(enter=True, noted=True, plain=plain)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await recognised(pilot, app)
            await scene(pilot, app)

    asyncio.run(run())


def panel(app: PostilApp) -> SidePanel:
    return app.query_one(SidePanel)


async def shown(pilot: Pilot[None], app: PostilApp, key: str, title: str) -> SidePanel:
    await pilot.press(key)
    await until(pilot, lambda: panel(app).lines.contents.title.startswith(title) and panel(app).display)
    return panel(app)


def here(side: SidePanel) -> str:
    """The first line of the entry under the cursor."""
    return side.lines.contents.entries[side.lines.index].lines[0].text


def follows(side: SidePanel, mention: Mention) -> bool:
    return here(side) in mention.text


def test_it_is_shown_then_entered_then_closed(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for key, title in (("e", "Entities"), ("o", "Notes"), ("i", "Article")):
            side = await shown(pilot, app, key, title)
            assert app.reader.page.has_focus, "merely shown, it takes no key"
            await pilot.press(key)
            assert side.lines.has_focus
            await pilot.press("escape")
            assert app.reader.page.has_focus
            assert side.display
            await pilot.press(key, key)
            assert app.reader.page.has_focus
            assert not side.display

    play(make_app, scene)


def test_its_cursor_follows_the_readers(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        for _ in range(3):
            await pilot.press("tab")
            mention = app.reader.page.mention_here()
            assert mention is not None
            await until(pilot, partial(follows, side, mention))
        await pilot.press("G")
        await until(pilot, lambda: here(side) == "Tokyo")

    play(make_app, scene)


def test_to_follow_draws_only_the_rows_that_change(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        await pilot.press("tab")
        await pilot.pause(0.1)
        drawn: list[tuple[Region, ...]] = []
        refresh = Widget.refresh

        def noted(self: Widget, *regions: Region, **how: Any) -> Widget:
            if self is side.lines:
                drawn.append(regions)
            return refresh(self, *regions, **how)

        monkeypatch.setattr(Widget, "refresh", noted)
        before = side.lines.index
        await pilot.press("tab")
        await until(pilot, lambda: side.lines.index != before)
        assert [[region.height for region in regions] for regions in drawn] == [[1], [1]]

    play(make_app, scene)


def test_enter_leads_there_and_gives_the_focus_back(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        await pilot.press("e", "g", "j")
        name = here(side)
        await pilot.press("enter")
        assert app.focused is app.reader.page
        mention = app.reader.page.mention_here()
        assert mention is not None
        assert mention.text == name
        await shown(pilot, app, "o", "Notes")
        await pilot.press("o", "enter")
        assert app.reader.page.cursor.offset == WIRE.index("The spat")

    play(make_app, scene)


def test_a_whole_group_is_decided_as_one_change(make_app: MakeApp) -> None:
    def decisions(app: PostilApp) -> list[tuple[str, Decision | None]]:
        return [(note.quote, note.decision) for note in app.desk.store.notes("a.txt") if note.decision]

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        await pilot.press("G", "e", "+")
        await saved(pilot, app)
        times = WIRE.count("Tokyo") + 1
        assert [word.casefold() for word, _ in decisions(app)] == ["tokyo"] * times
        await until(pilot, lambda: "✓" in side.lines.contents.entries[side.lines.index].lines[0].lead)
        assert here(side) == "Tokyo"
        await pilot.press("x")
        await until(pilot, lambda: {decision for _, decision in decisions(app)} == {Decision.REJECTED})
        await until(pilot, lambda: "Tokyo" not in {entry.lines[0].text for entry in side.lines.contents.entries})
        assert side.lines.contents.entries[side.lines.index].offsets, "the cursor is on an entry that is left"
        await pilot.press("u", "u")
        await until(pilot, lambda: decisions(app) == [])

    play(make_app, scene)


def test_nothing_of_the_article_before_can_be_decided_in_the_next(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed, may_list = contents.entities, Event()

    def slowly(*given: Any) -> Contents:
        may_list.wait(10)
        return listed(*given)

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        monkeypatch.setattr(contents, "entities", slowly)
        await pilot.press("J")
        await until(pilot, lambda: app.reader.article.name == "b.txt")
        assert not any(entry.mentions for entry in side.lines.contents.entries)
        may_list.set()
        await until(pilot, lambda: side.lines.contents.title.startswith("Entities"))

    play(make_app, scene)


def test_groups_are_merged_and_taken_apart_again(make_app: MakeApp) -> None:
    def names(side: SidePanel) -> set[str]:
        return {entry.lines[0].text for entry in side.lines.contents.entries if entry.mentions}

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        before = names(side)
        await pilot.press("G", "e", "m")
        assert here(side) == "Tokyo"
        assert "merge with Tokyo" in str(side._keys.content)
        await pilot.press("k", "m")
        merged = here(side)
        await until(pilot, lambda: names(side) == before - {"Tokyo"})
        assert here(side) == merged, "the cursor stays on what was merged"
        await pilot.press("d")
        await until(pilot, lambda: names(side) == before)
        await pilot.press("u", "u")
        await until(pilot, lambda: not app.clerk.saving and len(app.desk.store.notes("a.txt")) == 1)
        assert names(side) == before

    play(make_app, scene)


def test_where_there_is_no_room_it_covers_the_reader_and_has_the_focus(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        assert app.focused is side.lines
        assert side.region.width == 80
        assert app.reader.page.size.width > 70, "the page is still laid out behind it"
        await pilot.press("enter")
        assert not side.display
        assert app.reader.page.mention_here() is not None

    play(make_app, scene, (80, 24))


@pytest.mark.parametrize("size", [(30, 20), (100, 20), (2, 2)])
def test_small_windows(make_app: MakeApp, size: tuple[int, int]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for key, title in (("e", "Entities"), ("o", "Notes"), ("i", "Article")):
            side = await shown(pilot, app, key, title)
            if app.focused is not side.lines:
                await pilot.press(key)
            await pilot.press("j", "G", "pageup", "k", "q")
            assert not side.display

    play(make_app, scene, size)


def test_without_colour_the_entry_is_bold_and_with_the_focus_reversed(make_app: MakeApp) -> None:
    def attributes(side: SidePanel) -> tuple[bool, bool]:
        row = side.lines._tops[side.lines.index] - int(side.lines.scroll_y)
        styles = [segment.style for segment in side.lines.render_line(row) if segment.style]
        return any(style.bold for style in styles), any(style.reverse for style in styles)

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await shown(pilot, app, "e", "Entities")
        assert attributes(side) == (True, False)
        await pilot.press("e")
        assert attributes(side) == (True, True)

    play(make_app, scene, plain=True)
