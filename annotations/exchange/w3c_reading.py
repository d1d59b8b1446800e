"""Reads W3C Web Annotations: a list of them, a page, or a collection that has its first page in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from annotations.exchange.arrays import each_element
from annotations.exchange.document import Document
from annotations.exchange.fields import Fields
from annotations.exchange.making import arrow, decision, entity, remark
from annotations.exchange.reading import begins_with, mapping, whole
from annotations.exchange.selectors import Place, objects, place, placed
from annotations.notes.note import Note
from annotations.text.span import Span

URN = "urn:uuid:"


class _Found(NamedTuple):
    """An annotation, the article that it is about, and where it stands in the file."""

    note: Note
    article: str
    line: int | None


def read(file: Path) -> Iterator[Document]:
    """The annotations on one source that follow each other are one document, without a text. Raises PostilError."""
    for article, group in groupby(_placed(file), key=lambda each: each.article):
        several = list(group)
        yield Document(article, None, tuple(each.note for each in several), line=several[0].line)


def _annotations(file: Path) -> Iterator[Fields]:
    if begins_with(file) != "{":
        yield from each_element(file)
        return
    page = Fields(mapping(whole(file), file, 1), file, None)
    yield from (page if "items" in page else page.inner("first")).several("items")


def _placed(file: Path) -> Iterator[_Found]:
    """Every annotation; a relation is about the article of the one before it."""
    article = ""
    for each in _annotations(file):
        note = _note(each)
        article = note.article or article
        yield _Found(replace(note, article=article), article, each.line)


def _note(row: Fields) -> Note:
    """An annotation with the article that it is about; a relation is without one."""
    said: dict[str, list[str]] = {}
    linked = ""
    for body in objects(row, "body"):
        if body.text_or("type") == "SpecificResource":
            linked = body.text("source")
        else:
            said.setdefault(body.text_or("purpose", "commenting"), []).append(body.text("value"))
    label = next(iter(said.get("classifying", ())), "")
    key = row.text_or("id").removeprefix(URN)
    if row.text_or("motivation") == "linking" and linked:
        target = row.text("target")
        return arrow(key, target.removeprefix(URN), linked.removeprefix(URN), label or "related")
    words = "\n\n".join(said.get("commenting", ()))
    made = remark(key, "", None, words)
    if label:
        said_of_it = decision(next(iter(said.get("assessing", ())), "added"))
        if said_of_it is None:
            raise row.fault("body", "for assessing one of accepted, rejected, added")
        made = entity(key, "", Span(0, 0), label, said_of_it, body=words)
    told = replace(
        made,
        author=row.text_or("creator") if isinstance(row.members.get("creator"), str) else _creator(row),
        created=row.text_or("created"),
        modified=row.text_or("modified"),
        tags=tuple(dict.fromkeys(said.get("tagging", ()))),
    )
    return placed(told, _target(row))


def _target(row: Fields) -> Place:
    if isinstance(row.members.get("target"), str):
        return Place(unquote(row.text("target")))
    return place(row.inner("target"))


def _creator(row: Fields) -> str:
    return row.inner("creator").text_or("name")
