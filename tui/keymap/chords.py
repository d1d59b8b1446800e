"""Chords: what a key means after those that were pressed before it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.keymap.keys import Strokes

DROPPING = ("escape", "ctrl+g")
"""Keys that drop what is pending and do nothing else."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a key: the action that a chord ends in, or what is pending now; neither, and it may be `taken`."""

    taken: bool = True
    pending: Strokes = ()
    action: str | None = None


class Chords:
    """The chords of a pane and the ids of the actions that they mean. No chord is the beginning of another."""

    def __init__(self, meanings: Mapping[Strokes, str]) -> None:
        self._meanings = meanings
        self._beginnings = {chord[:length] for chord in meanings for length in range(1, len(chord))}

    def press(self, pending: Strokes, key: str) -> Pressed:
        """One more key. A key that does not go on from what is pending drops it, and counts as if pressed alone."""
        going_on = self._from((*pending, key))
        if going_on is not None:
            return going_on
        if pending and key in DROPPING:
            return Pressed()
        return self._from((key,)) or Pressed(taken=False)

    def _from(self, strokes: Strokes) -> Pressed | None:
        if strokes in self._meanings:
            return Pressed(action=self._meanings[strokes])
        return Pressed(pending=strokes) if strokes in self._beginnings else None
