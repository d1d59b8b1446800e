"""`postil merge`: merges two notes files by note; git runs it where `postil git-setup` has told it to."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annotations.notes.documents import SCHEMA
from annotations.notes.layout import Tables, decode, encode
from annotations.notes.migrations import migrated_tables, older, schema_of
from annotations.notes.replace import replace_file
from annotations.notes.three_way import Merge
from annotations.problem import PostilError, Problem, reason

EXAMPLE = "postil merge base.json ours.json theirs.json"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("base", type=Path, metavar="BASE", help="the notes file that both go back to; may be empty")
    parser.add_argument("ours", type=Path, metavar="OURS", help="one of the two; the merged file is written here")
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help="the other")


def run(arguments: argparse.Namespace) -> int:
    """Write what both made of the base. Raises PostilError, and writes nothing, where one of them is damaged."""
    base, ours, theirs = (_tables(file) for file in (arguments.base, arguments.ours, arguments.theirs))
    merge = Merge.of(base, ours, theirs)
    replace_file(arguments.ours, encode(merge.tables))
    for note_id in merge.kept_both:
        print(f"postil: the annotation {note_id} was changed on both sides: both versions are kept", file=sys.stderr)
    return 0


def _tables(file: Path) -> Tables:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise PostilError(Problem(str(file), f"cannot be read: {reason(error)}")) from error
    tables = decode(data, str(file)) if data else {}
    schema = schema_of(tables)
    old = older(schema)
    if old is not None:
        return migrated_tables(tables, old)
    if schema not in (None, SCHEMA):
        what = f"is of schema {schema!r}, and this postil knows {SCHEMA}"
        raise PostilError(Problem(str(file), what, "merge with the newer postil that wrote it"))
    return tables
