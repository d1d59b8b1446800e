"""Web pages around known texts, in the shapes in which sites publish news; invented, so that the main text is known."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple

from annotations import sample
from annotations.articles.article import Article, RegionKind
from annotations.articles.library import Library

SHAPES = {
    "semantic": "<p>{}</p>",
    "wordpress": "<p>{}</p>",
    "microdata": '<div class="paragraph"><p>{}</p></div>',
    "tables": "{}<br><br>",
    "plain": "<p>{}</p>",
    "application": '<div class="css-1x0y"><p class="css-at9mc1">{}</p></div>',
    "longread": "<p>{}</p>",
}
"""How each of the pages in `shapes` puts a paragraph."""


class Sample(NamedTuple):
    """A page, its title, and its main text below that; `shape` says how it is made."""

    shape: str
    html: str
    title: str
    text: str


def samples() -> Iterator[Sample]:
    """Every text of the sample library in every shape."""
    library = Library(Path(str(sample.__file__)).parent / "library")
    for name in library.scan().names:
        article = library.read(name)
        if isinstance(article, Article):
            title = article.words_of(RegionKind.TITLE) or "A story without a title of its own"
            paragraphs = list(_paragraphs(article))
            for shape, put in SHAPES.items():
                yield Sample(shape, _page(shape, put, title, paragraphs), title, "\n\n".join(paragraphs))


def _paragraphs(article: Article) -> Iterator[str]:
    for region in article.regions:
        if region.kind is RegionKind.BODY:
            text = article.text[region.span.start : region.span.end]
            yield from (" ".join(each.split()) for each in text.split("\n\n"))


def _page(shape: str, put: str, title: str, paragraphs: list[str]) -> str:
    template = Template((Path(__file__).parent / "shapes" / f"{shape}.html").read_text(encoding="utf-8"))
    text = [put.format(escape(each)) for each in paragraphs]
    middle = len(text) // 2
    return template.substitute(title=escape(title), first="\n".join(text[:middle]), rest="\n".join(text[middle:]))
