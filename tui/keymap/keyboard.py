"""The keys of a keymap at work in the app: bindings of Textual for single keys, and chords before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from tui.actions import Action, Pane, of, shown
from tui.keymap.chords import Chords
from tui.keymap.keys import Strokes, ways


class Keyboard:
    """Gives panes their effective keys, and runs chords.

    The app is to ask `took` of every key that comes to it, before Textual looks for a binding: that is its `on_key`.
    """

    def __init__(
        self,
        app: App[Any],
        panes: Mapping[Pane, DOMNode],
        actions: Sequence[Action],
        tell: Callable[[], object] = lambda: None,
    ) -> None:
        """Bind the keys of `actions` on the app and its panes; `tell` hears of every change of `pending`."""
        self._app, self._panes, self._tell = app, panes, tell
        self._actions = {action.id: action for action in actions}
        self._chords = {pane: Chords(_chords(of(pane, Pane.ANYWHERE, among=actions))) for pane in Pane}
        self._written = _beginnings(actions)
        self._pane = Pane.ANYWHERE
        self._strokes: Strokes = ()
        everywhere = of(Pane.ANYWHERE, among=actions)
        self._bind(app, everywhere)
        for pane, node in panes.items():
            # Those for anywhere as well: the screen, which comes between pane and app, binds tab and others itself.
            self._bind(node, [*of(pane, among=actions), *everywhere])

    @property
    def pending(self) -> str:
        """The beginning of a chord as it is shown, such as `g…`; empty where there is none."""
        return shown(self._written[self._strokes]) + "…" if self._strokes else ""

    async def took(self, key: str) -> bool:
        """Whether a key, by Textual's name, belongs to a chord; the action of one that is complete is run."""
        pane = self._where()
        if pane is None:
            self._wait(())
            return False
        pressed = self._chords[pane].press(self._strokes if pane is self._pane else (), key)
        self._pane = pane
        self._wait(pressed.pending)
        if pressed.action is not None:
            await self._app.run_action(self._actions[pressed.action].handler, self._panes.get(pane, self._app))
        return pressed.taken

    def _where(self) -> Pane | None:
        """The pane that has the focus; None where keys go to a dialog, or are typed."""
        focused = self._app.focused
        if self._app.screen.is_modal or (focused is not None and focused.check_consume_key("a", "a")):
            return None
        within = focused.ancestors_with_self if focused is not None else []
        return next((pane for pane, node in self._panes.items() if node in within), Pane.ANYWHERE)

    def _wait(self, strokes: Strokes) -> None:
        if strokes != self._strokes:
            self._strokes = strokes
            self._tell()

    def _bind(self, node: DOMNode, actions: Sequence[Action]) -> None:
        """Give a node the single keys of some actions in place of those that its class has by the registry.

        `App.set_keymap` will not do: it can unbind nothing, and lays all out anew at every key. Of what Textual
        itself binds on a node, keys that the keymap uses go: some have priority over all bindings of a pane.
        """
        used = {stroke for action in self._actions.values() for way in _ways(action) for stroke in way}
        bound: dict[str, list[Binding]] = {}
        for key, binding in node._bindings:
            if binding.id not in self._actions and key not in used:
                bound.setdefault(key, []).append(binding)
        for action in actions:
            for key, *more in _ways(action):
                if not more:
                    bound.setdefault(key, []).append(
                        Binding(key, action.handler, action.what, show=False, id=action.id)
                    )
        node._bindings = BindingsMap.from_keys(bound)


def _ways(action: Action) -> list[Strokes]:
    return [way for key in action.keys for way in ways(key)]


def _chords(actions: Iterable[Action]) -> dict[Strokes, str]:
    return {way: action.id for action in actions for way in _ways(action) if len(way) > 1}


def _beginnings(actions: Iterable[Action]) -> dict[Strokes, str]:
    """The beginnings of chords, as they are written."""
    return {
        way[:length]: " ".join(key.split()[:length])
        for action in actions
        for key in action.keys
        for way in ways(key)
        for length in range(1, len(way))
    }
