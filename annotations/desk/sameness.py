"""What the user says of mentions that are the same thing, or are not: relations between decisions on two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.articles.article import Article
from annotations.desk.drafting import Drafting
from annotations.desk.mentions import Mention
from annotations.desk.relating import NOT_SAME, SAME
from annotations.notes.change import Edit
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span

if TYPE_CHECKING:
    from annotations.entities.groups import Verdicts


def verdicts(notes: Iterable[Note]) -> Verdicts:
    """What the relations among an article's annotations say; those that point at what is not there say nothing."""
    # The vocabulary that tells names apart is loaded when it is asked for: start-up does not wait for it.
    from annotations.entities.groups import Verdicts

    known = list(notes)
    ends = {note.id: note.span for note in known if note.kind is Kind.ENTITY and note.decision is not Decision.REJECTED}
    pairs: dict[str, list[tuple[Span, Span]]] = {SAME: [], NOT_SAME: []}
    for note in known:
        if note.kind is Kind.RELATION and note.label in pairs:
            one, other = ends.get(note.source or ""), ends.get(note.target or "")
            if one is not None and other is not None:
                pairs[note.label].append((one, other))
    return Verdicts(pairs[SAME], pairs[NOT_SAME])


class Sameness:
    """The edits that merge two groups of an article, or take one apart.

    `notes` are the article's as they are stored, `built_in` is as for `groups.group`; a mention that nobody has decided
    is accepted when it is related.
    """

    def __init__(
        self, article: Article, notes: Sequence[Note], draft: Drafting, built_in: Callable[[str], str]
    ) -> None:
        self._article = article
        self._draft = draft
        self._built_in = built_in
        self._relations = [note for note in notes if note.kind is Kind.RELATION]
        self._decided = {note.span: note for note in notes if note.kind is Kind.ENTITY}
        self._edits: list[Edit] = []

    def merged(self, group: Sequence[Mention], other: Sequence[Mention]) -> list[Edit]:
        """Let both be one; where the user had parted them, that is forgotten, and else it is said."""
        between = list(self._between(NOT_SAME, group, other))
        if between:
            return [Edit(relation, None) for relation in between]
        self._relate(SAME, other, group)
        return self._edits

    def parted(self, group: Sequence[Mention], offset: int) -> list[Edit]:
        """Take a group apart: what the user had merged, else its names, else the mention at an offset from the rest.

        Empty where there is nothing to part.
        """
        between = list(self._between(SAME, group, group))
        if between:
            return [Edit(relation, None) for relation in between]
        from annotations.entities.same_names import key_of

        names: dict[tuple[str, str], list[Mention]] = {}
        for mention in group:
            names.setdefault(key_of(mention.text, self._built_in(mention.label)), []).append(mention)
        first, *others = sorted(names.values(), key=lambda mentions: -len(mentions[0].text))
        if not others:
            others = [[mention] for mention in first if mention.span.start <= offset < mention.span.end]
            first = [mention for mention in first if mention not in (others[0] if others else ())]
        for other in others if first else ():
            self._relate(NOT_SAME, other, first)
        return self._edits

    def _relate(self, label: str, source: Sequence[Mention], target: Sequence[Mention]) -> None:
        one, other = self._annotation(source), self._annotation(target)
        relation = self._draft.new(self._article, Kind.RELATION, None, label=label)
        self._edits.append(Edit(None, replace(relation, source=one.id, target=other.id)))

    def _annotation(self, mentions: Sequence[Mention]) -> Note:
        """The decision on one of some mentions; the first is accepted where there is none."""
        found = next((self._decided[each.span] for each in mentions if each.span in self._decided), None)
        if found is None:
            first = mentions[0]
            found = self._draft.new(
                self._article, Kind.ENTITY, first.span, label=first.label, decision=Decision.ACCEPTED
            )
            self._decided[first.span] = found
            self._edits.append(Edit(None, found))
        return found

    def _between(self, label: str, group: Sequence[Mention], other: Sequence[Mention]) -> Iterator[Note]:
        ids, others = self._ids(group), self._ids(other)
        for relation in self._relations:
            ends = (relation.source, relation.target)
            if relation.label == label and any(one in ids and two in others for one, two in (ends, ends[::-1])):
                yield relation

    def _ids(self, mentions: Sequence[Mention]) -> set[str | None]:
        return {self._decided[each.span].id for each in mentions if each.span in self._decided}
