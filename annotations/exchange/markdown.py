"""Markdown for people: for each article, tag or entity what was said, each time under the sentence that it is about.

One file (CommonMark) with YAML front matter. What a note says is Markdown of its own, in the item of its quote, so that
nothing in it reaches further.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent

import yaml

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.entries import Entry, Relation, Section, one_line, sections
from annotations.exchange.escaping import emphasised, escaped, markdown_of
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.notes.note import Kind

HOLDS = Holds(notes=True, bodies=True, tags=True, whole=True, relations=True, overlaps=True, states=True, unsure=True)


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:
    """One file, a section at a time."""
    yield "", (front_matter({"title": "Annotations", "by": options.by}) + "\n# Annotations\n").encode()
    for section in sections(documents, HOLDS, losses, options):
        blocks = _article(section) if section.document else _gathered(section)
        yield "", "".join(f"\n{block}\n" for block in blocks).encode()


def front_matter(fields: Mapping[str, object]) -> str:
    """YAML between two lines of hyphens; fields without a value are left out."""
    told = {name: value for name, value in fields.items() if value not in (None, "", [], False)}
    return f"---\n{yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)}---\n"


def item(entry: Entry, about: Iterable[str]) -> str:
    """An annotation as an item of a list: the sentence, what the annotation is, and what it says."""
    note = entry.note
    quote = "> " + emphasised(entry.before, note.quote, entry.after) if note.quote else ""
    told = " · ".join(part for part in (*about, entry.doubt) if part)
    blocks = "\n\n".join(filter(None, (quote, told, markdown_of(note.body))))
    return f"- {indent(blocks, '  ').lstrip(' ')}"


def kind_of(entry: Entry) -> str:
    """What an annotation is, where its sentence does not tell."""
    note = entry.note
    if entry.relation:
        return arrow(entry.relation)
    if note.kind is Kind.ENTITY:
        return f"**{escaped(note.label or '')}**"
    return "" if note.span else "*on the whole article*"


def arrow(relation: Relation, ends: tuple[str, str] | None = None) -> str:
    """A relation in a line; `ends` are the words at its ends as Markdown, if they are to be more than words."""
    source, target = ends or (escaped(relation.source), escaped(relation.target))
    return f"{source} → *{escaped(relation.note.label or '')}* → {target}"


def _article(section: Section) -> Iterator[str]:
    document = section.document
    assert document is not None
    yield f"## {escaped(section.title)}"
    yield " · ".join([*_said_of(document), *_tags(document.state.tags if document.state else ())])
    for entry in section.entries:
        if entry.says and entry.note.kind is not Kind.RELATION:
            yield item(entry, (kind_of(entry), *_tags(entry.note.tags)))
    counts: dict[str, Counter[str]] = {}
    for entry in section.entries:
        if entry.note.kind is Kind.ENTITY:
            counts.setdefault(entry.note.label or "", Counter())[one_line(entry.note.quote)] += 1
    if counts:
        yield "### Entities"
        yield "\n".join(f"- **{escaped(label)}** {_counted(names)}" for label, names in counts.items())
    relations = [entry for entry in section.entries if entry.note.kind is Kind.RELATION]
    if relations:
        yield "### Relations"
        yield "\n".join(item(entry, (kind_of(entry), *_tags(entry.note.tags))) for entry in relations)


def _gathered(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    if section.label:
        yield f"**{escaped(section.label)}** · {section.mentions:,} ×"
    if section.articles:
        yield "\n".join(f"- {_place(title, article)}" for article, title in section.articles)
    for entry in section.entries:
        kind = "" if section.label and not entry.relation else kind_of(entry)
        yield item(entry, (kind, *_tags(entry.note.tags), _place(entry.title, entry.article)))


def _place(title: str, article: str) -> str:
    return f"*{escaped(title)}* ({escaped(article)})"


def _tags(tags: Iterable[str]) -> Iterator[str]:
    return (f"#{escaped(tag)}" for tag in tags)


def _counted(names: Counter[str]) -> str:
    return " · ".join(f"{escaped(name)} ({count:,})" if count > 1 else escaped(name) for name, count in names.items())


def _said_of(document: Document) -> list[str]:
    """What is known of an article besides its title, and what the user decided about it but for tags."""
    state = document.state
    told = [document.article, document.source, document.author, document.published]
    told += [state.state, "flagged" if state.flag else ""] if state else []
    return [escaped(each) for each in told if each]
