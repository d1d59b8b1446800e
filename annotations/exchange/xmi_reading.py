"""Reads UIMA CAS as XMI: postil's own types, of others `NamedEntity` and the layers that users of INCEpTION make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotations.exchange.document import Document
from annotations.exchange.making import arrow, decision, entity, remark
from annotations.exchange.reading import below, fault
from annotations.exchange.utf16 import Units
from annotations.exchange.xml import INSTEAD, Element, elements
from annotations.notes.note import Note
from annotations.problem import PostilError, Problem, reason
from annotations.text.span import Span

_ID = "{http://www.omg.org/XMI}id"
_OURS = "{http:///postil.ecore}"
_CUSTOM = "{http:///webanno/custom.ecore}"


def read(file: Path) -> Iterator[Document]:
    """A document for each `.xmi` below a folder, or of the one that is named. Raises PostilError."""
    for path, name in below(file, ".xmi"):
        try:
            with path.open("rb") as stream:
                cas = _Cas([each for each in elements(stream, path) if _is_read(each)], path)
        except OSError as error:
            raise PostilError(Problem(str(path), reason(error), "check the file")) from error
        yield cas.document(name)


def _is_read(each: Element) -> bool:
    return each.local in ("Sofa", "NamedEntity") or each.name.startswith((_OURS, _CUSTOM))


class _Cas:
    """The structures of one file."""

    def __init__(self, structures: list[Element], file: Path) -> None:
        self._structures = structures
        self._file = file
        sofa = next((each for each in structures if each.local == "Sofa" and "sofaString" in each.attributes), None)
        if sofa is None:
            raise fault(file, 1, "has no Sofa with a text", "export it again")
        self._sofa = sofa
        article = next((each for each in structures if each.name == f"{_OURS}Article"), None)
        self._article = article.attributes if article else {}
        self._text = self._restored(sofa.attributes["sofaString"], article)
        self._units = Units(self._text)

    def document(self, name: str) -> Document:
        """Its text with its annotations; `name` is for one that does not say its article's."""
        notes = {each.attributes.get(_ID, ""): note for each in self._structures if (note := self._note(each))}
        arrows = [self._arrow(each, notes) for each in self._structures if each.name == f"{_OURS}Relation"]
        return Document(
            self._article.get("name") or name,
            self._text,
            (*notes.values(), *arrows),
            title=self._article.get("title", ""),
            line=self._sofa.line,
        )

    def _note(self, each: Element) -> Note | None:
        """The annotation that an element is, if it is one that is read."""
        key = each.attributes.get("key") or each.attributes.get(_ID, "")
        if each.name == f"{_OURS}ArticleRemark":
            return self._told(remark(key, self._text, None, ""), each)
        if each.attributes.get("sofa", "") != self._sofa.attributes.get(_ID) or "begin" not in each.attributes:
            return None
        if each.name == f"{_OURS}Remark":
            return self._told(remark(key, self._text, self._span(each), ""), each)
        label = each.attributes.get("value") or each.attributes.get("label") or each.local
        said = decision(each.attributes.get("decision", "added"))
        if said is None:
            raise self._fault(each, "has a decision that is not accepted, rejected or added")
        return self._told(entity(key, self._text, self._span(each), label, said), each)

    def _arrow(self, each: Element, notes: dict[str, Note]) -> Note:
        ends = [notes.get(each.attributes.get(name, "")) for name in ("source", "target")]
        source, target = (end.id if end else "" for end in ends)
        if not source or not target:
            raise self._fault(each, "is a relation of something that is not there")
        key = each.attributes.get("key", "")
        return self._told(arrow(key, source, target, each.attributes.get("label") or "related"), each)

    def _told(self, note: Note, each: Element) -> Note:
        said = each.attributes
        return replace(
            note,
            author=said.get("author", ""),
            created=said.get("created", ""),
            modified=said.get("modified", ""),
            body=said.get("body", ""),
            tags=tuple(dict.fromkeys("".join(tag.text) for tag in each.all("tags"))),
        )

    def _span(self, each: Element) -> Span:
        try:
            span = self._units.span(Span(int(each.attributes["begin"]), int(each.attributes.get("end", ""))))
        except ValueError as error:
            raise self._fault(each, "has offsets that are no numbers") from error
        if span is None:
            raise self._fault(each, f"is not in the text, which has {self._units.length} UTF-16 units, or is empty")
        return span

    def _restored(self, text: str, article: Element | None) -> str:
        """The text with the characters that XML could not hold."""
        if article is None or not (replaced := article.attributes.get("replaced")):
            return text
        points = list(text)
        try:
            for place, _, code in (each.partition(":") for each in replaced.split()):
                if points[int(place)] == INSTEAD:
                    points[int(place)] = chr(int(code, 16))
        except (ValueError, IndexError, OverflowError) as error:
            raise self._fault(article, "says what was replaced where nothing is") from error
        return "".join(points)

    def _fault(self, each: Element, what: str) -> PostilError:
        return fault(self._file, each.line, f"<{each.local}> {what}", "export it again, or mend it")
