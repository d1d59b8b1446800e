"""What is safe to show: article text as a terminal may get it.

Everything that a terminal could obey, or that reorders what stands beside it, is put as one visible symbol, so that
offsets stay. The weak direction marks (U+200E, U+200F, U+061C) stay: they order only themselves and right-to-left
prose needs them. So do the joiners U+200C and U+200D.
"""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"
_BRIEF = 60
"""Code points of a quotation in a message."""
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u2028\u2029\u202a-\u202e\u2066-\u206f"  # line separators, bidi embeddings, overrides, isolates, deprecated
    "\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"  # interlinear marks, lone surrogates, noncharacters
    "\U000e0000-\U000e007f"  # tags: invisible text
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def visible(text: str) -> str:
    """The text with each harmful character replaced by one symbol; line ends and tabs stay."""
    return _HARMFUL.sub(_symbol, text)


def visible_line(text: str) -> str:
    """The same for what must stay on one line, such as titles and file names: line ends and tabs become spaces."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def brief(words: str) -> str:
    """A quotation for a message: on one line, in quotation marks, and of long ones the beginning."""
    line = visible_line(words)
    return f"“{line if len(line) <= _BRIEF else line[:_BRIEF] + '…'}”"


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else _REPLACEMENT
