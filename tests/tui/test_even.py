"""Of what looks the same on every line, one strip is kept."""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.driving import play
from tui.app import PostilApp


def test_a_container_has_one_strip_for_all_its_lines(make_app: Callable[..., PostilApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.pause()
        for container in (app.screen, app.query_one("#panes"), app.shelf, app.reader):
            whole = container.outer_size.region
            lines = container.render_lines(whole)
            assert len(lines) == whole.height
            assert len(set(map(id, lines))) == 1
            assert lines == Widget.render_lines(container, whole), "as Textual draws it line by line"
            assert len(container.render_lines(Region(1, 3, 5, 2))) == 2

    play(make_app(enter=True), scene)
