"""XML of news: feeds, NewsML-G2 and NITF, told by the root."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotations.articles.formats import feeds, newsml
from annotations.articles.formats.extract import Extract
from annotations.articles.formats.keys import each_once
from annotations.articles.formats.source import Source
from annotations.articles.formats.xml_tree import local, parsed

Told = tuple[str, Callable[[], Extract]]
"""A key that is wished for, empty for the file itself, and what makes the article."""


class Items:
    """The articles of a document; one of another kind of XML has none."""

    def __init__(self, items: list[Told]) -> None:
        keys = each_once(wish for wish, _ in items)
        self._items = dict(zip(keys, (made for _, made in items), strict=True))

    def keys(self) -> Iterator[str]:
        """The keys, in the order of the document."""
        return iter(self._items)

    def __contains__(self, key: str) -> bool:
        return key in self._items

    def get(self, key: str) -> Extract:
        """An article."""
        return self._items[key]()


def unfold(source: Source) -> Items:
    """The articles of a document. Raises Unreadable where it is damaged or hostile."""
    root = parsed(source.data())
    kinds = {
        "rss": feeds.rss,
        "RDF": feeds.rss,
        "feed": feeds.atom,
        "nitf": newsml.nitf,
        "newsItem": newsml.news_item,
        "newsMessage": newsml.news_message,
    }
    kind = kinds.get(local(root))
    return Items(list(kind(root)) if kind else [])
