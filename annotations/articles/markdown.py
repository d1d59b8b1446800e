"""Markdown: YAML front matter, a heading as the title, and what plain text has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotations.articles import plain
from annotations.articles.article import NOTHING_SAID, Metadata, Region, RegionKind
from annotations.text.span import Span

if TYPE_CHECKING:
    from yaml import MappingNode

LONGEST_FRONT_MATTER = 16 * 1024

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"\s*#[ \t]++(?P<title>[^\n]+)\n?")
_KINDS = {
    "title": RegionKind.TITLE,
    "author": RegionKind.AUTHOR,
    "authors": RegionKind.AUTHOR,
    "byline": RegionKind.AUTHOR,
    "source": RegionKind.SOURCE,
    "publisher": RegionKind.SOURCE,
    "date": RegionKind.PUBLISHED,
    "published": RegionKind.PUBLISHED,
    "updated": RegionKind.UPDATED,
    "editor": RegionKind.EDITOR,
}


def parsed(text: str) -> tuple[tuple[Region, ...], Metadata]:
    """Regions of a Markdown text, and what its front matter says beside. What is not YAML is read as text."""
    front = _FRONT.match(text, 0, LONGEST_FRONT_MATTER)
    root = _yaml(front["yaml"]) if front else None
    found = _front_matter(front, root) if front and root else []
    start = front.end() if front and found else 0
    heading = _HEADING.match(text, start)
    if heading and (title := heading["title"].rstrip().rstrip("#").rstrip()):
        found.append(Region(RegionKind.TITLE, Span(heading.start("title"), heading.start("title") + len(title))))
        start = heading.end()
    titled = any(region.kind is RegionKind.TITLE for region in found)
    rest = plain.regions(text, start, titled=titled)
    regions = tuple(sorted([*found, *rest], key=lambda region: (region.span.start, -region.span.end)))
    return regions, _said(root) if root else NOTHING_SAID


def _yaml(text: str) -> MappingNode | None:
    import yaml

    try:
        # Composed, not constructed: nodes know their offsets, and nothing that an alias repeats is built.
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return root if isinstance(root, yaml.MappingNode) else None


def _said(root: MappingNode) -> Metadata:
    """Language and address; and the authors where there are several, which are no one stretch of the text."""
    from yaml import ScalarNode, SequenceNode

    said = {key.value.lower(): value for key, value in root.value if isinstance(key, ScalarNode)}
    lists = (node.value for key in ("authors", "author") if isinstance(node := said.get(key), SequenceNode))
    authors = [" ".join(each.value.split()) for each in next(lists, ()) if isinstance(each, ScalarNode)]

    def first(*keys: str) -> str | None:
        words = (" ".join(said[key].value.split()) for key in keys if isinstance(said.get(key), ScalarNode))
        return next(filter(None, words), None)

    return Metadata(
        author=", ".join(authors) if len(authors) > 1 else None,
        language=first("lang", "language"),
        url=first("url", "link", "canonical", "permalink"),
    )


def _front_matter(front: re.Match[str], root: MappingNode) -> list[Region]:
    from yaml import ScalarNode, SequenceNode

    found = [Region(RegionKind.FRONT_MATTER, Span(front.start(), front.end()))]
    for key, value in root.value:
        kind = _KINDS.get(str(key.value).lower()) if isinstance(key, ScalarNode) else None
        node = value.value[0] if isinstance(value, SequenceNode) and value.value else value
        if kind is not None and isinstance(node, ScalarNode) and node.style in (None, "'", '"') and node.value:
            quotes = 1 if node.style else 0
            start = front.start("yaml") + node.start_mark.index + quotes
            end = front.start("yaml") + node.end_mark.index - quotes
            found.append(Region(kind, Span(start, end)))
    return found
