"""Names of an Obsidian vault: files that every system can hold, links to them, and tags."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from annotations.exchange.escaping import escaped
from annotations.text.graphemes import snap
from annotations.text.safe import visible_line

_LONGEST = 200
"""Bytes of a part of a path; file systems take 255, with `.md` and a number."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]]')
"""What a file of Windows cannot be called, or Obsidian could not link to."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class Vault:
    """Gives each page a path of its own, without `.md`, also where letters are told apart by neither case nor form."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def path(self, *parts: str) -> str:
        """A free path for a page in folders; it begins as asked for, and ends in a number if others have that name."""
        wanted = "/".join(_plain(part) for part in parts)
        path, number = wanted, 1
        while (known := unicodedata.normalize("NFKC", path).casefold()) in self._taken:
            number += 1
            path = f"{wanted} {number}"
        self._taken.add(known)
        return path


def link(path: str, words: str, block: str = "") -> str:
    """A link to a page, or to a block of it, shown as some words; of a kind that these words cannot end."""
    place = f"#^{block}" if block else ""
    if escaped(path) == path and escaped(words) == words:
        return f"[[{path}{place}]]" if path == words and not place else f"[[{path}{place}|{words}]]"
    return f"[{escaped(words)}]({quote(path)}.md{place})"


def tag_of(name: str) -> str:
    """A tag as Obsidian has it: letters, digits, hyphens, underscores and slashes, and not digits alone; no `#`."""
    plain = "".join(character if _of_tag(character) else "-" for character in unicodedata.normalize("NFC", name))
    plain = re.sub("-{2,}", "-", plain).strip("-/") or "_"
    return f"_{plain}" if plain.isdigit() else plain


def _plain(part: str) -> str:
    """One part of a path."""
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", visible_line(part)))
    name = " ".join(name.split())
    room = len(name.encode()[:_LONGEST].decode("utf-8", "ignore"))
    if room < len(name):
        name = name[: snap(name, room, room).start]
    name = name.strip(" .") or "_"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _of_tag(character: str) -> bool:
    return character in "-_/" or unicodedata.category(character)[0] in "LNM" or character > "\U0001f000"
