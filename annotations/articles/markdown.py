"""Regions of Markdown: YAML front matter, a heading as the title, and what plain text has."""

from __future__ import annotations

import re

from annotations.articles import plain
from annotations.articles.article import Region, RegionKind
from annotations.text.span import Span

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


def regions(text: str) -> tuple[Region, ...]:
    """Regions of a Markdown text. Front matter that is not YAML is read as text."""
    front = _FRONT.match(text, 0, LONGEST_FRONT_MATTER)
    found = _front_matter(front) if front else []
    start = front.end() if front and found else 0
    heading = _HEADING.match(text, start)
    if heading and (title := heading["title"].rstrip().rstrip("#").rstrip()):
        found.append(Region(RegionKind.TITLE, Span(heading.start("title"), heading.start("title") + len(title))))
        start = heading.end()
    titled = any(region.kind is RegionKind.TITLE for region in found)
    rest = plain.regions(text, start, titled=titled)
    return tuple(sorted([*found, *rest], key=lambda region: (region.span.start, -region.span.end)))


def _front_matter(front: re.Match[str]) -> list[Region]:
    import yaml

    try:
        # Composed, not constructed: nodes know their offsets, and nothing that an alias repeats is built.
        root = yaml.compose(front["yaml"], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    if not isinstance(root, yaml.MappingNode):
        return []
    found = [Region(RegionKind.FRONT_MATTER, Span(front.start(), front.end()))]
    for key, value in root.value:
        kind = _KINDS.get(str(key.value).lower()) if isinstance(key, yaml.ScalarNode) else None
        node = value.value[0] if isinstance(value, yaml.SequenceNode) and value.value else value
        if kind is not None and isinstance(node, yaml.ScalarNode) and node.style in (None, "'", '"') and node.value:
            quotes = 1 if node.style else 0
            start = front.start("yaml") + node.start_mark.index + quotes
            end = front.start("yaml") + node.end_mark.index - quotes
            found.append(Region(kind, Span(start, end)))
    return found
