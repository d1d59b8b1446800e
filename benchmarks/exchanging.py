"""What export and import of postil's own lines cost, beside `json.dumps` over the same documents."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.config import Config
from annotations.desk.desk import Desk
from annotations.desk.exporting import documents
from annotations.desk.importing import Importing
from annotations.entities.scheme import BUILT_IN
from annotations.exchange.document import Options
from annotations.exchange.formats import FORMATS
from annotations.exchange.losses import Losses
from annotations.notes.change import Change, Edit
from annotations.notes.documents import to_document
from annotations.notes.ids import new_id, utc_now
from annotations.notes.note import Decision, Kind, Note
from annotations.notes.store import NoteStore
from benchmarks.material import Material
from benchmarks.pairs import Result, in_turn

_ARTICLES, _AN_ARTICLE = 1_000, 100
_WORDS = "Lisbon decides on a flood wall, and the Meridian News reports that ministers met "
_PAIRS = 3


def lines(material: Material) -> list[Result]:
    """Both ways with 100,000 annotations of 1,000 articles."""
    root = material.scratch / "exchanging"
    _library(root)
    rows = [to_document(note) for note in _desk(root).store.notes()]
    out = material.scratch / "exchanged.jsonl"

    def dumped() -> float:
        start = time.perf_counter()
        "".join(json.dumps(row) + "\n" for row in rows)
        return time.perf_counter() - start

    export, peer = in_turn(lambda: _export(root, out), dumped, _PAIRS)
    brought, also = in_turn(lambda: _import(root, out), dumped, _PAIRS)
    return [
        Result("export of 100,000 annotations to jsonl / json.dumps", 2, export, peer),
        Result("import of them into a library without notes / json.dumps", 4, brought, also),
    ]


def _export(root: Path, out: Path) -> float:
    start = time.perf_counter()
    with out.open("wb") as stream:
        for _, data in FORMATS["jsonl"].write(documents(_desk(root), []), Losses(), Options(BUILT_IN)):
            stream.write(data)
    return time.perf_counter() - start


def _import(root: Path, file: Path) -> float:
    copy = root.with_name("exchanging-anew")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".postil"))
    desk = _desk(copy)
    start = time.perf_counter()
    Importing(desk, str(file)).take_in(lambda: FORMATS["jsonl"].read(file))
    return time.perf_counter() - start


def _desk(root: Path) -> Desk:
    return Desk(Library(root), NoteStore.open(root / ".postil/notes.json"), BUILT_IN, "rules", Config("me"))


def _library(root: Path) -> None:
    root.mkdir()
    desk, now = _desk(root), utc_now()
    for number in range(_ARTICLES):
        name = f"story-{number:04}.txt"
        (root / name).write_text(f"Story {number}\n\n{_WORDS * 25}\n")
        article = desk.library.read(name)
        assert isinstance(article, Article)
        notes = (_note(article, article.sha256, 20 + 15 * each, now) for each in range(_AN_ARTICLE))
        desk.store.apply(Change("label", tuple(Edit(None, note) for note in notes)))
    desk.store.close()


def _note(article: Article, sha256: str, start: int, now: str) -> Note:
    end, text = start + 12, article.text
    return Note(
        new_id(),
        Kind.ENTITY,
        article.name,
        sha256,
        start,
        end,
        text[start:end],
        text[max(0, start - 32) : start],
        text[end : end + 32],
        "me",
        now,
        now,
        label="ORG",
        decision=Decision.ADDED,
    )
