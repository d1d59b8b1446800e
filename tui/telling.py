"""What the screen says in words: head lines, where one is, whether the work is saved, which keys there are. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.articles.article import Article, RegionKind
from annotations.desk.bookmarks import Shown
from annotations.desk.desk import Desk, Reading
from annotations.desk.mentions import Mention
from annotations.entities.packed import Entities
from annotations.notes.note import Decision, Kind
from annotations.problem import Problem
from annotations.text.safe import visible_line
from tui.actions import Action, Pane, of
from tui.reader.sheet import Sheet

_SAID = {Decision.ACCEPTED: "accepted", Decision.ADDED: "added", Decision.REJECTED: "rejected"}


def library_words(library: str, found: int, count: int, shown: Shown, hidden: int = 0) -> str:
    """The library, how many of its articles are shown, and why these; `hidden` of them are folded into others."""
    number = f"{count:,}" if found == count else f"{found:,} of {count:,}"
    folded = f"{hidden:,} cop{'ies' if hidden != 1 else 'y'} folded" if hidden else ""
    query = f"/{shown.query}" if shown.query else ""
    parts = [library or "/", f"{number} article{'s' * (count != 1)}", folded, _order_words(shown), query]
    return visible_line(" · ".join(part for part in parts if part))


def _order_words(shown: Shown) -> str:
    if shown.order == "uncertain":
        return f"uncertain {'last' if shown.reverse else 'first'}"
    order = "" if shown.order == "name" else f"by {shown.order}"
    return f"{order or 'by name'}, reversed" if shown.reverse else order


def article_words(reading: Reading, entities: int | None) -> str:
    """Where an article comes from and what is in it; `entities` is None until they are known."""
    article: Article = reading.article
    published = article.published
    date = "" if published is None else f"{published:%a} {published.day} {published:%b %Y}"
    if published is not None and (published.hour or published.minute):
        date += f"{published:, %H:%M %Z}".rstrip()
    notes = sum(note.kind is Kind.NOTE for note in reading.notes)
    parts = [
        article.source,
        date,
        article.author,
        "" if entities is None else f"{entities} entit{'ies' if entities != 1 else 'y'}",
        f"{notes} note{'s' * (notes != 1)}" if notes else "",
        reading.state.state if reading.state.state != "new" else "",
    ]
    return visible_line(" · ".join(part for part in parts if part) or article.name)


def where_in_list(names: Sequence[str], index: int) -> str:
    """Which article the cursor is on."""
    return visible_line(f"{index + 1}/{len(names)}  {names[index]}") if names else "no articles"


def doubt_words(reading: Reading, actions: Sequence[Action]) -> str:
    """How many annotations are in doubt since the article changed, and the key that leads to them."""
    if not reading.unsettled:
        return ""
    keys = next((action.shown_keys.split() for action in actions if action.id == "reader.doubts"), [])
    return f"{reading.unsettled} in doubt: {keys[0]}" if keys else f"{reading.unsettled} in doubt"


def where_in_reader(sheet: Sheet, desk: Desk, remark: str = "", *, standing: str = "", doubt: str = "") -> str:
    """How far the reading is, what is in doubt and what under the cursor, and where it is among what was searched.

    Where nothing is under it the `remark` on the entities is made.
    """
    text, cursor = sheet.article.text, sheet.cursor
    share = f"{100 * cursor.offset // max(1, len(text) - 1)}%"
    selection = cursor.selection(text)
    if selection is not None:
        return f"{share}  selected {len(selection)} characters: 1…9 or L label, a note, o other end, esc drop"
    mention, note, rejected = sheet.mention_here(), sheet.note_here(), sheet.rejected_here()
    parts = [each for each in (share, doubt, standing) if each]
    if mention is not None:
        rivals = [rival for rival in sheet.mentions_here() if rival.span == mention.span and rival != mention]
        said = [f"{mention.label}  {mention.text}  {_said(mention, desk)}{_meant(mention, sheet, desk)}"]
        parts.append(", or ".join((*said, *(f"{rival.label} {_said(rival, desk)}" for rival in rivals))))
    elif rejected is not None:
        parts.append(f"{rejected.label}  {rejected.quote}  {_SAID[Decision.REJECTED]} by {rejected.author}")
    if note is not None:
        tags = " ".join(f"#{tag}" for tag in note.tags)
        parts.append(f"note by {note.author} {tags}".strip())
    elif mention is None and rejected is None and cursor.held is not None and not standing:
        parts.append(f"{text[cursor.held.start : cursor.held.end]}  nobody suggested it: 1…9 or L label")
    elif mention is None and rejected is None and remark:
        parts.append(remark)
    here = {each.id for each in (note, mention.note if mention else None) if each is not None}
    parts += [f"→ {each.relation.label} {each.target.quote}" for each in sheet.arrows if each.source.id in here]
    parts += [f"← {each.relation.label} {each.source.quote}" for each in sheet.arrows if each.target.id in here]
    if not here.isdisjoint(desk.store.unsaved_notes):
        parts.append("(not saved)")
    return visible_line("  ".join(parts))


def _said(mention: Mention, desk: Desk) -> str:
    """Who says that it is one, and how many of the engines agree."""
    engines = desk.recognising.engines
    if mention.decision:
        return f"{_SAID[mention.decision]} by {mention.source}"
    if len(engines) < 2:
        return f"suggested by {mention.source}"
    from annotations.entities.combined import agreement

    return f"suggested by {agreement(mention.source, engines)}"


def remark_on(suggestions: Entities | None) -> str:
    """What is to be said of the suggestions as a whole; None are those that are still to be found."""
    if suggestions is None:
        return "looking for entities…"
    return "; ".join(filter(None, (suggestions.limit, *map(str, suggestions.problems))))


def _meant(mention: Mention, sheet: Sheet, desk: Desk) -> str:
    """What a date or an amount means, and from what that was told."""
    from annotations.entities.meaning import meaning_of

    label, article = desk.scheme.built_in(mention.label), sheet.article
    found = meaning_of(label, article.text, mention.span, article.published, article.words_of(RegionKind.PLACE))
    return "" if found is None else f"  = {found.value} ({found.by})"


def saved_words(desk: Desk, *, saving: bool, saved: bool, failure: Problem | None) -> tuple[str, bool]:
    """Whether the work is on disk, and whether that is trouble."""
    unsaved = desk.store.unsaved
    if unsaved is not None:
        return visible_line(unsaved.what), True
    if failure is not None:
        return visible_line(f"NOT SAVED: {failure.what}"), True
    if desk.store.problem is not None:
        return visible_line(("read-only: " if desk.store.read_only else "notes file: ") + desk.store.problem.what), True
    if saving:
        return "saving…", False
    return ("✓ saved" if saved else ""), False


def hint_words(pane: Pane, actions: Sequence[Action]) -> str:
    """A few keys of a pane, for who does not know them yet."""
    hinted = (action for action in of(pane, Pane.ANYWHERE, among=actions) if action.hint and action.keys)
    return "  ".join(f"{action.shown_keys.split()[0]} {action.hint}" for action in hinted)
