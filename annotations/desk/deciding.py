"""What a user decides on entities, and how they relate. Each is one change of the store, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from annotations.articles.article import Article
from annotations.desk.annotating import Annotating
from annotations.desk.mentions import Mention, unrivalled
from annotations.desk.repeating import Deed, alike
from annotations.desk.sameness import Sameness
from annotations.entities.scheme import Scheme
from annotations.notes.change import Edit
from annotations.notes.note import ArticleState, Decision, Kind, Note
from annotations.notes.store import NoteStore
from annotations.problem import PostilError, Problem
from annotations.text.span import Span


class Deciding(Annotating):
    """Decides on entities in one author's name; what was decided last can be done again elsewhere."""

    def __init__(self, store: NoteStore, scheme: Scheme, author: str | None) -> None:
        super().__init__(store, author)
        self.scheme = scheme
        self._deed: Deed | None = None

    def label(
        self, article: Article, span: Span, label: str, body: str | None = None, tags: Sequence[str] | None = None
    ) -> Note:
        """Say that a span is an entity; a decision on the very same span is relabelled.

        Raises PostilError for a label that the scheme does not have.
        """
        if not self.scheme.label(label):
            known = ", ".join(each.name for each in self.scheme.labels)
            raise PostilError(Problem(label, "no label of the scheme", f"the labels are: {known}"))
        decided = self._decision_on(article, span)
        note = decided or self._draft.new(article, Kind.ENTITY, span)
        note = self._draft.touched(
            note,
            label=label,
            decision=Decision.ADDED,
            body=body,
            tags=None if tags is None else tuple(tags),
        )
        self._do(f"label {label}", Edit(decided, note), of=article)
        self._deed = Deed(note.quote, label, Decision.ADDED)
        return note

    def accept(self, article: Article, mention: Mention) -> None:
        """Say that a suggestion is right; one that is decided stays as it is."""
        if self._decision_on(article, mention.span) is None:
            self._do(f"accept {mention.label}", self._decide(article, mention, Decision.ACCEPTED), of=article)
        self._deed = Deed(mention.text, mention.label, Decision.ACCEPTED)

    def reject(self, article: Article, mention: Mention) -> None:
        """Say that a suggestion is wrong, or take away an entity that the user added."""
        decided = self._decision_on(article, mention.span)
        if decided is not None and decided.decision is Decision.ADDED:
            self._do("remove entity", *self._gone(decided))
            self._deed = Deed(decided.quote, decided.label or "", None)
            return
        if decided is None or decided.decision is not Decision.REJECTED:
            self._do(f"reject {mention.label}", self._decide(article, mention, Decision.REJECTED), of=article)
        self._deed = Deed(mention.text, mention.label, Decision.REJECTED)

    def repeat(self, article: Article, mentions: Sequence[Mention]) -> int:
        """Do the last decision again wherever the article has the like of it, as one change; says on how many places.

        No decision that stands is touched, but where the last was to take away what the user had added.
        """
        deed = self._deed
        if deed is None:
            return 0
        if deed.decision is None:
            notes = self.store.notes(article.name)
            edits = self._gone(*(note for note in notes if deed.added(note)))
        else:
            edits = [
                Edit(None, self._draft.new(article, Kind.ENTITY, span, label=deed.label, decision=deed.decision))
                for span in alike(deed, article.text, mentions, self.lay_out(article).notes)
            ]
        if edits:
            self._do(f"{deed.what} ×{len(edits)}", *edits, of=article)
        return len(edits)

    def accept_all(self, article: Article, mentions: Sequence[Mention]) -> int:
        """Accept every suggestion that is left, of rivals the likeliest, and mark the article done, as one change."""
        left = unrivalled(
            each for each in mentions if each.note is None and self._decision_on(article, each.span) is None
        )
        edits = [self._decide(article, mention, Decision.ACCEPTED) for mention in left]
        known = self.store.state(article.name)
        done = replace(known or ArticleState(article.name, ""), article_sha256=article.sha256, state="done")
        self._do("accept all", *edits, Edit(known, done), of=article)
        return len(edits)

    def decide_all(self, article: Article, mentions: Sequence[Mention], decision: Decision) -> int:
        """Accept or reject several mentions as one change; returns how many of them were decided otherwise before.

        To accept leaves alone what is decided already; to reject takes away what the user had added.
        """
        decided = {note.span: note for note in self.store.notes(article.name) if note.kind is Kind.ENTITY}
        edits = []
        gone: list[Note] = []
        for mention in mentions:
            note = decided.get(mention.span)
            if note is None:
                new = self._draft.new(article, Kind.ENTITY, mention.span, label=mention.label, decision=decision)
                edits.append(Edit(None, new))
            elif decision is Decision.REJECTED and note.decision is not decision:
                if note.decision is Decision.ADDED:
                    gone.append(note)
                else:
                    edits.append(Edit(note, self._draft.touched(note, decision=decision)))
        edits += self._gone(*gone)
        if edits:
            verb = "accept" if decision is Decision.ACCEPTED else "reject"
            self._do(f"{verb} {mentions[0].text} ×{len(edits)}", *edits, of=article)
        return len(edits)

    def merge(self, article: Article, group: Sequence[Mention], other: Sequence[Mention]) -> None:
        """Say that two groups of mentions are the same thing."""
        edits = self._sameness(article).merged(group, other)
        self._do(f"merge {group[0].text}", *edits)

    def part(self, article: Article, group: Sequence[Mention], offset: int) -> bool:
        """Say that the names in a group, else the mention at an offset and the rest, are not the same thing.

        What was merged is only unmerged. Returns whether there was anything to part.
        """
        edits = self._sameness(article).parted(group, offset)
        if edits:
            self._do(f"take {group[0].text} apart", *edits)
        return bool(edits)

    def respan(self, article: Article, mention: Mention, span: Span) -> None:
        """Move the ends of an entity; a suggestion becomes the user's own, and the old span is rejected."""
        if mention.note is not None:
            self.move(article, mention.note, span)
            return
        moved = self._draft.new(article, Kind.ENTITY, span, label=mention.label, decision=Decision.ADDED)
        self._do("move", self._decide(article, mention, Decision.REJECTED), Edit(None, moved), of=article)

    # Relations

    def relate(self, article: Article, source: Note | Mention, target: Note | Mention, label: str) -> Note:
        """Draw an arrow from one annotation of an article to another; suggestions at its ends are accepted by it."""
        edits: list[Edit] = []
        ends: list[Note] = []
        for end in (source, target):
            note = end if isinstance(end, Note) else self._decision_on(article, end.span)
            if isinstance(end, Mention) and (note is None or note.decision is Decision.REJECTED):
                edits.append(self._decide(article, end, Decision.ACCEPTED))
                note = cast(Note, edits[-1].after)
            ends.append(cast(Note, note))
        new = self._draft.new(article, Kind.RELATION, None, label=label)
        relation = replace(new, source=ends[0].id, target=ends[1].id)
        self._do(f"relate {label}", *edits, Edit(None, relation), of=article)
        return relation

    def _sameness(self, article: Article) -> Sameness:
        return Sameness(article, self.store.notes(article.name), self._draft, self.scheme.built_in)

    def _decide(self, article: Article, mention: Mention, decision: Decision) -> Edit:
        """What the store holds counts, not what was on the screen when the key was pressed."""
        decided = self._decision_on(article, mention.span)
        if decided is not None:
            return Edit(decided, self._draft.touched(decided, decision=decision))
        return Edit(None, self._draft.new(article, Kind.ENTITY, mention.span, label=mention.label, decision=decision))

    def _decision_on(self, article: Article, span: Span) -> Note | None:
        return next(
            (note for note in self.store.notes(article.name) if note.kind is Kind.ENTITY and note.span == span),
            None,
        )
