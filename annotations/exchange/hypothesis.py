"""Hypothesis (https://h.readthedocs.io/en/latest/api-reference/v1/): annotations as the answer of its API to a search.

A body is the text of a row. An entity has the tags `label:ORG` and `decision:added` before its own. The address of an
article is its name in the library; positions count code points. Texts do not go in, nor do annotations without a place.
Ids are UUIDs, which Hypothesis writes in 22 characters. A bare list of rows is read, too.
"""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from urllib.parse import quote, unquote

from annotations.exchange.arrays import each_element
from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.fields import Fields
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.making import decision, entity, remark
from annotations.exchange.selectors import Place, address, place, placed, selectors
from annotations.notes.note import Kind, Note
from annotations.text.span import Span

HOLDS = Holds(
    notes=True,
    bodies=True,
    tags=True,
    whole=True,
    rejected=True,
    overlaps=True,
    authorship=True,
    decisions=True,
)
_LABEL, _DECISION = "label:", "decision:"
_AUTHORITY = "localhost"


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """One answer with all rows; a tag of a note that would read as the label of an entity is left out."""
    before, total = '{"rows": [\n', 0
    for document in documents:
        for note in HOLDS.kept(document, losses):
            row = json.dumps(_row(_unlabelled(note, losses), document), ensure_ascii=False)
            yield "", (before + row).encode("utf-8", "backslashreplace")
            before, total = ",\n", total + 1
    yield "", f'{before if not total else ""}\n], "total": {total}}}\n'.encode()


def read(file: Path) -> Iterator[Document]:
    """The rows on one address that follow each other are one document, without a text. Raises PostilError."""
    notes = ((_note(row), row.line) for row in each_element(file, "rows"))
    for article, group in groupby(notes, key=lambda each: each[0].article):
        several = list(group)
        yield Document(article, None, tuple(note for note, _ in several), line=several[0][1])


def _row(note: Note, document: Document) -> dict[str, object]:
    source = address(document.article)
    said = [_LABEL + note.label] if note.kind is Kind.ENTITY and note.label else []
    said += [_DECISION + note.decision] if note.decision else []
    return {
        "id": _short(note.id),
        "created": note.created,
        "updated": note.modified,
        "user": f"acct:{quote(note.author, safe='')}@{_AUTHORITY}",
        "user_info": {"display_name": note.author},
        "uri": source,
        "text": note.body,
        "tags": [*said, *note.tags],
        "document": {"title": [document.title]},
        "target": [{"source": source, **({"selector": chosen} if (chosen := selectors(note)) else {})}],
    }


def _unlabelled(note: Note, losses: Losses) -> Note:
    if note.kind is Kind.ENTITY or not any(tag.startswith(_LABEL) for tag in note.tags):
        return note
    tags = tuple(tag for tag in note.tags if not tag.startswith(_LABEL))
    losses.add("tag that reads as a label", len(note.tags) - len(tags))
    return replace(note, tags=tags)


def _note(row: Fields) -> Note:
    tags = row.texts("tags")
    label = next((tag for tag in tags if tag.startswith(_LABEL) and tag != _LABEL), "")
    body, key = row.text_or("text"), _long(row.text_or("id"))
    made = remark(key, "", None, body)
    if label:
        tags.remove(label)
        said = next((tag for tag in tags if tag.startswith(_DECISION)), "")
        told = decision(said.removeprefix(_DECISION) or "added")
        if told is None:
            raise row.fault("tags", "with a decision that is accepted, rejected or added")
        if said:
            tags.remove(said)
        made = entity(key, "", Span(0, 0), label.removeprefix(_LABEL), told, body=body)
    told_of = replace(
        made,
        author=row.inner("user_info").text_or("display_name") or _user(row.text_or("user")),
        created=row.text_or("created"),
        modified=row.text_or("updated"),
        tags=tuple(dict.fromkeys(tags)),
    )
    target = row.several("target")
    return placed(told_of, place(target[0]) if target else Place(unquote(row.text("uri"))))


def _user(account: str) -> str:
    return unquote(account.removeprefix("acct:").rpartition("@")[0] or account)


def _short(note_id: str) -> str:
    """A UUID as base64 for addresses; other ids as they are."""
    try:
        return base64.urlsafe_b64encode(uuid.UUID(note_id).bytes).rstrip(b"=").decode()
    except ValueError:
        return note_id


def _long(short: str) -> str:
    """The UUID that an id of 22 characters is; other ids as they are."""
    try:
        return str(uuid.UUID(bytes=base64.urlsafe_b64decode(f"{short}=="))) if len(short) == 22 else short
    except (ValueError, binascii.Error):
        return short
