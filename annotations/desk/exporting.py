"""A library's articles with their annotations, one after the other, as they go out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotations.articles.article import Article
from annotations.desk.desk import Desk
from annotations.desk.mentions import merge
from annotations.desk.sameness import verdicts
from annotations.entities.abbreviations import long_forms
from annotations.entities.groups import group
from annotations.entities.scheme import Scheme
from annotations.exchange.document import Document
from annotations.notes.note import Note
from annotations.problem import Problem
from annotations.text.natural import natural


def annotated(desk: Desk) -> list[str]:
    """The articles of which anything was said, in the order of the list; also those whose files are gone."""
    names = desk.store.articles() | set(desk.store.states())
    return sorted(filter(desk.library.has, names), key=natural)


def documents(desk: Desk, problems: list[Problem], *, named: bool = False) -> Iterator[Document]:
    """A document for each of them, one in memory at a time; articles that cannot be read are added to `problems`.

    Their annotations go out as they are stored, without a text. With `named`, entities that name the same thing have
    the same name.
    """
    for name in annotated(desk):
        state = desk.store.state(name)
        article = desk.library.read(name)
        if isinstance(article, Article):
            known = document(article, desk)
            yield replace(known, names=_names(known.notes, article.text, desk.scheme)) if named else known
        else:
            problems.append(article)
            yield Document(name, None, tuple(desk.store.notes(name)), state)


def document(article: Article, desk: Desk) -> Document:
    """An article that is at hand, with its annotations placed in its text."""
    return Document(
        article=article.name,
        text=article.text,
        notes=desk.lay_out(article).notes,
        state=desk.store.state(article.name),
        title=article.title,
        source=article.source,
        published=article.published.isoformat() if article.published else None,
        author=article.author,
    )


def _names(notes: Sequence[Note], text: str, scheme: Scheme) -> dict[str, str]:
    """The names of the things that entities name, by id, as the groups of the entity panel have them."""
    groups = group(merge([], notes), long_forms(text), verdicts(notes), scheme.built_in)
    names: dict[str, str] = {}
    for name, found in groups.items():
        label = found[0].label
        # A group says its label if there is another of that name; told apart by labels, each keeps the name.
        bare = name.removesuffix(f" ({label})")
        known = bare if bare in groups and groups[bare][0].label != label else name
        names |= {each.note.id: known for each in found if each.note}
    return names
