"""A library's articles with their annotations, one after the other, as they go out."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.articles.article import Article
from annotations.articles.library import natural
from annotations.desk.desk import Desk
from annotations.exchange.document import Document
from annotations.problem import Problem


def annotated(desk: Desk) -> list[str]:
    """The articles of which anything was said, in the order of the list; also those whose files are gone."""
    names = desk.store.articles() | set(desk.store.states())
    only = desk.library.only
    return sorted((name for name in names if only is None or name in only), key=natural)


def documents(desk: Desk, problems: list[Problem]) -> Iterator[Document]:
    """A document for each of them, one in memory at a time; articles that cannot be read are added to `problems`.

    Their annotations go out as they are stored, without a text.
    """
    for name in annotated(desk):
        state = desk.store.state(name)
        article = desk.library.read(name)
        if isinstance(article, Article):
            yield document(article, desk)
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
