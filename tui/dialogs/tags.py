"""Tags as they are typed: words on one line, completed from the tags in use. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tui.dialogs.completing import Completion

_BETWEEN = ",# \t"


def tags_of(line: str) -> tuple[str, ...]:
    """The tags that stand on a line, each once; commas and `#` may stand between them."""
    return tuple(dict.fromkeys(line.replace(",", " ").replace("#", " ").split()))


def tag_completion(in_use: Sequence[str]) -> Completion:
    """Completes the word under the cursor from tags that are not on the line yet: first those that begin with it."""

    def complete(line: str, cursor: int) -> list[tuple[str, str]]:
        start = 1 + max(line.rfind(mark, 0, cursor) for mark in _BETWEEN)
        end = min((at for mark in _BETWEEN if (at := line.find(mark, cursor)) >= 0), default=len(line))
        word = line[start:cursor].casefold()
        others = {*tags_of(line[:start]), *tags_of(line[end:])}
        fitting = [tag for tag in in_use if tag not in others and word in tag.casefold()]
        fitting.sort(key=lambda tag: not tag.casefold().startswith(word))
        return [(f"{line[:start]}{tag} {line[end:].lstrip()}", tag) for tag in fitting]

    return complete
