"""Whether what a sentence says of a day lies ahead of the article or behind it, told by the verbs beside the day."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from annotations.text.span import Span

_REACH = 160
"""Code points before and after a day in which its verb is looked for."""

_BACK = (
    "was were had has have did got went came took gave saw found became began ran led held kept left lost made met"
    " paid sent sold spent spoke stood struck taught thought told won wrote fell rose grew flew drew drove broke built"
    " bought brought caught chose fought sank shook shot shut sang sought stole swore threw wore sat slept beat hit ate"
    " hid froze wed done been died"
)
_AHEAD = (
    "will shall would must due scheduled slated expected planned upcoming plans hopes aims intends is are begins"
    " starts opens meets ends runs returns expires leaves votes takes comes arrives visits closes reopens continues"
    " faces hosts"
)
_SAYING = "said says told announced added reported"


class Tense(NamedTuple):
    """`ahead` is None where no verb tells; `sure` where the verb that tells belongs to the day, by where it stands."""

    ahead: bool | None
    sure: bool


def tense(text: str, span: Span) -> Tense:
    """What the verb nearest to a day tells: the last before it in its clause, else the first after it."""
    stop, verb, only_before, _ = _patterns()
    before, after = _around(text, span)
    clause = stop.split(before)[-1]
    for match in reversed(list(verb.finditer(clause))):
        rest = clause[match.end() :]
        if match["said"]:
            if only_before.fullmatch(rest):
                return Tense(False, True)
        else:
            return Tense(match["ahead"] is not None, rest.count(" ") <= 6)
    for match in verb.finditer(stop.split(after)[0]):
        if not match["said"]:
            return Tense(match["ahead"] is not None, match.start() < 40)
    return Tense(None, False)


def recurs(text: str, span: Span) -> bool:
    """Whether it is no one day that is meant, but each such (`every Friday`) or some such (`on a Friday`)."""
    before, after = _around(text, span)
    return bool(_patterns()[3].search(before)) or after[:2] in ("s ", "s.", "s,")


def _around(text: str, span: Span) -> tuple[str, str]:
    before = text[max(span.start - _REACH, 0) : span.start].replace("\n", " ")
    return before, text[span.end : span.end + _REACH].replace("\n", " ")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    ahead = (
        r"(?:will|shall|would|must|may|to)(?: \w+ly)? be(?: \w+ly)? [a-z]+"
        rf"|going to|has to|have to|had to|set (?:to|for)|['’]ll|{_either(_AHEAD)}"
    )
    back = rf"{_either(_BACK)}|[a-z]{{2,}}[^e\W]ed"
    return (
        re.compile(r"[.;:!?] |[“”\"]|, (?:and|but|while|which|who|where) | and (?=[a-z]+ed )|  "),
        re.compile(rf"(?<![\w-])(?:(?P<said>{_either(_SAYING)})|(?P<ahead>{ahead})|(?P<back>{back}))(?![\w-])"),
        re.compile(r" (?:(?:on|in|at|late|early|reporters|the court|parliament) ?)*", re.IGNORECASE),
        re.compile(r"\b(?:[Ee]very|[Ee]ach|[Oo]n an?|[Aa]ny|[Oo]ne) $"),
    )


def _either(words: str) -> str:
    return "|".join(words.split())
