"""The ends of names made plain: corpora differ in what belongs to a name there, so that a model is unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotations.entities.east_asian_names import surname_first
from annotations.entities.malay_titles import in_title
from annotations.entities.names import Name
from annotations.entities.tokens import Token, tokens
from annotations.entities.vocabulary import OCCUPATIONS, PORTFOLIOS, TITLES, words

_ARTICLES = words("the The THE a A an An")
_POSSESSIVE = frozenset(("'s", "’s", "'S", "’S"))
_LAST = frozenset([")", "]", "!", "?", "."])
_NO_NAME = re.compile(r"[\\$<>=|{}^~\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000effff]")
# What the minister is minister of, which is no name of itself: `Minister of Economy, Trade and Industry`.
_OFFICE = re.compile(r"(?:[Mm]inisters?|[Ss]ecretary) (?:of|for) (?:(?:the )?[A-Z]\w+(?:,| and|, and) )*\Z")
_BRACKETS = re.compile(r"[()\[\]]+")
_TITLES = TITLES | {title.lower() for title in TITLES} | OCCUPATIONS
_LINKED = ("al-", "el-", "ul-")
# An article that has its capital not from the start of a sentence: `in The Hague`, the album `A Beautiful Lie`.
_OWN_ARTICLE = re.compile(r"[a-z\d,;)] ([\"“‘']?)(?:The|A|An) \Z")
# The given name after a surname, or its small part, told from `Trump-led` by the surname before it: `Ban Ki-moon`.
_TAIL = re.compile(r"(?: [A-Z][a-z]+)?-[a-z]{1,5}(?![\w-])")
# The first half of a body's letters, told from `US-NATO talks` by not being a place's or a body's own: `ABS-CBN`.
_HALF = re.compile(r"(?<![\w-])(?!(?:US|USA|UK|EU|UN|UAE|NATO)-)[A-Z]{2,5}-\Z")
_CLOSING = re.compile(r"[.,!?]?[\"”’']")


def trimmed(text: str, name: Name) -> Name | None:
    """A name without titles, articles, possessives and stray marks at its ends; None where nothing is left.

    The `al-` of Arabic names, which a hyphen parts from the rest, is taken in, and so is an article that is written
    with a capital within a sentence.
    """
    pieces = list(tokens(text, name.start, name.end))
    while pieces and (
        _stray(pieces[0])
        or pieces[0].text in _ARTICLES
        or (name.label == "PER" and len(pieces) > 1 and _of_title(text, pieces[0]))
    ):
        del pieces[0]
    del pieces[_bracketed(pieces) :]
    while pieces and (pieces[-1].text in _POSSESSIVE or (_stray(pieces[-1]) and pieces[-1].text not in _LAST)):
        del pieces[-1]
    if all(piece.text in PORTFOLIOS for piece in pieces) and _OFFICE.search(text, max(name.start - 60, 0), name.start):
        return None
    if not pieces or any(_NO_NAME.search(piece.text) for piece in pieces):
        return None
    start = pieces[0].start
    if text[max(start - 3, 0) : start].lower() in _LINKED and not text[max(start - 4, 0) : start - 3].isalnum():
        start -= 3
    if name.label == "ORG" and pieces[0].text.isupper() and (half := _HALF.search(text, max(start - 7, 0), start)):
        start = half.start()
    end = pieces[-1].end
    if name.label == "PER" and (tail := _TAIL.match(text, end)) and surname_first(text[start : tail.end()].split()):
        end = tail.end()
    return Name(_with_article(text, name.label, start, end), end, name.label, name.score)


def _with_article(text: str, label: str, start: int, end: int) -> int:
    """Where a name starts, with the article that is a part of it."""
    own = None if label in ("PER", "NORP") else _OWN_ARTICLE.search(text, max(start - 8, 0), start)
    if own is None or (own[1] and not _CLOSING.match(text, end)):
        return start
    return own.end(1)


def _of_title(text: str, piece: Token) -> bool:
    return piece.text in _TITLES or in_title(text, piece.start, piece.end)


def _stray(piece: Token) -> bool:
    """Whether a token has neither letter nor digit: a mark of punctuation, or an emoji."""
    return not any(map(str.isalnum, piece.text))


def _bracketed(pieces: Sequence[Token]) -> int:
    """Where the name ends because of a bracket that nothing in it has opened, or that nothing closes."""
    opened: list[int] = []
    for at, piece in enumerate(pieces):
        if _BRACKETS.fullmatch(piece.text):
            if piece.text in ("(", "["):
                opened.append(at)
            elif piece.text in (")", "]") and opened:
                opened.pop()
            else:
                return at
    return opened[0] if opened else len(pieces)
