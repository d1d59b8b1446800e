"""What a library has taught so far, and how it changes what an engine finds."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from annotations.entities.entity import Entity
from annotations.entities.learning.second import SecondModel
from annotations.entities.lexicon import Lexicon
from annotations.text.cover import Cover
from annotations.text.span import Span


class Experience:
    """The lexicon of decisions, and the second model where there is one.

    `fresh` are the forms that were decided of since the model was made; None where there is none.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        second: SecondModel | None = None,
        fresh: Collection[str] | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.second = second
        self.fresh = () if fresh is None and second is not None else fresh

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return not len(self.lexicon) and self.second is None

    @property
    def without_model(self) -> Experience:
        """The lexicon alone."""
        return Experience(self.lexicon)

    def applied(self, text: str, found: Sequence[Entity], skip: Sequence[Span] = ()) -> Sequence[Entity]:
        """What an engine found, sorted and apart, as the user would have it; nothing in what is to be skipped.

        The model weighs what the lexicon says; only what was decided since it was made counts without it, and at once.
        """
        if self.empty:
            return found
        corrected = found if self.second is None else self.second.corrected(text, found, self.lexicon)
        skipped = Cover(skip)
        return [each for each in self.lexicon.applied(text, corrected, self.fresh) if not skipped.touches(each.span)]

    def document(self) -> dict[str, object]:
        """All of it, as JSON for a process of its own."""
        decisions = [[words, label, count] for (words, label), count in self.lexicon.decisions().items()]
        second = None if self.second is None else base64.b64encode(self.second.data).decode()
        return {"decisions": decisions, "second": second, "fresh": None if self.fresh is None else list(self.fresh)}

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Experience:
        """What was made a `document` on this machine."""
        lexicon = Lexicon((words, label) for words, label, count in document["decisions"] for _ in range(count))
        second = document["second"] and SecondModel(base64.b64decode(document["second"]))
        fresh = document["fresh"]
        return cls(lexicon, second, None if fresh is None else frozenset(fresh))
