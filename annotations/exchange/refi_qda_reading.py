"""Reads REFI-QDA projects: nothing is unpacked to a file, and no more than one text is in memory."""

from __future__ import annotations

import uuid
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotations.exchange.document import Document
from annotations.exchange.making import arrow, entity, remark
from annotations.exchange.reading import LONGEST_LINE, fault
from annotations.exchange.xml import Element, elements
from annotations.notes.note import Note
from annotations.problem import PostilError, Problem, reason
from annotations.text.span import Span

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:QDA-XML:project:1.0")
_PROJECT = "project.qde"
_INSIDE = "internal://"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What a zip file may raise that is damaged, encrypted, or packed in a way that Python does not know."""


def guid(name: str) -> str:
    """A UUID as it is; of any other name the one that always is its."""
    try:
        return str(uuid.UUID(name)) if len(name) == 36 else str(uuid.uuid5(_NAMESPACE, name))
    except ValueError:
        return str(uuid.uuid5(_NAMESPACE, name))


TAGS = guid("tags")
"""The GUID of the code whose codes are tags."""


def read(file: Path) -> Iterator[Document]:
    """A document for each text of a project; pictures, sound and the like are passed over. Raises PostilError."""
    with _opened(file) as archive:
        project = _Project(archive, file)
        for source in project.elements(["TextSource"]):
            yield project.document(source)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except OSError as error:
        raise PostilError(Problem(str(file), reason(error), "check the file")) from error
    except _DAMAGED as error:
        raise fault(file, None, f"is no zip file that can be read: {error}", "export it again") from error


class _Project:
    """Users, codes, notes and links of a project, and the texts that its sources are."""

    def __init__(self, archive: zipfile.ZipFile, file: Path) -> None:
        self._archive = archive
        self._file = file
        self._members = {name.casefold(): name for name in archive.namelist()}
        self._users: dict[str, str] = {}
        self._codes: dict[str, tuple[str, bool]] = {}
        self._notes: dict[str, Element] = {}
        self._links: dict[str, list[Element]] = {}
        for each in self.elements(["User", "Code", "Note", "Link"]):
            key = _key(each, "guid")
            match each.local:
                case "User":
                    self._users[key] = each.attributes.get("name", "")
                case "Code":
                    self._learn(each, is_tag=False)
                case "Note":
                    self._notes[key] = each
                case _:
                    self._links.setdefault(_key(each, "originGUID"), []).append(each)

    def elements(self, names: Collection[str]) -> Iterator[Element]:
        """Elements of the project's XML."""
        member = self._members.get(_PROJECT)
        if member is None:
            raise fault(self._file, None, f"has no {_PROJECT}", "export it as a REFI-QDA project")
        with self._archive.open(member) as stream:
            yield from elements(stream, self._file / member, names)

    def document(self, source: Element) -> Document:
        """The text of a source with what is said of it."""
        text = self._text(source)
        notes: list[Note] = []
        arrows: list[Note] = []
        for selection in source.all("PlainTextSelection"):
            made = list(self._selected(selection, text))
            notes += made
            arrows += [self._arrow(link) for link in self._links.get(made[0].id, ())]
        for reference in source.all("NoteRef"):
            if (note := self._notes.get(_key(reference, "targetGUID"))) is not None:
                key = _key(note, "guid")
                notes.append(self._told(remark(key, text, None, note.said("PlainTextContent")), note))
        return Document(source.attributes.get("name", ""), text, (*notes, *arrows), line=source.line)

    def _learn(self, code: Element, *, is_tag: bool) -> None:
        key = _key(code, "guid")
        self._codes[key] = code.attributes.get("name", ""), is_tag
        for child in code.all("Code"):
            self._learn(child, is_tag=is_tag or key == TAGS)

    def _text(self, source: Element) -> str:
        path = source.attributes.get("plainTextPath")
        if path is None:
            return source.said("PlainTextContent")
        member = self._members.get(f"sources/{path.removeprefix(_INSIDE)}".casefold())
        if not path.startswith(_INSIDE) or member is None:
            raise self._fault(source, f"has a text that is not in the project: {path[:60]!r}")
        with self._archive.open(member) as stream:
            data = stream.read(LONGEST_LINE + 1)
        if len(data) > LONGEST_LINE:
            raise self._fault(source, f"has a text of more than {LONGEST_LINE >> 20} MiB")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self._fault(source, "has a text that is not UTF-8") from error

    def _selected(self, selection: Element, text: str) -> Iterator[Note]:
        """An entity for each code that is no tag; a note where there is none."""
        try:
            span = Span(*(int(selection.attributes[name]) for name in ("startPosition", "endPosition")))
        except (KeyError, ValueError) as error:
            raise self._fault(selection, "has no positions that are numbers") from error
        if not 0 <= span.start < span.end <= len(text):
            raise self._fault(selection, f"from {span.start} to {span.end} is not in a text of {len(text)} characters")
        key = _key(selection, "guid")
        body = selection.said("Description") or "\n\n".join(self._remarks(selection))
        labels = [name for name, is_tag in self._coded(selection) if not is_tag]
        for number, label in enumerate(labels):
            yield self._told(
                entity(f"{key} {number}" if number else key, text, span, label, body="" if number else body), selection
            )
        if not labels:
            yield self._told(remark(key, text, span, body), selection)

    def _remarks(self, each: Element) -> Iterator[str]:
        for reference in each.all("NoteRef"):
            if (note := self._notes.get(_key(reference, "targetGUID"))) is not None:
                yield note.said("PlainTextContent")

    def _coded(self, each: Element) -> list[tuple[str, bool]]:
        """The names of an element's codes, and whether they are tags."""
        codes = (_key(reference, "targetGUID") for coding in each.all("Coding") for reference in coding.all("CodeRef"))
        return [self._codes[code] for code in dict.fromkeys(codes) if code in self._codes]

    def _arrow(self, link: Element) -> Note:
        label = link.attributes.get("name") or "related"
        made = arrow(_key(link, "guid"), _key(link, "originGUID"), _key(link, "targetGUID"), label)
        said = next((note for each in link.all("NoteRef") if (note := self._notes.get(_key(each, "targetGUID")))), None)
        return made if said is None else self._told(replace(made, body=said.said("PlainTextContent")), said)

    def _told(self, note: Note, each: Element) -> Note:
        """The annotation with tags, author and times of an element."""
        return replace(
            note,
            tags=tuple(name for name, is_tag in self._coded(each) if is_tag),
            author=self._users.get(_key(each, "creatingUser"), ""),
            created=each.attributes.get("creationDateTime", ""),
            modified=each.attributes.get("modifiedDateTime", ""),
        )

    def _fault(self, each: Element, what: str) -> PostilError:
        return fault(self._file / _PROJECT, each.line, f"<{each.local}> {what}", "export it again, or mend it")


def _key(each: Element, name: str) -> str:
    """A GUID, which may be in braces, or in capitals."""
    return each.attributes.get(name, "").strip("{}").lower()
