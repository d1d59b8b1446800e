"""The terminal's clipboard: OSC 52, handed on through the multiplexer that the program may run in.

There is no answer to it, so nobody knows whether it worked; what was copied is kept in a file, too.
"""

from __future__ import annotations

from collections.abc import Mapping

LONGEST = 74_994
"""Bytes of base64 that one sequence may carry: what common terminals (hterm's rule of 100,000 in all) still take."""
SCREEN_STRING = 256
"""Bytes of a string that every GNU screen takes; since 4.2.1 it would be 768."""


def osc52(text: str, environment: Mapping[str, str]) -> str | None:
    """What to write to the terminal so that it copies a text; None where it would not be taken.

    That is where the text is too long, and on a terminal that knows no such sequence. Inside tmux it is said twice:
    wrapped, which tmux hands on with `allow-passthrough on`, and bare, which it takes for itself with
    `set-clipboard on`; either alone is refused by common settings.
    """
    from base64 import b64encode

    payload = b64encode(text.encode(errors="replace")).decode("ascii")
    term = environment.get("TERM", "")
    if len(payload) > LONGEST or term in ("", "dumb", "linux"):
        return None
    # Ended by BEL: the other end, ST, would end the wrapping as well.
    bare = f"\x1b]52;c;{payload}\a"
    if environment.get("TMUX") or term.startswith("tmux"):
        return _through_tmux(bare) + bare
    if environment.get("STY") or term.startswith("screen"):
        return _through_screen(bare)
    return bare


def _through_tmux(sequence: str) -> str:
    escaped = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{escaped}\x1b\\"


def _through_screen(sequence: str) -> str:
    """In as many strings as it takes; screen writes out what is in them one after the other."""
    size = SCREEN_STRING - len("\x1bP\x1b\\")
    return "".join(f"\x1bP{sequence[at : at + size]}\x1b\\" for at in range(0, len(sequence), size))
