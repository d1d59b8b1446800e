"""What the model is told of each token: its form, its neighbours, the opinion of the rules, the rest of the article.

Only the stretches of a text in which a name may stand are looked at: tokens with a capital, with what stands between
and beside them. The rest has no label, neither in training nor later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.entities.capitals import Capitals
from annotations.entities.context import Context
from annotations.entities.entity import Entity
from annotations.entities.forms import Form, Forms
from annotations.entities.known_words import known_words
from annotations.entities.opinions import NOTHING, Opinions
from annotations.entities.tokens import Token, tokens
from annotations.entities.vocabulary import COMMON
from annotations.text.sentences import sentences

_BRIDGE = 4
"""Tokens without a capital that may stand between two with one, in the same stretch."""

_LONGEST_PLACE = 4
_SHORT = 3
_AFTER_PLACE = frozenset((",", "(", "-", "--", "–", "—", ":"))
_LINKS = frozenset(("-", "&", ".", "'", "’"))
_EDGE = Form([], ["first"], ["last"], [], [], "", "", capitalised=False, begins=False)


class Stretch(NamedTuple):
    """A run of tokens within a sentence that is labelled at once, and what is told of each."""

    tokens: Sequence[Token]
    attributes: list[list[str]]


class Features:
    """Cuts articles into stretches, and tells of each token what the model asks."""

    def __init__(self) -> None:
        self._forms = Forms()

    def stretches(self, text: str, capitals: Capitals, opinions: Sequence[Entity]) -> Iterator[Stretch]:
        """The stretches of a text in order; `opinions` are what the rules found in it, sorted and apart."""
        context, said, weak = Context(capitals, opinions), Opinions(opinions), _Cover(capitals.weak)
        for sentence in sentences(text):
            pieces = list(tokens(text, sentence.start, sentence.end))
            ranges = list(_ranges(pieces))
            if not ranges:
                continue
            shouted = len(pieces) > 1 and text[sentence.start : sentence.end].isupper()
            flags = ["shouted"] * shouted + ["weak"] * weak(sentence.start)
            loud = len(pieces) if shouted else _dateline(pieces)
            plain = capitals.lower if shouted else frozenset[str]()
            pieces = [_lowered(piece, plain) for piece in pieces[:loud]] + pieces[loud:]
            forms = [self._forms(piece.text) for piece in pieces]
            capitalised = [at for at, form in enumerate(forms) if form.capitalised]
            towns = _towns(forms, capitalised)
            runs = _runs(pieces, forms, capitalised)
            padded = [_EDGE, _EDGE, *forms, _EDGE, _EDGE]
            opinion = [NOTHING, *map(said, pieces), NOTHING]
            for first, last in ranges:
                attributes = []
                for at in range(first, last):
                    two_before, before, form, after, two_after = padded[at : at + 5]
                    each = [
                        *form.here,
                        *flags,
                        *before.before,
                        *after.after,
                        *two_before.two_before,
                        *two_after.two_after,
                        f"b-{before.lower}|{form.lower}",
                        f"b+{form.lower}|{after.lower}",
                        f"t={before.short}|{form.short}|{after.short}",
                        *opinion[at + 1].here,
                        *opinion[at].before,
                        *opinion[at + 2].after,
                    ]
                    if at in towns:
                        each.append(towns[at])
                    if at in runs:
                        each += runs[at]
                    if form.capitalised:
                        each += context(pieces[at].text)
                    attributes.append(each)
                yield Stretch(pieces[first:last], attributes)


def _dateline(pieces: Sequence[Token]) -> int:
    """How many tokens in capitals begin the sentence as a dateline: `NEW YORK, Dec. 5`."""
    count = 0
    while count < min(len(pieces), _LONGEST_PLACE) and pieces[count].text.isupper() and len(pieces[count].text) > 1:
        count += 1
    named = any(len(piece.text) > _SHORT for piece in pieces[:count])
    return count if named and count < len(pieces) and pieces[count].text in _AFTER_PLACE else 0


def _lowered(piece: Token, plain: frozenset[str]) -> Token:
    """A token in capitals as it is written elsewhere; `plain` are the words that the article has without a capital."""
    word = piece.text.lower()
    if word in plain or (plain and piece.text.title() in COMMON):
        return piece._replace(text=word)
    return piece._replace(text=piece.text.title()) if len(word) > 1 else piece


def _towns(forms: Sequence[Form], capitalised: Sequence[int]) -> dict[int, str]:
    """For the tokens that make up the name of a town of several words, by index, what to tell of each."""
    told: dict[int, str] = {}
    for at in capitalised:
        if forms[at].begins and (count := known_words().town([each.lower for each in forms[at : at + 4]])):
            told[at] = "g=B"
            told.update(dict.fromkeys(range(at + 1, at + count), "g=I"))
    return told


def _runs(pieces: Sequence[Token], forms: Sequence[Form], capitalised: Sequence[int]) -> dict[int, list[str]]:
    """For each capitalised token of a sentence, by index: what begins, ends and frames the run that it is in."""
    told: dict[int, list[str]] = {}
    end, count = 0, len(forms)
    for start in capitalised:
        if start < end:
            continue
        end = start + 1
        while end < count and (
            forms[end].capitalised or (pieces[end].text in _LINKS and end + 1 < count and forms[end + 1].capitalised)
        ):
            end += 1
        before = forms[start - 1].lower if start else ""
        after = forms[end].lower if end < count else ""
        common = [f"n<{before}", f"n>{after}", f"n={min(end - start, 5)}"]
        if end - start > 1:
            common += (f"n1={forms[start].lower}", f"n9={forms[end - 1].lower}")
        if end + 1 < count:
            common.append(f"n>>{after}|{forms[end + 1].lower}")
        for at in range(start, end):
            told[at] = [*common, "nf" if at == start else "nl" if at + 1 == end else "nm"]
    return told


class _Cover:
    """Whether places, asked from left to right, are in one of the ranges."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._ranges = ranges
        self._at = 0

    def __call__(self, offset: int) -> bool:
        while self._at < len(self._ranges) and self._ranges[self._at][1] <= offset:
            self._at += 1
        return self._at < len(self._ranges) and self._ranges[self._at][0] <= offset


def _ranges(pieces: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence, as indexes of tokens."""
    start = end = -1
    for at, piece in enumerate(pieces):
        word = piece.text
        if word == word.lower() or (at == 0 and word in COMMON):
            continue
        if start >= 0 and at - end > _BRIDGE:
            yield start, _behind(pieces, end)
            start = -1
        if start < 0:
            # Two before: `al` of `al-Qaeda`, `the` of `the U.S.`
            start = max(at - 2, 0 if end < 0 else end + 1)
        end = at + 1
    if start >= 0:
        yield start, _behind(pieces, end)


def _behind(pieces: Sequence[Token], end: int) -> int:
    """Where a stretch ends: one token on, or two where that is a hyphen, as in `Ban Ki-moon`."""
    return min(end + (2 if end < len(pieces) and pieces[end].text == "-" else 1), len(pieces))
