"""The page that a report in HTML is: what stands before and after it, its colours, and what notes say as HTML.

No script, and nothing from elsewhere: the policy in its head forbids both. Text goes through `safe`; what a user wrote
is Markdown, of which headings, images and HTML are left as they were written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from annotations.entities.colour import fitted, mixed
from annotations.entities.scheme import Scheme
from annotations.text.safe import visible, visible_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LIGHT, DARK = "#fdfcf8", "#16181d"
"""The grounds, as in report.css."""
CONTRAST = 4.5
"""Of every text to its ground at least, as the Web Content Accessibility Guidelines ask for (1.4.3)."""
_WASH, _SHADOW = 0.2, 0.45
"""The shares of a label's colour in the ground of its words, and of black in its ink on a light ground."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def safe(words: str) -> str:
    """Words as text or as the value of an attribute in quotation marks."""
    return escape(visible(words))


def safe_line(words: str) -> str:
    """The same on one line."""
    return escape(visible_line(words))


def head(title: str, scheme: Scheme) -> str:
    """All before the first section."""
    style = files("annotations.exchange").joinpath("report.css").read_text("utf-8") + _colours(scheme)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{safe_line(title)}</title>
<style>
{style}</style>
</head>
<body>
<header class="top">
<h1>{safe_line(title)}</h1>
<label><input type="checkbox" id="labels" checked>Labels</label>
<a href="#contents">Contents</a>
</header>
<main>
"""


def foot(titles: Iterable[str], scheme: Scheme, used: Collection[str]) -> Iterator[str]:
    """All after the last section: titles of the sections, whose ids are `s1`, `s2` and so on, and the labels in use."""
    yield '</main>\n<nav class="contents" id="contents" aria-labelledby="contents-title">\n'
    yield '<h2 id="contents-title">Contents</h2>\n<ol>\n'
    for number, title in enumerate(titles, 1):
        yield f'<li><a href="#s{number}">{safe_line(title)}</a></li>\n'
    yield '</ol>\n</nav>\n<footer class="end">\n'
    told = [label for label in scheme.labels if label.name in used]
    if told:
        yield "<h2>Labels</h2>\n<ul>\n"
        for label in told:
            name, description = f"<b>{safe_line(label.name)}</b>", safe_line(label.description)
            yield f'<li class="{style_of(label.name, scheme)}">{name} {description}</li>\n'
        yield "</ul>\n"
    yield "</footer>\n</body>\n</html>\n"


def style_of(label: str | None, scheme: Scheme) -> str:
    """The class that has the colours of a label; `none` for one that the scheme does not have."""
    return next((f"l{number}" for number, each in enumerate(scheme.labels) if each.name == label), "none")


def inks(colour: str, ground: str) -> tuple[str, str]:
    """What a label is written in on a ground, and the ground of the words that have it: readable on each other."""
    wash = mixed(ground, colour, _WASH)
    own = mixed(colour, "#000000", _SHADOW) if ground == LIGHT else colour
    return fitted(fitted(own, wash, CONTRAST), ground, CONTRAST), wash


def body_of(body: str) -> str:
    """What a user wrote in Markdown, as HTML."""
    return str(_markdown().render(visible(body.replace("\r\n", "\n"))))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
    return reader.disable(["heading", "lheading", "image"])


def _colours(scheme: Scheme) -> str:
    """A rule for each label, on a light ground and on a dark one; paper is light."""
    light, dark = (
        [_rule(number, *inks(label.colour, ground)) for number, label in enumerate(scheme.labels)]
        for ground in (LIGHT, DARK)
    )
    return "\n".join([*light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}", ""])


def _rule(number: int, ink: str, wash: str) -> str:
    return f".l{number} {{ --ink: {ink}; --wash: {wash}; }}"
