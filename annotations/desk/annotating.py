"""What a user says of what an article holds: notes, and decisions on entities. Each is one change of the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from annotations.articles.article import Article
from annotations.desk.drafting import Drafting
from annotations.desk.mentions import Mention, unrivalled
from annotations.desk.relating import hanging_on
from annotations.desk.repeating import Deed, alike
from annotations.desk.sameness import Sameness
from annotations.entities.scheme import Scheme
from annotations.notes.change import Change, Edit
from annotations.notes.history import History
from annotations.notes.note import ArticleState, Decision, Kind, Note, Status
from annotations.notes.placing import Placing
from annotations.notes.store import NoteStore
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

if TYPE_CHECKING:
    from annotations.desk.doubting import Doubting


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it lies on the desk: its text, and the annotations placed in it.

    `unsettled` is how many of them are in doubt, without those whose place was given up.
    """

    article: Article
    notes: tuple[Note, ...]
    state: ArticleState
    unsettled: int = 0


class Annotating:
    """Annotates articles in one author's name, and remembers how to take it back."""

    def __init__(self, store: NoteStore, scheme: Scheme, author: str | None) -> None:
        self.store = store
        self.scheme = scheme
        self.history = History(store)
        self.placing = Placing(store)
        self.remains: Callable[[Note], Note | None] = lambda _: None
        """What stays of an annotation that is taken away: nothing, unless who takes it away is a referee."""
        self._draft = Drafting(author)
        self._deed: Deed | None = None
        self._kept: Article | None = None

    @cached_property
    def doubting(self) -> Doubting:
        """What is in doubt, and its settling."""
        from annotations.desk.doubting import Doubting

        return Doubting(self.store, self.placing, self._draft, self._do)

    @property
    def author(self) -> str:
        """In whose name annotations are made."""
        return self._draft.author

    def lay_out(self, article: Article) -> Reading:
        """The annotations of an article that is at hand."""
        notes = self.store.notes(article.name)
        sha256 = article.sha256 if notes else ""
        placed = self.placing.place(notes, article.text, sha256)
        unsettled = sum(
            now.status is not Status.ANCHORED and was.status is not Status.ORPHANED
            for was, now in zip(notes, placed, strict=True)
        )
        return Reading(article, placed, self.state(article.name), unsettled)

    def state(self, name: str) -> ArticleState:
        """What the user decided about an article."""
        return self.store.state(name) or ArticleState(name, "")

    # Notes

    def add_note(self, article: Article, span: Span | None, body: str = "", tags: Sequence[str] = ()) -> Note:
        """Attach a note to a span, or with None to the whole article; durable on return."""
        note = self._draft.new(article, Kind.NOTE, span, body=body, tags=tuple(tags))
        self._do("note", Edit(None, note), of=article)
        return note

    def edit_note(self, note: Note, body: str, tags: Sequence[str]) -> Note:
        """Give a note, as it was when the writing began, other words and tags."""
        edited = self._draft.touched(note, body=body, tags=tuple(tags))
        stored = self.store.get(note.id, note.article)
        theirs = stored is not None and _said(stored) != _said(note) and not self.store.made_here(stored)
        self._do("edit note", Edit(note if theirs else stored, edited))
        return edited

    def remove(self, note: Note) -> None:
        """Take an annotation away, and the relations that hang on it."""
        self._do(f"remove {note.kind}", *self._gone(self.store.get(note.id, note.article) or note))

    def move(self, article: Article, note: Note, span: Span) -> Note:
        """Give an annotation another span of its article."""
        moved = self._draft.placed(article, note, span)
        self._replace("move", note, moved, of=article)
        return moved

    # Entities

    def label(
        self, article: Article, span: Span, label: str, body: str | None = None, tags: Sequence[str] | None = None
    ) -> Note:
        """Say that a span is an entity; a decision on the very same span is relabelled."""
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

    def _sameness(self, article: Article) -> Sameness:
        return Sameness(article, self.store.notes(article.name), self._draft, self.scheme.built_in)

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

    def _gone(self, *notes: Note) -> list[Edit]:
        """What takes annotations of one article away, with the relations that hang on them."""
        if not notes:
            return []
        hanging = hanging_on(notes, self.store.notes(notes[0].article))
        gone = (*hanging, *(note for note in notes if note not in hanging))
        return [Edit(note, self.remains(note)) for note in gone]

    def _replace(self, what: str, note: Note, after: Note | None, of: Article | None = None) -> None:
        """An edit of a note that may have been placed again since it was stored."""
        self._do(what, Edit(self.store.get(note.id, note.article), after), of=of)

    def _do(self, what: str, *edits: Edit, of: Article | None = None) -> None:
        """Make a change; when it is saved, the text `of` the article that it places something in is kept."""
        self.history.do(Change(what, edits))
        if of is not None and of is not self._kept:
            self._kept = of
            self.placing.keep(of.text, of.sha256)


def _said(note: Note) -> tuple[object, ...]:
    """What people say in an annotation, wherever it stands."""
    return note.body, note.tags, note.label, note.decision, note.author, note.modified
