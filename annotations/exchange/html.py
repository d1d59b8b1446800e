"""One page of HTML for people: every article with its highlights and, in the margin beside them, what was said.

By tag or entity it is a list of quotes. The page needs nothing else, no network and no script, and reads on paper and
on a phone, in light and dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotations.entities.scheme import Scheme
from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.entries import Entry, Section, sections
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.margin import Margin
from annotations.exchange.page import foot, head, safe, safe_line, style_of
from annotations.exchange.running import begins_with, running
from annotations.exchange.saying import arrow, hint, said, tags
from annotations.notes.note import Kind

HOLDS = Holds(
    notes=True,
    bodies=True,
    tags=True,
    whole=True,
    relations=True,
    overlaps=True,
    states=True,
    authorship=True,
    decisions=True,
    unsure=True,
)


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:
    """One file, an article at a time; titles are remembered for the contents at the end."""
    yield "", head(f"Annotations by {options.by}", options.scheme).encode()
    titles: list[str] = []
    used: set[str] = set()
    for number, section in enumerate(sections(documents, HOLDS, losses, options), 1):
        titles.append(section.title)
        used.update(entry.note.label for entry in section.entries if entry.note.label)
        told = _article if section.document else _gathered
        yield "", "".join(told(section, f"s{number}", options.scheme)).encode()
    yield "", "".join(foot(titles, options.scheme, used)).encode()


def _article(section: Section, key: str, scheme: Scheme) -> Iterator[str]:
    document = section.document
    assert document is not None
    text, state = document.text or "", document.state
    margin = Margin(section.entries, key, scheme, readable=document.text is not None)
    titled = begins_with(text, section.title)
    yield f'<article class="article" id="{key}" aria-labelledby="{key}t">\n'
    told = [document.article, *([state.state, "flagged" if state.flag else ""] if state else [])]
    words = " · ".join(safe_line(each) for each in told if each)
    yield f'<p class="eyebrow">{words} {tags(state.tags if state else ())}</p>\n'
    if not titled:
        yield f'<h2 id="{key}t" dir="auto">{safe_line(section.title)}</h2>\n{margin.whole()}'
    if document.text is None:
        yield '<p class="eyebrow">The article cannot be read.</p>\n'
    else:
        yield f'<div class="text">{"".join(running(text, f"{key}t" if titled else None, margin))}</div>\n'
    if apart := margin.apart():
        yield f'<section class="apart">\n<h3>Without a sure place</h3>\n{apart}\n</section>\n'
    yield "</article>\n"


def _gathered(section: Section, key: str, scheme: Scheme) -> Iterator[str]:
    kind = f"{style_of(section.label, scheme)}" if section.label else ""
    label = f' <span class="label" data-label="{safe_line(section.label)}"></span>' if section.label else ""
    yield f'<section class="section {kind}" id="{key}" aria-labelledby="{key}t">\n'
    yield f'<h2 id="{key}t" dir="auto">{safe_line(section.title)}{label}</h2>\n'
    if section.articles:
        items = "".join(f"<li>{_place(name, title)}</li>" for name, title in section.articles)
        yield f'<ul class="tagged" aria-label="Articles">{items}</ul>\n'
    if section.entries:
        cards = "".join(_card(entry, scheme, alone=section.label is not None) for entry in section.entries)
        yield f'<ul class="cards">\n{cards}</ul>\n'
    yield "</section>\n"


def _card(entry: Entry, scheme: Scheme, *, alone: bool) -> str:
    """A quote with what was said of it; `alone` says that its section is of that entity."""
    note = entry.note
    kind = f"entity {style_of(note.label, scheme)}" if note.kind is Kind.ENTITY else "noted"
    quote = ""
    if note.quote:
        label = "" if alone or not note.label else f'<span class="label" data-label="{safe_line(note.label)}"></span>'
        words = f'<mark class="{kind}" title="{hint(note)}">{safe(note.quote)}{label}</mark>'
        quote = f'<blockquote dir="auto"><p>{safe(entry.before)}{words}{safe(entry.after)}</p></blockquote>'
    about = arrow(entry.relation) if entry.relation else "" if note.quote else "On the whole article"
    words = said(entry, (about,))
    place = f'<p class="place">{_place(entry.article, entry.title)}</p>'
    return f'<li class="card {kind}">{quote}<div class="said">{words}{place}</div></li>\n'


def _place(name: str, title: str) -> str:
    return f"<cite>{safe_line(title)}</cite> ({safe_line(name)})"
