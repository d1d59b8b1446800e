"""Which field of a record is the text, the title and so on: as the user says, else as such fields are mostly called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from annotations.articles.article import Metadata
from annotations.articles.formats.extract import Extract, Unreadable

USUAL: Mapping[str, Sequence[str]] = {
    what: tuple(names.split())
    for what, names in {
        "text": "text body content fulltext articlebody maintext article story plaintext document",
        "title": "title headline heading name subject",
        "author": "author authors byline creator writer",
        "source": "source publisher publication sitename site outlet agency newspaper domain",
        "published": "published datepublished publishedat pubdate publicationdate publishdate date created createdat "
        "time timestamp",
        "language": "language lang inlanguage",
        "url": "url link canonical address uri",
        "id": "id uuid guid articleid docid key slug",
    }.items()
}
"""What a field may be called, the best first, in small letters without what is between words."""


class Fields:
    """Picks out of records; a field that the user names is taken as it is called, or not at all."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self._said = said

    def extract(self, record: Mapping[str, object]) -> Extract:
        """What a record says. Raises Unreadable where it has no text."""
        found = {what: self._value(record, what) for what in USUAL}
        text = found["text"]
        if text is None:
            wanted = self._said.get("text")
            known = ", ".join(repr(str(name)) for name in list(record)[:6])
            what = f"no field {wanted!r}" if wanted else "no field that is the text"
            raise Unreadable(what, f"say which with text = … in postil.toml; there are {known}")
        meta = Metadata(found["source"], found["author"], found["language"], found["url"])
        return Extract(text, found["title"], meta, found["published"])

    def id(self, record: Mapping[str, object]) -> str | None:
        """What tells a record from all others, if it says so."""
        return self._value(record, "id")

    def _value(self, record: Mapping[str, object], what: str) -> str | None:
        if what in self._said:
            return _text(record.get(self._said[what]))
        plain = {_plain(name): name for name in reversed(list(record))}
        found = (_text(record[plain[usual]]) for usual in USUAL[what] if usual in plain)
        return next((text for text in found if text), None)


@lru_cache(maxsize=1_000)
def _plain(name: str) -> str:
    return "".join(character for character in name[:40].casefold() if character.isalnum())


def _text(value: object) -> str | None:
    """A value as text: of a list its parts, of an object its name; a number of seconds stays a number."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value[:20]))) or None
    if isinstance(value, dict):
        return _text(value.get("name")) or _text(value.get("@value"))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
