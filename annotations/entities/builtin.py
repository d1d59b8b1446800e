"""The engine that works out of the box: a model of names, and rules for what has a form of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from annotations.entities.capitals import Capitals
from annotations.entities.entity import Entity, Recogniser
from annotations.entities.features import Features
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.languages import SAMPLE, language
from annotations.entities.names import MODEL, Names
from annotations.entities.reconcile import Reconciler
from annotations.entities.rules import RuleRecogniser, blanked
from annotations.text.span import Span

LEARNED_FROM = "English"
"""The language that the model was trained on."""

# What is no text: controls of terminals, with what they control, and halves of characters.
_UNSEEN = re.compile(r"\x1b\[[0-9;:?]*[@-~]?|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class BuiltinRecogniser(Recogniser):
    """The rules, the model that is told of their opinions, and one pass that brings both together.

    Linear in the text. The lists and the model are read at the first use. Of a text in a language that
    the model was not trained on, patterns and gazetteer alone are asked.
    """

    name = "builtin"

    def __init__(self, model: Path = MODEL) -> None:
        self._rules = RuleRecogniser()
        self._features = Features()
        self._names = Names(model)

    def recognise(
        self,
        text: str,
        *,
        headline: Span | None = None,
        skip: Sequence[Span] = (),
        article: str = "",  # noqa: ARG002
    ) -> list[Entity]:
        """Entities of a text, as every `Recogniser` gives them."""
        seen = _UNSEEN.sub(lambda part: "\ufffd" * len(part[0]), blanked(text, skip))
        if language(seen) != LEARNED_FROM:
            return self._rules.recognise_by_form(text, headline=headline, skip=skip)
        capitals = Capitals(seen, headline)
        opinions = self._rules.opinions(text, capitals, skip)
        names = self._names.search(self._features.stretches(seen, capitals, opinions))
        return self._reconciler.entities(text, capitals, names, opinions)

    def limit(self, text: str, skip: Sequence[Span] = ()) -> str:
        """That a text is in a language that the model was not trained on."""
        told = language(_UNSEEN.sub(" ", blanked(text[:SAMPLE], skip)))
        if told == LEARNED_FROM:
            return ""
        return f"{f'in {told}' if told else f'not in {LEARNED_FROM}'}, so only dates, amounts and known names"

    @cached_property
    def _reconciler(self) -> Reconciler:
        return Reconciler(Gazetteer())
