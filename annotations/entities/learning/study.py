"""Learning from lessons, and finding out on decisions held out whether it is of any use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.entities.entity import Entity, Recogniser
from annotations.entities.evaluation import Score
from annotations.entities.learning.experience import Experience
from annotations.entities.learning.lesson import Lesson, Studied, replayed, studied
from annotations.entities.learning.lines import Mark, Tags, marks, told
from annotations.entities.learning.second import SAME, Example, SecondModel, trained
from annotations.entities.lexicon import Decision, Lexicon
from annotations.text.cover import Cover

FEWEST = 10
"""Articles with decisions from which on a model is trained: of fewer it forgets more than it learns."""
_FOLDS = 3
"""Parts of the lessons that are held out in turn; of `_MANY` lessons or more, one half tells enough in less time."""
_MANY = 30
_OFTEN = 3
"""Times that a label must have been given otherwise than by the engine to be learned as such."""

Scores = dict[str, Score]
"""The score of each label, and of all under ""."""


ENGINE, LEXICON, LEARNED = "engine", "lexicon", "learned"
"""What is compared: the engine alone, with the lexicon, and with the model over both."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a study brought: the model, and the scores of what is compared on decisions that were held out."""

    model: bytes
    scores: dict[str, Scores]


def study(lessons: Sequence[Lesson], replay: Sequence[Lesson], engine: Recogniser, experience: Experience) -> Outcome:
    """Train a model on all lessons, and measure on a part of them, each in turn, one trained on the others.

    `experience` is what the user had when the decisions were made, `replay` are texts that nobody decided anything in.
    """
    lexicon = _lexicon(lessons)
    done = [studied(lesson, engine, experience, lexicon) for lesson in lessons]
    kept = [replayed(lesson, engine) for lesson in replay]
    counts = {name: Tally() for name in (ENGINE, LEXICON, LEARNED)}
    parts, turns = (_FOLDS, _FOLDS) if len(done) < _MANY else (2, 1)
    for turn in range(turns):
        held = done[turn::parts]
        others = [each for number, each in enumerate(done) if number % parts != turn]
        if held and others:
            for name, tally in _measured(held, others, kept):
                counts[name].add(tally)
    return Outcome(_model(done, kept), {name: tally.scores() for name, tally in counts.items()})


def _model(done: Sequence[Studied], kept: Sequence[Studied]) -> bytes:
    return trained(_examples(done, kept))


def _measured(
    held: Sequence[Studied], others: Sequence[Studied], kept: Sequence[Studied]
) -> Iterator[tuple[str, Tally]]:
    """What the engine, the lexicon and a model find in articles that the last two know nothing of."""
    lexicon = _lexicon([each.lesson for each in others])
    model = SecondModel(_model(others, kept))
    compared = {ENGINE: Experience(Lexicon()), LEXICON: Experience(lexicon), LEARNED: Experience(lexicon, model)}
    for name, experience in compared.items():
        tally = Tally()
        for each in held:
            found = experience.applied(each.lesson.text, each.first, each.lesson.skip)
            tally.count(each, found)
        yield name, tally


def _examples(done: Sequence[Studied], kept: Sequence[Studied]) -> Iterator[Example]:
    """Lines with the tags that are right.

    What the lexicon knows of an article only from that article itself is left out: it will not know that of others.
    """
    lexicon = _lexicon([each.lesson for each in done])
    own = _own_labels(done)
    nothing: Counter[Decision] = Counter()
    for number, each in enumerate([*done, *kept]):
        without = lexicon.decisions(str(number)) if number < len(done) else nothing
        said = list(lexicon.answers(each.lesson.text, without))
        answers, tags = Tags(marks(said)), Tags(_tagged(each, own))
        for line in each.lines:
            yield told(line, answers(line.pieces), said), tags(line.pieces).tags


def _lexicon(lessons: Sequence[Lesson]) -> Lexicon:
    lexicon = Lexicon()
    for number, lesson in enumerate(lessons):
        lexicon.put(str(number), lesson.decisions)
    return lexicon


def _own_labels(done: Sequence[Studied]) -> set[str]:
    """The labels that the user gave otherwise than the engine; fewer labels are learned from less, and faster."""
    own: Counter[str] = Counter()
    for each in done:
        first = {(entity.span.start, entity.span.end, entity.label) for entity in each.first}
        own.update(mark.label for mark in each.gold if mark not in first)
    return {label for label, count in own.items() if count >= _OFTEN}


def _tagged(each: Studied, own: set[str]) -> list[Mark]:
    return [mark if mark.label in own else mark._replace(label=SAME) for mark in each.gold]


class Tally:
    """Counts, by label, of what was found rightly, found wrongly and missed of what was decided."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def count(self, each: Studied, found: Sequence[Entity]) -> None:
        """Add one article: what overlaps no decision is wrong where the article is done and it was not seen there."""
        lesson = each.lesson
        given = {(span.start, span.end, label) for span, label in lesson.decided if label is not None}
        decided = Cover(span for span, _ in lesson.decided)
        gold = set(each.gold)
        for entity in found:
            key = (entity.span.start, entity.span.end, entity.label)
            if key in given:
                self.right[entity.label] += 1
            elif decided.touches(entity.span) or (lesson.whole and key not in gold):
                self.wrong[entity.label] += 1
        got = {(entity.span.start, entity.span.end, entity.label) for entity in found}
        self.missed.update(label for _, _, label in given - got)

    def add(self, other: Tally) -> None:
        """Add what another one counted."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    def scores(self) -> Scores:
        """The score of each label, and of all under ""."""
        labels = sorted({*self.right, *self.wrong, *self.missed})
        every = Score(self.right.total(), self.wrong.total(), self.missed.total())
        return {"": every, **{each: Score(self.right[each], self.wrong[each], self.missed[each]) for each in labels}}
