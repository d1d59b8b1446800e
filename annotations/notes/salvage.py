"""What can be rebuilt of a damaged notes file: every document in it that is whole, and what was held last."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain

from annotations.notes.documents import ARTICLES, META, NOTES, SCHEMA, Malformed, key_of, to_document, to_value
from annotations.notes.layout import Document, Tables
from annotations.notes.merging import copy_of, number_of
from annotations.notes.migrations import migrated, older
from annotations.notes.note import ArticleState, Note

_MARKER_LINE = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_MEMBER = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*(?=\{)')
_NUMBER = re.compile(r"0|[1-9][0-9]*")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_SCHEMA = re.compile(rb'"schema"\s*:\s*([0-9]+)')
_DECODER = json.JSONDecoder()


@dataclass(slots=True)
class Salvage:
    """Tables put together anew, and how: `kept_both` counts the annotations of which there were two versions."""

    tables: Tables = field(default_factory=lambda: {NOTES: {}, ARTICLES: {}, META: {"1": {"schema": SCHEMA}}})
    torn: int = 0
    kept_both: int = 0
    brought_back: int = 0
    _schema: int = SCHEMA
    _spoiled: list[tuple[str, str, Document]] = field(default_factory=list)
    _values: dict[tuple[str, str], tuple[str, Note | ArticleState]] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """How many annotations there are."""
        return len(self.tables[NOTES])

    def take_file(self, data: bytes) -> None:
        """Take in every whole document of a damaged file, of both sides of a merge that was not finished."""
        self._schema = int(stated[1]) if (stated := _SCHEMA.search(data)) else 0
        text = _MARKER_LINE.sub("", data.decode("utf-8-sig", errors="surrogateescape"))
        table, at = NOTES, 0
        while (member := _MEMBER.search(text, at)) is not None:
            at = member.end()
            name = member[1]
            if not _NUMBER.fullmatch(name):
                table, at = json.loads(f'"{name}"'), at + 1
                continue
            try:
                document, end = _DECODER.raw_decode(text, at)
            except ValueError:
                self.torn += 1
                at += 1
                continue
            if _NOT_UTF8.search(text, at, end):
                self.torn += 1
                document = json.loads(_NOT_UTF8.sub("\N{REPLACEMENT CHARACTER}", text[at:end]))
                self._spoiled.append((table, name, document))
            else:
                self._take(table, name, document)
            at = end

    def take_values(self, values: Iterable[Note | ArticleState], passed: Collection[Note | ArticleState] = ()) -> None:
        """Take in what was held last, as far as the file does not have it, or only an older version of it.

        `passed` are versions that are known to be older, whatever the clock said.
        """
        for value in values:
            key = key_of(value)
            known = self._values.get(key)
            if known is None:
                self.brought_back += 1
                free = number_of(value) if isinstance(value, Note) else _free(self.tables[ARTICLES])
                self._put(key, str(free), value, to_document(value))
            elif known[1] in passed or _later(value, known[1]):
                document = self.tables[key[0]][known[0]]
                self._put(key, known[0], value, {**document, **to_document(value)})
        for table, number, document in self._spoiled:
            # Better with a few letters lost than not at all.
            if (table, document.get("id" if table == NOTES else "article")) not in self._values:
                self._take(table, number, document)

    def _take(self, table: str, number: str, document: Document) -> None:
        rows = self.tables.setdefault(table, {})
        if older(self._schema) is not None:
            document = migrated(table, number, document, self._schema)
        if table == META:
            if "schema" not in document:
                rows[number if number not in rows else str(_free(rows))] = document
            return
        if table not in (NOTES, ARTICLES):
            rows[number if rows.get(number, document) == document else str(_free(rows))] = document
            return
        try:
            value = to_value(table, document)
        except Malformed:
            rows[number if number not in rows else str(_free(rows))] = document
            return
        key = key_of(value)
        known = self._values.get(key)
        if known is None:
            self._put(key, number if number not in rows else str(_free(rows)), value, document)
        elif known[1] != value and isinstance(value, Note):
            self.kept_both += 1
            twin = copy_of(value)
            self._put(key_of(twin), str(number_of(twin)), twin, {**document, **to_document(twin)})

    def _put(self, key: tuple[str, str], number: str, value: Note | ArticleState, document: Document) -> None:
        self._values[key] = (number, value)
        self.tables[key[0]][number] = document


def _later(value: Note | ArticleState, known: Note | ArticleState) -> bool:
    return isinstance(value, Note) and isinstance(known, Note) and value.modified > known.modified


def _free(rows: Iterable[str]) -> int:
    return 1 + max(chain([0], map(int, rows)))
