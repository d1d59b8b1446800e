from __future__ import annotations

import re
from base64 import b64decode, b64encode

import pytest

from tui.clipboard import LONGEST, SCREEN_STRING, osc52

XTERM = {"TERM": "xterm-256color"}
TMUX = {"TERM": "screen-256color", "TMUX": "/tmp/tmux-1000/default,1,0"}
SCREEN = {"TERM": "xterm", "STY": "1234.pts-0.host"}


def payload(sequence: str | None) -> str:
    assert sequence is not None
    (encoded,) = re.findall(r"^\x1b\]52;c;([A-Za-z0-9+/=]*)\a$", sequence)
    return b64decode(encoded).decode()


@pytest.mark.parametrize("text", ["", "plain", "東京 👩‍👩‍👧", "\x1b[2J\a\x1b\\\x9c\n\x00"])
def test_a_text_arrives_as_it_is_and_nothing_of_it_is_outside_the_payload(text: str) -> None:
    assert payload(osc52(text, XTERM)) == text


@pytest.mark.parametrize("environment", [TMUX, {"TERM": "tmux-256color"}])
def test_tmux_is_told_both_wrapped_and_bare(environment: dict[str, str]) -> None:
    encoded = b64encode(b"words").decode()
    assert osc52("words", environment) == (f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\a\x1b\\" + f"\x1b]52;c;{encoded}\a")


@pytest.mark.parametrize("environment", [SCREEN, {"TERM": "screen.xterm-256color"}])
def test_screen_gets_strings_that_it_can_hold_and_puts_them_together(environment: dict[str, str]) -> None:
    text = "words and \x1b\\ more " * 200
    sequence = osc52(text, environment)
    assert sequence is not None
    strings = re.findall(r"\x1bP.*?\x1b\\", sequence, re.DOTALL)
    assert "".join(strings) == sequence
    assert max(map(len, strings)) == SCREEN_STRING
    assert payload("".join(string[2:-2] for string in strings)) == text


def test_what_is_too_long_or_would_not_be_understood_is_not_sent() -> None:
    longest = "x" * (LONGEST // 4 * 3)
    assert payload(osc52(longest, XTERM)) == longest
    assert osc52(longest + "xxx", XTERM) is None
    assert [osc52("x", {"TERM": term}) for term in ("dumb", "linux")] == [None, None]
    assert osc52("x", {}) is None


def test_a_lone_surrogate_does_not_stop_the_rest() -> None:
    assert payload(osc52("a\udcffb", XTERM)) == "a?b"
