"""Copies of one story, folded into one row of the list. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def groups(sketches: Sequence[tuple[str, bytes, bytes]]) -> dict[str, int]:
    """A number for each article that has a copy, the same for all copies of a story.

    Copies have the same text, or are so alike that they are one story: of each article there are its name, the hash of
    its text and its sketch.
    """
    # The list folds before it knows of any copy: start-up does not wait for what tells them.
    from annotations.search.likeness import pairs

    leaders = list(range(len(sketches)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    first: dict[bytes, int] = {}
    for number, (_, digest, _) in enumerate(sketches):
        leaders[number] = first.setdefault(digest, number)
    for one, other in pairs([likeness for _, _, likeness in sketches]):
        leaders[leader(other)] = leader(one)
    counts: dict[int, int] = {}
    for number in range(len(sketches)):
        counts[leader(number)] = counts.get(leader(number), 0) + 1
    return {name: leader(number) for number, (name, _, _) in enumerate(sketches) if counts[leader(number)] > 1}


def folded(
    names: Sequence[str], groups: Mapping[str, int], unfolded: Collection[int], current: str | None
) -> tuple[Sequence[str], dict[str, int]]:
    """Names without the copies of others before them, and how many each stands for where that is more than one.

    Groups that are `unfolded` stay as they are; the article that is `current` is never one that goes.
    """
    if not groups:
        return names, {}
    first: dict[int, int] = {}
    counts: dict[str, int] = {}
    kept: list[str] = []
    for name in names:
        group = groups.get(name)
        if group is None or group in unfolded:
            kept.append(name)
        elif group not in first:
            first[group] = len(kept)
            counts[name] = 1
            kept.append(name)
        else:
            shown = kept[first[group]]
            counts[shown] += 1
            if name == current:
                kept[first[group]] = name
                counts[name] = counts.pop(shown)
    return kept, {name: count for name, count in counts.items() if count > 1}
