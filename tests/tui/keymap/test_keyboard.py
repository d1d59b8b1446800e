"""A keymap at work, on an app with two panes, a line to type in and a dialog."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from tui.actions import ACTIONS, Pane, bindings
from tui.keymap.keyboard import Keyboard
from tui.keymap.presets import EMACS, VIM, Keys


class Content(Widget, can_focus=True):
    """What has the focus in a pane."""


class List(Vertical):
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.LIST))

    def compose(self) -> ComposeResult:
        yield Content()

    def action_first(self) -> None:
        self.app.notify("list first")

    def action_move(self, rows: int) -> None:
        self.app.notify(f"list move {rows}")


class Text(Vertical):
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.READER))

    def __init__(self) -> None:
        super().__init__()
        self.line = Input()

    def compose(self) -> ComposeResult:
        yield Content()
        yield self.line

    def action_first(self) -> None:
        self.app.notify("first")

    def action_line(self, lines: int) -> None:
        self.app.notify(f"line {lines}")

    def action_motion(self, name: str) -> None:
        self.app.notify(name)

    def action_leave(self) -> None:
        self.app.notify("leave")


class TinyApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.ANYWHERE))
    AUTO_FOCUS = "Text Content"

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self.done: list[str] = []
        self.told: list[str] = []
        self.list, self.text = List(), Text()
        actions = [replace(action, keys=keys.get(action.id, action.keys)) for action in ACTIONS]
        panes = {Pane.LIST: self.list, Pane.READER: self.text}
        self.keyboard = Keyboard(self, panes, actions, lambda: self.told.append(self.keyboard.pending))

    def compose(self) -> ComposeResult:
        yield self.list
        yield self.text

    async def on_key(self, event: events.Key) -> None:
        if await self.keyboard.took(event.key):
            event.stop().prevent_default()

    def notify(self, message: str, **_: Any) -> None:
        self.done.append(message)

    def action_zen(self) -> None:
        self.notify("zen")

    async def action_quit(self) -> None:
        self.notify("quit")


def played(keys: Keys, *pressed: str, before: Callable[[TinyApp], object] = lambda _: None) -> TinyApp:
    app = TinyApp(keys)

    async def run() -> None:
        async with app.run_test(size=(40, 10)) as pilot:
            before(app)
            await pilot.pause()
            await pilot.press(*pressed)

    asyncio.run(run())
    return app


def test_the_default_keys_work_as_without_a_keymap() -> None:
    assert played({}, "j", "g", "z", "escape").done == ["line 1", "first", "zen", "leave"]


def test_a_key_bound_anew_takes_the_place_of_the_default_ones() -> None:
    keys = {"reader.line-down": ("ctrl+n", "+"), "zen": ("Z",), "reader.first": ()}
    assert played(keys, "j", "down", "z", "g", "home").done == []
    assert played(keys, "ctrl+n", "plus", "Z").done == ["line 1", "line 1", "zen"]


def test_the_class_keeps_its_keys() -> None:
    TinyApp({"reader.line-down": ("ctrl+n",)})
    assert played({}, "j").done == ["line 1"]


@pytest.mark.parametrize("key", ["tab", "shift+tab", "ctrl+c", "ctrl+q", "escape"])
def test_keys_that_textual_binds_itself_can_be_had(key: str) -> None:
    freed: dict[str, tuple[str, ...]] = {"reader.leave": (), "exit": (), "zen": (key,)}
    app = played(freed, key)
    assert app.done == ["zen"]


def test_chords_run_in_their_pane_and_what_is_pending_is_told() -> None:
    app = played(VIM, "g", "g", "j")
    assert (app.done, app.told) == (["first", "line 1"], ["g…", ""])
    in_list = played(VIM, "g", "g", before=lambda app: app.list.query_one(Content).focus())
    assert in_list.done == ["list first"]


def test_a_chord_for_anywhere_runs_on_the_app() -> None:
    app = played(EMACS, "ctrl+x", "ctrl+c")
    assert (app.done, app.told) == (["quit"], ["ctrl+x…", ""])
    unfocused = played(EMACS, "ctrl+x", "ctrl+c", before=lambda app: app.set_focus(None))
    assert unfocused.done == ["quit"]


def test_a_wrong_second_key_counts_by_itself_and_escape_only_drops() -> None:
    assert played(VIM, "g", "j").done == ["line 1"]
    app = played(VIM, "g", "escape", "escape")
    assert (app.done, app.told) == (["leave"], ["g…", ""])


def test_a_prefix_does_not_go_along_to_another_pane() -> None:
    app = TinyApp(VIM)

    async def run() -> None:
        async with app.run_test() as pilot:
            await pilot.press("g")
            app.list.query_one(Content).focus()
            await pilot.press("g", "j")

    asyncio.run(run())
    assert app.done == ["list move 1"]


def test_what_is_typed_is_never_a_chord() -> None:
    app = played({**EMACS, "zen": ("g g",)}, *"ggx", "ctrl+x", before=lambda app: app.text.line.focus())
    assert (app.done, app.told) == ([], [])
    assert app.text.line.value == "ggx"


def test_a_dialog_has_all_keys_for_itself() -> None:
    class Dialog(ModalScreen[None]):
        async def key_g(self) -> None:
            self.app.notify("dialog g")

    app = played(VIM, "g", "g", "j", before=lambda app: app.push_screen(Dialog()))
    assert (app.done, app.told) == (["dialog g", "dialog g"], [])


def test_alt_is_understood_as_terminals_send_it() -> None:
    # Escape and f, which Textual reports as ctrl+right.
    assert played(EMACS, "ctrl+right", "alt+f", "alt+b").done == ["next_word", "next_word", "previous_word"]


def test_keys_are_worked_off_in_the_order_in_which_they_come() -> None:
    app = TinyApp(VIM)

    async def run() -> None:
        async with app.run_test() as pilot:
            driver = app._driver
            assert driver is not None
            for key in ["j", "g", "g", "k", "g", "g", "w"]:
                event = events.Key(key, key)
                event.set_sender(app)
                driver.send_message(event)
            await pilot.pause()

    asyncio.run(run())
    assert app.done == ["line 1", "first", "line -1", "first", "next_word"]
