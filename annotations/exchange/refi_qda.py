"""REFI-QDA projects (.qdpx, https://www.qdasoftware.org, 1.5), which programs for qualitative analysis exchange.

A zip file of `project.qde` (XML) and the texts, in `sources/`. Labels are codes; tags are codes below the one called
`Tags`. An annotation is a selection of a text, its body the selection's description; offsets count code points. Notes
on a whole article are notes that the text refers to. A relation is a link, which refers to a note with what is said of
it. Ids are GUIDs; of ids that are no UUIDs, new ones are made. The texts go out one at a time, the XML after them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.refi_qda_reading import TAGS, guid, read
from annotations.exchange.xml import element, escaped, fitting
from annotations.notes.note import Kind, Note

__all__ = ["HOLDS", "read", "write"]

HOLDS = Holds(notes=True, bodies=True, tags=True, whole=True, relations=True, overlaps=True, authorship=True)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PROJECT = {"xmlns": "urn:QDA-XML:project:1.0", "name": "postil", "origin": "postil"}
_AT_ONCE = 1 << 18


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """One zip file; texts as they come, what is said of them is kept in temporary files until the end."""
    sink = _Sink()
    with TemporaryFile() as sources, TemporaryFile() as notes, TemporaryFile() as links:
        project = _Project(losses, {"Sources": sources, "Notes": notes, "Links": links})
        with zipfile.ZipFile(sink, "w") as archive:
            for document in documents:
                kept = HOLDS.kept(document, losses)
                if document.text is not None:
                    name = project.add(document, kept)
                    archive.writestr(_member(f"sources/{name}.txt"), document.text.encode("utf-8", "backslashreplace"))
                    yield "", sink.taken()
            with archive.open(_member("project.qde"), "w", force_zip64=project.size > zipfile.ZIP64_LIMIT) as stream:
                for data in project.xml():
                    stream.write(data)
                    yield "", sink.taken()
        yield "", sink.taken()


def _member(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


class _Sink:
    """Where the zip file is written to: bytes that wait to be taken."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing, since what was written is there."""

    def close(self) -> None:
        """Nothing, since it is no file."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data, self._waiting = bytes(self._waiting), bytearray()
        return data


class _Project:
    """What `project.qde` says: users and codes are known at the end, and stand before the rest."""

    def __init__(self, losses: Losses, parts: Mapping[str, IO[bytes]]) -> None:
        self._losses = losses
        self._users: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._parts = parts

    @property
    def size(self) -> int:
        """Bytes of the parts, about as many as of the whole."""
        return sum(part.tell() for part in self._parts.values())

    def add(self, document: Document, notes: list[Note]) -> str:
        """Take in an article, whose text becomes the file that is returned."""
        name = guid(f"article {document.article}")
        told = {"guid": name, "name": self._fit(document.article), "plainTextPath": f"internal://{name}.txt"}
        selections = [self._selection(note) for note in notes if note.span is not None]
        whole = [note for note in notes if note.kind is Kind.NOTE and note.span is None]
        for note in whole:
            self._note(note, note.id, "")
        source = element("TextSource", told, [*selections, *(_reference("NoteRef", guid(note.id)) for note in whole)])
        self._put("Sources", source)
        for note in notes:
            if note.kind is Kind.RELATION:
                self._link(note)
        return name

    def xml(self) -> Iterator[bytes]:
        """All of it, in pieces."""
        yield (_HEAD + element("Project", _PROJECT).removesuffix("/>") + ">\n").encode()
        users = [element("User", {"guid": key, "name": name}) for name, key in self._users.items()]
        yield element("Users", {}, users).encode() if users else b""
        codes = [_code(key, name) for name, key in self._labels.items()]
        tags = [_code(key, name) for name, key in self._tags.items()]
        codes += [element("Code", {"guid": TAGS, "name": "Tags", "isCodable": "false"}, tags)] if tags else []
        yield element("CodeBook", {}, [element("Codes", {}, codes)]).encode() if codes else b""
        for name, part in self._parts.items():
            if part.tell():
                yield f"\n<{name}>\n".encode()
                part.seek(0)
                while data := part.read(_AT_ONCE):
                    yield data
                yield f"</{name}>".encode()
        yield b"\n</Project>\n"

    def _selection(self, note: Note) -> str:
        places = {"startPosition": note.start, "endPosition": note.end}
        inner = [f"<Description>{escaped(self._fit(note.body))}</Description>"] if note.body else []
        told = {"guid": guid(note.id), **places, **self._authorship(note, modified=True)}
        return element("PlainTextSelection", told, [*inner, *self._codings(note)])

    def _note(self, note: Note, key: str, name: str) -> None:
        """A note of the project, with what an annotation says."""
        content = f"<PlainTextContent>{escaped(self._fit(note.body))}</PlainTextContent>"
        told = {"guid": guid(key), "name": name, **self._authorship(note, modified=True)}
        self._put("Notes", element("Note", told, [content, *self._codings(note)]))

    def _link(self, note: Note) -> None:
        label, said = self._fit(note.label or ""), f"said of {note.id}"
        self._note(note, said, label)
        told = {"guid": guid(note.id), "name": label, "direction": "OneWay"}
        told |= {"originGUID": guid(note.source or ""), "targetGUID": guid(note.target or "")}
        self._put("Links", element("Link", told, [_reference("NoteRef", guid(said))]))

    def _codings(self, note: Note) -> Iterator[str]:
        label = [note.label or ""] if note.kind is Kind.ENTITY else []
        codes = [self._labels.setdefault(self._fit(name), guid(f"label {name}")) for name in label]
        codes += [self._tags.setdefault(self._fit(name), guid(f"tag {name}")) for name in note.tags]
        for code in codes:
            told = {"guid": guid(f"{code} {note.id}"), **self._authorship(note, modified=False)}
            yield element("Coding", told, [_reference("CodeRef", code)])

    def _authorship(self, note: Note, *, modified: bool) -> dict[str, str]:
        user = self._users.setdefault(self._fit(note.author), guid(f"user {note.author}")) if note.author else ""
        told = {"creatingUser": user, "creationDateTime": note.created}
        return told | ({"modifyingUser": user, "modifiedDateTime": note.modified} if modified else {})

    def _fit(self, text: str) -> str:
        return fitting(text, self._losses)

    def _put(self, part: str, xml: str) -> None:
        self._parts[part].write(f"{xml}\n".encode())


def _code(key: str, name: str) -> str:
    # A name has to be there, even where it is empty.
    return f'<Code guid="{key}" name="{escaped(name)}" isCodable="true"/>'


def _reference(name: str, target: str) -> str:
    return element(name, {"targetGUID": target})
