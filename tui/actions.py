"""The one registry of actions: bindings, help, hints, palette and docs/keys.md are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import Binding


class Pane(StrEnum):
    """Where an action's keys work."""

    ANYWHERE = "anywhere"
    LIST = "list"
    READER = "reader"
    PANEL = "panel"
    DOUBTS = "doubts"
    DISPUTES = "disagreements"


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do. `handler` is the Textual action on the pane's widget.

    A key is a character or Textual's name for one that has none; a chord is keys with a blank between (`g g`).
    """

    id: str
    keys: tuple[str, ...]
    what: str
    pane: Pane
    handler: str
    group: str = "move"
    hint: str = ""
    """One word for the line of hints; empty: not hinted."""

    @property
    def shown_keys(self) -> str:
        """The keys as a person reads them, with a blank between; a chord has none (`gg`, `ctrl+x,ctrl+c`)."""
        return " ".join(shown(key) for key in self.keys)


_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "esc",
}


def shown(key: str) -> str:
    """A key or a chord as a person reads it: `↓`, `gg`, `ctrl+x,ctrl+c`."""
    strokes = key.split()
    between = "" if all(len(stroke) == 1 for stroke in strokes) else ","
    return between.join(_SHOWN.get(stroke, stroke) for stroke in strokes)


_NEXT = (
    ("R", "is:unread", "unread"),
    ("F", "is:flagged", "flagged"),
    ("E", "is:undecided", "undecided (with suggestions left)"),
)


def _actions() -> Iterator[Action]:
    pane = Pane.ANYWHERE
    yield Action("help", ("?",), "help for this pane", pane, "app.help", "postil", "help")
    yield Action("palette", ("ctrl+p", ":"), "every action, by name", pane, "app.command_palette", "postil")
    yield Action("search", ("ctrl+f",), "search all articles", pane, "app.search", "find")
    for key, query, what in _NEXT:
        handler = f"app.next_list_article('{query}')"
        yield Action(f"next-{query.removeprefix('is:')}", (key,), f"next {what} article", pane, handler, "article")
    yield Action("quit", ("q",), "back, then quit", pane, "app.back", "postil", "back")
    yield Action("exit", ("ctrl+q",), "quit at once", pane, "app.quit", "postil")
    yield Action("undo", ("u",), "undo", pane, "app.undo", "annotate", "undo")
    yield Action("redo", ("U",), "redo", pane, "app.redo", "annotate")
    yield Action("save", ("ctrl+s",), "save now what the disk refused", pane, "app.save", "postil")
    yield Action("theme", ("T",), "next theme", pane, "app.next_theme", "postil")
    yield Action("zen", ("z",), "only the text", pane, "app.zen", "postil")
    yield Action("suspend", ("ctrl+z",), "to the shell, until fg", pane, "app.suspend_process", "postil")

    pane = Pane.LIST
    yield Action("list.down", ("j", "down"), "next article", pane, "move(1)")
    yield Action("list.up", ("k", "up"), "previous article", pane, "move(-1)")
    yield Action("list.page-down", ("pagedown", "space"), "a page down", pane, "page(1)")
    yield Action("list.page-up", ("pageup", "backspace"), "a page up", pane, "page(-1)")
    yield Action("list.first", ("g", "home"), "first article", pane, "first")
    yield Action("list.last", ("G", "end"), "last article", pane, "last")
    yield Action("list.read", ("enter", "l"), "read", pane, "app.read", "article", "read")
    yield Action("list.filter", ("/",), "filter by a query", pane, "filter", "article", "filter")
    yield Action("list.clear", ("escape",), "clear the filter", pane, "clear", "article")
    yield Action("list.sort", ("s",), "sort by the next column", pane, "sort", "article", "sort")
    yield Action("list.reverse", ("S",), "sort the other way round", pane, "reverse", "article")
    yield Action("list.done", ("r",), "read or unread", pane, "toggle_done", "article")
    yield Action("list.flag", ("*",), "flag", pane, "flag", "article", "flag")
    yield Action("list.tags", ("t",), "tags", pane, "tags", "article")
    yield Action("list.all", ("A",), "do something to all articles that the filter shows", pane, "all", "article")
    yield Action("list.copies", ("d",), "copies of the article: show them, or fold them", pane, "copies", "article")
    yield Action("list.lists", ("w",), "working lists", pane, "lists", "article", "lists")
    yield Action("list.keep", ("W",), "keep what is shown as a working list", pane, "keep", "article")
    yield Action("list.note", ("a",), "note on the article", pane, "note", "annotate", "note")

    pane = Pane.READER
    yield Action("reader.line-down", ("j", "down"), "line down", pane, "line(1)")
    yield Action("reader.line-up", ("k", "up"), "line up", pane, "line(-1)")
    yield Action("reader.next-word", ("w", "right"), "next word", pane, "motion('next_word')")
    yield Action("reader.previous-word", ("b", "left"), "previous word", pane, "motion('previous_word')")
    yield Action("reader.next-sentence", ("s",), "next sentence", pane, "motion('next_sentence')")
    yield Action("reader.previous-sentence", ("S",), "previous sentence", pane, "motion('previous_sentence')")
    yield Action("reader.next-paragraph", ("p",), "next paragraph", pane, "motion('next_paragraph')")
    yield Action("reader.previous-paragraph", ("P",), "previous paragraph", pane, "motion('previous_paragraph')")
    yield Action("reader.next-entity", ("tab",), "next entity", pane, "entity(1)", "move", "entity")
    yield Action("reader.previous-entity", ("shift+tab",), "previous entity", pane, "entity(-1)")
    yield Action("reader.next-unsure", ("c",), "check: next unsure or overlooked name", pane, "check(1)")
    yield Action("reader.previous-unsure", ("C",), "previous unsure or overlooked name", pane, "check(-1)")
    yield Action("reader.next-note", ("m",), "next note", pane, "note_mark(1)")
    yield Action("reader.previous-note", ("M",), "previous note", pane, "note_mark(-1)")
    yield Action("reader.page-down", ("space", "pagedown"), "a page down", pane, "page(1)")
    yield Action("reader.page-up", ("backspace", "pageup"), "a page up", pane, "page(-1)")
    yield Action("reader.first", ("g", "home"), "the beginning", pane, "first")
    yield Action("reader.last", ("G", "end"), "the end", pane, "last")
    yield Action("reader.next-article", ("J",), "next article", pane, "app.article(1)")
    yield Action("reader.previous-article", ("K",), "previous article", pane, "app.article(-1)")
    yield Action("reader.search", ("/",), "search in the article", pane, "search", "find", "search")
    yield Action("reader.next-match", ("n",), "next match", pane, "match(1)", "find")
    yield Action("reader.previous-match", ("N",), "previous match", pane, "match(-1)", "find")
    yield Action("reader.jump", ("f",), "jump to what is on the screen, by a letter", pane, "jump", "find", "jump")
    yield Action("reader.select", ("v",), "begin to select at the cursor", pane, "select", "select", "select")
    yield Action(
        "reader.other-end", ("o",), "other end of the selection; else the panel of notes", pane, "other_end", "select"
    )
    yield Action("reader.leave", ("escape", "h"), "drop the selection; else back to the list", pane, "leave", "select")
    yield Action("reader.note", ("a", "enter"), "note on the selection", pane, "note", "annotate", "note")
    for key in "123456789":
        yield Action(
            f"reader.label-{key}", (key,), f"label by the scheme's key {key}", pane, f"label_key('{key}')", "annotate"
        )
    yield Action("reader.label", ("L",), "label from a list with search", pane, "label_menu", "annotate", "label")
    yield Action("reader.accept", ("+",), "accept the entity", pane, "accept", "annotate", "accept")
    yield Action(
        "reader.reject", ("x",), "reject or remove the entity or the note", pane, "reject", "annotate", "reject"
    )
    yield Action("reader.reject-on", ("X",), "reject, on to what to check next", pane, "reject_on", "annotate")
    yield Action("reader.repeat", (".",), "do the same to every occurrence in the article", pane, "repeat", "annotate")
    yield Action("reader.accept-all", ("A",), "accept all, mark the article done", pane, "accept_all", "annotate")
    yield Action("reader.start-left", ("[",), "move the start left", pane, "nudge(-1, 0)", "annotate")
    yield Action("reader.start-right", ("]",), "move the start right", pane, "nudge(1, 0)", "annotate")
    yield Action("reader.end-left", ("{",), "move the end left", pane, "nudge(0, -1)", "annotate")
    yield Action("reader.end-right", ("}",), "move the end right", pane, "nudge(0, 1)", "annotate")
    yield Action(
        "reader.relate",
        ("r",),
        "begin a relation at the entity or note; enter ends it",
        pane,
        "relate",
        "annotate",
    )
    yield Action("reader.copy", ("y",), "copy the selection", pane, "copy", "annotate")
    yield Action("reader.labels-shown", ("t",), "labels beside their mentions", pane, "toggle_labels", "panels")
    yield Action("reader.narrower", ("-",), "a narrower column", pane, "widen(-1)", "panels")
    yield Action("reader.wider", ("=",), "a wider column", pane, "widen(1)", "panels")
    yield Action("reader.entities", ("e",), "panel of entities", pane, "entities", "panels", "entities")
    yield Action("reader.details", ("i",), "details of the article", pane, "details", "panels")
    yield Action("reader.doubts", ("D",), "annotations in doubt since the article changed", pane, "doubts", "panels")
    yield Action("reader.disputes", ("d",), "what annotators disagree on (adjudicate)", pane, "app.disputes", "panels")

    pane = Pane.PANEL
    yield Action("panel.down", ("j", "down"), "next entry", pane, "step(1)")
    yield Action("panel.up", ("k", "up"), "previous entry", pane, "step(-1)")
    yield Action("panel.page-down", ("space", "pagedown"), "a page down", pane, "page(1)")
    yield Action("panel.page-up", ("backspace", "pageup"), "a page up", pane, "page(-1)")
    yield Action("panel.first", ("g", "home"), "first entry", pane, "end(-1)")
    yield Action("panel.last", ("G", "end"), "last entry", pane, "end(1)")
    yield Action("panel.go", ("enter", "l"), "go there", pane, "go", "panels", "go")
    yield Action("panel.accept", ("+",), "accept the whole group", pane, "decide(True)", "annotate", "accept")
    yield Action("panel.reject", ("x",), "reject the whole group", pane, "decide(False)", "annotate", "reject")
    yield Action("panel.merge", ("m",), "mark the group, or merge it with the marked one", pane, "merge", "annotate")
    yield Action("panel.part", ("d",), "take the group apart", pane, "part", "annotate")
    yield Action("panel.entities", ("e",), "entities", pane, "ask('entities')", "panels")
    yield Action("panel.notes", ("o",), "notes", pane, "ask('notes')", "panels")
    yield Action("panel.details", ("i",), "details", pane, "ask('details')", "panels")
    yield Action("panel.leave", ("escape", "h"), "back to the article", pane, "leave", "panels", "back")

    pane = Pane.DOUBTS
    yield Action("doubts.down", ("j", "down"), "next place", pane, "step(1)")
    yield Action("doubts.up", ("k", "up"), "previous place", pane, "step(-1)")
    yield Action("doubts.next", ("n", "J", "tab"), "next annotation in doubt", pane, "doubt(1)", hint="next")
    yield Action("doubts.previous", ("N", "K", "shift+tab"), "previous annotation in doubt", pane, "doubt(-1)")
    yield Action("doubts.accept", ("enter", "+"), "it stands here", pane, "accept", "annotate", "accept")
    yield Action("doubts.orphan", ("x",), "it is gone: keep it without a place", pane, "orphan", "annotate", "gone")
    yield Action("doubts.leave", ("escape", "h"), "back to the article", pane, "leave", "panels", "back")

    pane = Pane.DISPUTES
    yield Action("disputes.next", ("n", "tab"), "next disagreement that is open", pane, "walk(1)", hint="next")
    yield Action("disputes.previous", ("p", "shift+tab"), "previous disagreement that is open", pane, "walk(-1)")
    yield Action("disputes.down", ("j", "down"), "next disagreement, settled or not", pane, "step(1)")
    yield Action("disputes.up", ("k", "up"), "previous disagreement, settled or not", pane, "step(-1)")
    for key in "123456789":
        hint = "side" if key == "1" else ""
        what = f"take the side of annotator {key}"
        yield Action(f"disputes.side-{key}", (key,), what, pane, f"side({key})", "annotate", hint)
    yield Action("disputes.none", ("x",), "take no side: reject what they say", pane, "side(0)", "annotate", "none")
    yield Action("disputes.leave", ("escape", "h"), "back to the article", pane, "leave", "panels", "edit")


ACTIONS = tuple(_actions())


def of(*panes: Pane, among: Sequence[Action] = ACTIONS) -> list[Action]:
    """The actions of some panes, in the order of the registry; `among` has a keymap's keys where there is one."""
    return [action for action in among if action.pane in panes]


_CALLED = {
    "*": "asterisk",
    "+": "plus",
    "-": "minus",
    ".": "full_stop",
    "/": "slash",
    ":": "colon",
    "=": "equals_sign",
    "?": "question_mark",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
}
"""What Textual calls the keys of characters; to start, it would look them up in 400 KB of the names of all."""


def bindings(pane: Pane) -> list[Binding]:
    """What Textual binds for a pane by default; `tui.keymap` knows by `id` what a keymap binds anew."""
    # The registry itself is read before Textual is there: the first frame hints at keys.
    from textual.binding import Binding

    return [
        Binding(
            ",".join(_CALLED.get(key, key) for key in action.keys),
            action.handler,
            action.what,
            show=False,
            id=action.id,
        )
        for action in of(pane)
    ]
