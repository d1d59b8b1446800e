"""Settles who has a key: no key does two things in a pane, and none is the beginning of another's chord."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tui.actions import Action, Pane
from tui.keymap.keys import Strokes, ways


@dataclass(frozen=True, slots=True)
class Wish:
    """Keys that a user wants for an action, with the line of the file where each is written."""

    action: str
    keys: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two keys that cannot both be, and the line of the one that the user wrote, or wrote later."""

    what: str
    remedy: str
    line: int


@dataclass(frozen=True, slots=True)
class _Claim:
    """A key that an action has; `line` is None where nobody wrote it."""

    action: Action
    key: str
    line: int | None

    def meets(self, other: _Claim) -> bool:
        """Whether a key event could mean both; two names of one key for the same action do no harm."""
        if self.action is other.action and len(self.key.split()) == len(other.key.split()):
            return False
        if Pane.ANYWHERE not in (self.action.pane, other.action.pane) and self.action.pane != other.action.pane:
            return False
        return any(_begins(mine, yours) or _begins(yours, mine) for mine in ways(self.key) for yours in ways(other.key))


def settled(
    actions: Sequence[Action], usual: Mapping[str, tuple[str, ...]], wishes: Sequence[Wish]
) -> tuple[tuple[Action, ...], list[Clash]]:
    """The actions with their keys, and every clash.

    What the user wrote goes before what is usual, and what stands first in the file before what follows.
    """
    kept: dict[str, list[_Claim]] = {action.id: [] for action in actions}
    first: dict[str, list[_Claim]] = {}
    clashes: list[Clash] = []
    for claim in _claims(actions, usual, wishes):
        beginnings = {way[0] for way in ways(claim.key)}
        rivals = (rival for stroke in beginnings for rival in first.get(stroke, ()) if rival.meets(claim))
        rival = next(rivals, None)
        if rival is None:
            kept[claim.action.id].append(claim)
            for stroke in beginnings:
                first.setdefault(stroke, []).append(claim)
        else:
            clashes.append(_clash(rival, claim))
    return tuple(replace(action, keys=tuple(claim.key for claim in kept[action.id])) for action in actions), clashes


def _claims(
    actions: Sequence[Action], usual: Mapping[str, tuple[str, ...]], wishes: Sequence[Wish]
) -> Iterator[_Claim]:
    by_id = {action.id: action for action in actions}
    for wish in wishes:
        yield from (_Claim(by_id[wish.action], key, line) for key, line in wish.keys.items())
    wished = {wish.action for wish in wishes}
    for action in actions:
        if action.id not in wished:
            yield from (_Claim(action, key, None) for key in usual[action.id])


def _begins(short: Strokes, long: Strokes) -> bool:
    return long[: len(short)] == short


def _clash(first: _Claim, second: _Claim) -> Clash:
    short, long = sorted((first, second), key=lambda claim: len(claim.key.split()))
    if len(short.key.split()) < len(long.key.split()):
        what = f"{short.key!r} of {short.action.id} begins {long.key!r} of {long.action.id}"
    elif first.key == second.key:
        what = f"{first.key!r} is bound to {first.action.id} and to {second.action.id}"
    else:
        what = f"{first.key!r} of {first.action.id} and {second.key!r} of {second.action.id} are one key to a terminal"
    if second.line is None:
        remedy = f'bind another key, or give "{second.action.id}" other keys too'
    else:
        remedy = "remove one of the two"
    return Clash(what, remedy, second.line or first.line or 1)
