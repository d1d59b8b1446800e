"""Which keys mend what is wrong next in an article, whose names are known: what a skilled user would press.

Of the keys that mend it the fewest (`selecting.way`), `X` for `x` where it leads to the next in sight. Where all in
sight is right, `c` goes on if what is to be checked next is below, else `space`.

The gold's four labels are those of the names; a MISC takes the key of EVENT, since the gold does not tell its kind.
What the gold leaves out (peoples, dates, amounts) is neither mended nor counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from annotations.desk.checking import Checking
from annotations.desk.repeating import Deed, alike
from annotations.entities.evaluation import COARSE
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex
from annotations.text.words import word_at
from benchmarks.mentions import Screen
from benchmarks.selecting import MOST, way
from tui.app import PostilApp
from tui.reader.cursor import nudged

LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "EVENT"}
_KEYS = {"PERSON": "1", "ORG": "2", "GPE": "3", "EVENT": "6"}
_MOST_NUDGES = 4

Names = dict[Span, str]
"""The names of an article, each with the gold's label."""


@dataclass(frozen=True, eq=False)
class Now(Screen):
    """What is on the screen of the app now."""

    app: PostilApp

    @classmethod
    def of(cls, app: PostilApp) -> Now:
        """The page as it is scrolled."""
        page, reader = app.reader.page, app.reader
        marks = SpanIndex((each.span, each) for each in reader.mentions)
        checking = Checking.of(reader.article, marks, reader.reading.notes)
        return cls(reader.article.text, page.sheet.wrapped, int(page.scroll_y), marks, checking, app)

    @cached_property
    def sight(self) -> Span:
        """What of the text is on it."""
        return self.app.reader.page.sight()


@dataclass(frozen=True, slots=True)
class Mend:
    """Keys that mend something, or come nearer to it; `deed` is what they did, as `.` repeats it."""

    keys: tuple[str, ...]
    deed: Deed | None = None


class Article:
    """An article in the app and its gold: what is still wrong, and the keys that mend it."""

    def __init__(self, app: PostilApp, names: Names) -> None:
        self._app = app
        self.names = dict(names)
        self.given_up = 0

    def next_mend(self) -> Mend | None:
        """The first thing that is wrong, and the fewest keys that mend it; a page on or back where it is not in sight.

        A name that no keys select (it is part of a word) is given up, and is none of the gold from then on.
        """
        screen = Now.of(self._app)
        while (wrong := self._wrong()) is not None:
            if wrong.end > screen.sight.end:
                return Mend((self._onwards(screen),))
            if wrong.start < screen.sight.start:
                return Mend(("backspace",))
            keys = self._shortest(screen, wrong)
            if keys is not None:
                deed = _deed(keys[-1], screen, wrong)
                return Mend((*keys[:-1], "X") if self._goes_on(screen, wrong, keys[-1]) else keys, deed)
            self.given_up += 1
            del self.names[wrong]
        return None

    def _onwards(self, screen: Now) -> str:
        """The key that goes on where all in sight is right: to what is to be checked below it, else a page."""
        place = screen.checking.after(self._app.reader.page.cursor.offset)
        return "c" if place is not None and place.end > screen.sight.end else "space"

    def _shortest(self, screen: Now, wrong: Span) -> tuple[str, ...] | None:
        first, last_word = word_at(screen.text, wrong.start), word_at(screen.text, wrong.end - 1)
        whole = first is not None and last_word is not None and (first.start, last_word.end) == (wrong.start, wrong.end)
        if not whole and wrong not in screen.places.values():
            return None
        cursor = self._app.reader.page.cursor
        keys: tuple[str, ...] | None = None
        for span, last in self._ways(screen, wrong):
            most = MOST if keys is None else len(keys) - len(last) - 1
            with suppress(LookupError):
                keys = way(screen, cursor, span, last, most=most, jump_first=True)
        return keys

    def repeats(self, deed: Deed) -> bool:
        """Whether to do the same everywhere mends something and harms nothing."""
        reader = self._app.reader
        mentions = list(reader.mentions)
        spans = alike(deed, reader.article.text, mentions, reader.desk.lay_out(reader.article).notes)
        held = {each.span: COARSE.get(each.label) for each in mentions}
        if deed.decision is Decision.REJECTED:
            return bool(spans) and not any(span in self.names for span in spans)
        label = COARSE[deed.label]
        return all(self.names.get(span) == label for span in spans) and any(held.get(span) != label for span in spans)

    def decided(self, notes: Sequence[Note]) -> Names:
        """The names as they are decided."""
        return {
            note.span: COARSE[note.label or ""]
            for note in notes
            if note.kind is Kind.ENTITY
            and note.span is not None
            and note.decision is not Decision.REJECTED
            and COARSE.get(note.label or "", "NORP") != "NORP"
        }

    def _goes_on(self, screen: Now, wrong: Span, key: str) -> bool:
        """Whether `X` rejects and goes on to what is wrong next, as far as it is in sight."""
        following = next((span for span in self._all_wrong() if span > wrong), None)
        if key != "x" or following is None or following.end > screen.sight.end:
            return False
        return following == screen.checking.after(wrong.start)

    def _wrong(self) -> Span | None:
        """The first thing that is wrong."""
        return next(iter(self._all_wrong()), None)

    def _all_wrong(self) -> list[Span]:
        """The names that are not suggested as the gold has them, and suggestions that no name of the gold overlaps."""
        held = {each.span: COARSE.get(each.label) for each in self._app.reader.mentions}
        missing = [span for span, label in self.names.items() if held.get(span) != label]
        extra = [span for span, label in held.items() if self._is_extra(span, label)]
        return sorted((*missing, *extra))

    def _is_extra(self, span: Span, label: str | None) -> bool:
        return label not in (None, "NORP") and not any(span.overlaps(name) for name in self.names)

    def _ways(self, screen: Now, wrong: Span) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """What can be selected, and the keys that then mend it."""
        label = self.names.get(wrong)
        if label is None:
            yield wrong, ("x",)
            return
        digit = _KEYS[LABELS[label]]
        yield wrong, (digit,)
        for span, mention in screen.mentions.overlapping(wrong.start, wrong.end):
            nudges = _nudges(screen.text, span, wrong)
            if nudges:
                yield span, nudges if COARSE.get(mention.label) == label else (*nudges, digit)


def _nudges(text: str, span: Span, target: Span) -> tuple[str, ...]:
    """The keys that move the ends of a span by words until it is the target; nothing where they do not."""
    keys: list[str] = []
    for _ in range(_MOST_NUDGES):
        if span == target:
            break
        for key, start, end in (("[", -1, 0), ("]", 1, 0), ("{", 0, -1), ("}", 0, 1)):
            moved = nudged(text, span, start=start, end=end)
            before = abs(span.start - target.start) + abs(span.end - target.end)
            if moved != span and abs(moved.start - target.start) + abs(moved.end - target.end) < before:
                span = moved
                keys.append(key)
                break
        else:
            return ()
    return tuple(keys) if span == target else ()


def _deed(key: str, screen: Now, span: Span) -> Deed | None:
    """What a key does to a span; None where `.` would not repeat it."""
    words = screen.text[span.start : span.end]
    if key == "x":
        label = next(mention.label for held, mention in screen.mentions.at(span.start) if held == span)
        return Deed(words, label, Decision.REJECTED)
    labels = [name for name, digit in _KEYS.items() if digit == key]
    return Deed(words, labels[0], Decision.ADDED) if labels else None
