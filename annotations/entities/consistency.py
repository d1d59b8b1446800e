"""The whole article counts: what a name is called in one place says what it is in another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from annotations.entities.capitals import Capitals
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.names import Name
from annotations.entities.vocabulary import CALENDAR

_SURE = 0.8
_UNSURE = 0.5
_SHORT = 3
"""Letters of a word that may be another one in capitals: `US`, `WHO`, `IT`."""

_MOST = 50
"""Names with the same first word that are looked for, so that the work stays linear."""


def agreed(text: str, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The names, those of one form with the label that outweighs the others; a surname after a full name is as that."""
    weights: defaultdict[str, Counter[str]] = defaultdict(Counter)
    surnames: Counter[str] = Counter()
    forms = [_form(text, name) for name in names]
    for form, name in zip(forms, names, strict=True):
        weights[form][name.label] += name.score  # type: ignore[assignment]
        if name.label == "PERSON" and " " in form:
            surnames[form.rpartition(" ")[2]] += name.score  # type: ignore[assignment]
    result = []
    for form, name in zip(forms, names, strict=True):
        label, weight = weights[form].most_common(1)[0]
        others = weights[form].total() - weight
        if (
            name.label not in ("PERSON", "NORP")
            and 2 * surnames[form] >= weight
            and not gazetteer.kind(text[name.start : name.end])
        ):
            label = "PERSON" if form in surnames else label
        elif weight <= others:
            label = name.label
        result.append(name if name.label == label else name._replace(label=label))
    return result


def spread(capitals: Capitals, names: Sequence[Name]) -> Iterator[Name]:
    """Other mentions of the names that are sure, and of the surnames of people; none within a name."""
    text = capitals.text
    taken = bytearray(len(text))
    by_first: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name in names:
        taken[name.start : name.end] = b"\x01" * (name.end - name.start)
        if name.score < _SURE:
            continue
        form = text[name.start : name.end]
        known = [form, form.rpartition(" ")[2]] if name.label == "PERSON" and " " in form else [form]
        for each in known:
            first = by_first[each.partition(" ")[0].partition("-")[0]]
            if each.lower() not in capitals.lower and len(each) > 1 and len(first) < _MOST:
                first.setdefault(each, name.label)
    for index, word in enumerate(capitals.words):
        if taken[word.start]:
            continue
        loud = word.text not in by_first and word.weak and word.text.isupper() and len(word.text) > _SHORT
        forms = by_first.get(word.text.title() if loud else word.text, {})
        for form in sorted(forms, key=len, reverse=True):
            end = word.start + len(form)
            if (
                text.startswith(form.upper() if loud else form, word.start)
                and _free(text, taken, word.start, end)
                and not _goes_on(capitals, index, end)
            ):
                yield Name(word.start, end, forms[form], _UNSURE)
                taken[word.start : end] = b"\x01" * len(form)
                break


def _goes_on(capitals: Capitals, index: int, end: int) -> bool:
    """Whether a word is but the beginning of another name: `Space` of `Space Shuttle`."""
    if capitals.words[index].end != end or capitals.gap(index) != " ":
        return False
    following = capitals.words[index + 1]
    return not following.weak and following.text not in CALENDAR


def _free(text: str, taken: bytearray, start: int, end: int) -> bool:
    """Whether a place is a word of its own, no part of a name or of a longer one: `Acme` of `Acme-Zorblat`."""
    if taken.find(1, start, end) >= 0 or text[max(start - 1, 0) : start] in ("-", "'"):
        return False
    following = text[end : end + 2]
    return not (following[:1].isalnum() or following[:1] == "_" or (following[:1] == "-" and following[1:].isupper()))


def _form(text: str, name: Name) -> str:
    return " ".join(text[name.start : name.end].split()).casefold()
