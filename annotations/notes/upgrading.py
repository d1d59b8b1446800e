"""Looking through a notes file that an older postil, or a script, may have written."""

from __future__ import annotations

from dataclasses import replace

from annotations.notes.documents import ARTICLES, NOTES
from annotations.notes.layout import decode, encode
from annotations.notes.migrations import migrated_tables, older
from annotations.notes.source import Memory, Source
from annotations.notes.survey import Survey, survey


def surveyed(source: Source, file: str) -> tuple[Survey, int | None]:
    """What is in a file, brought up to the present schema in memory; and the older schema, if it is of one.

    Raises `PostilError`, with line and column, where it is no TinyDB file of notes.
    """
    found = survey(source, file)
    schema = found.lines.schema
    regions = (found.lines.regions.get(table, (0, 0)) for table in (NOTES, ARTICLES))
    if schema is None and any(start < end for start, end in regions):
        schema = 0
    old = older(schema)
    if old is None:
        return found, None
    tables = migrated_tables(decode(source.read(0, source.size), file), old)
    return replace(survey(Memory(encode(tables)), file), laid_out=False), old
