"""What is in the bytes of a spaCy DocBin, told without making objects of spaCy's, so that no file can break them.

The message is MessagePack, compressed. Its maps stay maps: none becomes an array, and nothing is ever unpickled.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from spacy.attrs import IDS
from spacy.strings import get_string_id
from srsly.msgpack import unpackb

LONGEST = 512 * 1024 * 1024
"""Bytes of a message when it is no longer compressed; more would fill the memory."""

_SPAN = struct.Struct(">QQQllll")
_INSIDE, _BEGINS = 1, 3
"""Values of ENT_IOB."""
Labelled = tuple[int, int, str]
"""The first token of a span, the one after its last, and its label."""


class Unreadable(ValueError):
    """Bytes that are no DocBin."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One Doc: its words, whether a blank follows each, entities, groups of spans, and the user's data."""

    words: list[str]
    spaces: list[bool]
    ents: list[Labelled]
    groups: dict[str, list[Labelled]]
    user_data: Mapping[object, object]


def unpacked(data: bytes) -> Iterator[Packed]:
    """The Docs of a DocBin. Raises `Unreadable`."""
    try:
        yield from _docs(_message(_inflated(data)))
    except Unreadable:
        raise
    except (LookupError, TypeError, AttributeError, ValueError, struct.error) as error:
        raise Unreadable(f"a part is not what spaCy writes: {error}") from error


def _inflated(data: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        message = stream.decompress(data, LONGEST)
    except zlib.error as error:
        raise Unreadable("not compressed as a DocBin is, or damaged") from error
    if stream.unconsumed_tail:
        raise Unreadable(f"more than {LONGEST >> 20} MiB when it is no longer compressed")
    if not stream.eof:
        raise Unreadable("breaks off")
    return message


def _message(data: bytes) -> dict[object, object]:
    try:
        # With this hook, msgpack's maps are dicts and nothing else; without it, srsly makes arrays of some.
        found = unpackb(data, raw=False, object_pairs_hook=dict, strict_map_key=False)
    except Exception as error:
        # Its exceptions have no ancestor in common but this one.
        raise Unreadable(f"no MessagePack: {error}") from error
    if not isinstance(found, dict):
        raise Unreadable("no map of tokens, spans and strings")
    return found


def _docs(message: Mapping[object, object]) -> Iterator[Packed]:
    attributes = cast(list[int], message["attrs"])
    orth, kind, inside = (attributes.index(IDS[name]) for name in ("ORTH", "ENT_TYPE", "ENT_IOB"))
    names = {get_string_id(each): each for each in cast(list[str], message["strings"])} | {0: ""}
    width = len(attributes)
    tokens = memoryview(cast(bytes, message["tokens"])).cast("Q")
    spaces = cast(bytes, message["spaces"])
    at = 0
    for number, length in enumerate(memoryview(cast(bytes, message["lengths"])).cast("i")):
        if length < 0 or at + length > len(spaces) or (at + length) * width > len(tokens):
            raise Unreadable("has more tokens than it brings")
        rows = [tokens[row * width : (row + 1) * width] for row in range(at, at + length)]
        yield Packed(
            words=[names[row[orth]] for row in rows],
            spaces=[bool(each) for each in spaces[at : at + length]],
            ents=_ents([(row[inside], names[row[kind]]) for row in rows]),
            groups=_groups(_one(message, "span_groups", number), names, length),
            user_data=_message(data) if (data := _one(message, "user_data", number)) else {},
        )
        at += length


def _one(message: Mapping[object, object], name: str, number: int) -> bytes:
    several = cast(list[bytes], message.get(name) or [])
    return (several[number] or b"") if number < len(several) else b""


def _ents(tags: list[tuple[int, str]]) -> list[Labelled]:
    found: list[Labelled] = []
    for at, (inside, label) in enumerate(tags):
        if inside == _BEGINS:
            found.append((at, at + 1, label))
        elif inside == _INSIDE and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1, found[-1][2])
    return found


def _groups(data: bytes, names: Mapping[int, str], length: int) -> dict[str, list[Labelled]]:
    """The groups by their keys. Where a file has them as a list, as old ones do, their names are the keys."""
    groups: dict[str, list[Labelled]] = {}
    if not data or data == b"\x90":
        return groups
    found = unpackb(data, raw=False, object_pairs_hook=dict, strict_map_key=False)
    for group, keys in found.items() if isinstance(found, dict) else ((each, None) for each in found):
        told = _message(group)
        spans = [_SPAN.unpack(each) for each in cast(list[bytes], told["spans"])]
        labelled = [(first, after, names.get(label, "")) for _, _, label, first, after, _, _ in spans]
        if not all(0 <= first < after <= length for first, after, _ in labelled):
            raise Unreadable("has a span that is not in its text")
        groups |= dict.fromkeys(keys or [str(told["name"])], labelled)
    return groups
