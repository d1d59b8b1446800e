"""The engine that works out of the box: a model of names, and rules for what has a form of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from annotations.entities.capitals import Capitals
from annotations.entities.entity import Entity
from annotations.entities.features import Features
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.names import MODEL, Names
from annotations.entities.reconcile import Reconciler
from annotations.entities.rules import RuleRecogniser, blanked
from annotations.entities.vocabulary import words
from annotations.text.span import Span

_SAMPLE = 20_000
_FEW = 30
_FREQUENT = words("the of to and in a for on is was that with at by as from it he she said")
# What is no text: controls of terminals, with what they control, and halves of characters.
_UNSEEN = re.compile(r"\x1b\[[0-9;:?]*[@-~]?|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+")


class BuiltinRecogniser:
    """The rules, the model that is told of their opinions, and one pass that brings both together.

    Linear in the text. The lists and the model are read at the first use. Of a text that is not in English, which the
    model was not trained on, the rules alone are asked.
    """

    name = "builtin"

    def __init__(self, model: Path = MODEL) -> None:
        self._rules = RuleRecogniser()
        self._features = Features()
        self._names = Names(model)

    def recognise(self, text: str, *, headline: Span | None = None, skip: Sequence[Span] = ()) -> list[Entity]:
        """Entities of a text, as every `Recogniser` gives them."""
        opinions = self._rules.recognise(text, headline=headline, skip=skip)
        seen = _UNSEEN.sub(lambda part: "\ufffd" * len(part[0]), blanked(text, skip))
        if not english(seen):
            return opinions
        capitals = Capitals(seen, headline)
        names = self._names.search(self._features.stretches(seen, capitals, opinions))
        return self._reconciler.entities(text, capitals, names, opinions)

    @cached_property
    def _reconciler(self) -> Reconciler:
        return Reconciler(Gazetteer())


def english(text: str) -> bool:
    """Whether a text reads as English: by how many of its words are frequent there; short ones are taken to be."""
    found = _WORD.findall(text[:_SAMPLE].lower())
    if len(found) < _FEW:
        return sum(map(str.isascii, found)) * 2 >= len(found)
    return sum(word in _FREQUENT for word in found) * 10 >= len(found)
