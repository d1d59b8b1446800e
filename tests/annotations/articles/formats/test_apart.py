"""The process that reads untrusted formats: its limits, its end, and that it begins again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.articles.article import Article
from annotations.articles.formats.apart import MOST_SLOW, Apart
from annotations.problem import Problem

HOW: dict[str, object] = {"format": "", "fields": {}}
STAMP = (1, 2)


@pytest.fixture
def apart() -> Iterator[Apart]:
    process = Apart()
    yield process
    process.close()


def dump(tmp_path: Path, text: str = "Words.") -> Path:
    file = tmp_path / "dump.jsonl"
    file.write_text(json.dumps({"title": "T\ud800", "text": text, "author": "A"}) + "\n")
    return file


def pid(apart: Apart) -> int:
    assert apart._process is not None
    return apart._process.pid


def test_an_article_comes_back_as_it_was_read(tmp_path: Path, apart: Apart) -> None:
    file = dump(tmp_path)
    assert apart.held(file, "d/dump.jsonl", STAMP, HOW) == (["000001"], None)
    found = apart.read(file, "d/dump.jsonl", STAMP, "000001", HOW)
    assert isinstance(found, Article)
    assert (found.name, found.text, found.author) == ("d/dump.jsonl/000001", "T\ud800\n\nWords.\n", "A")
    assert [found.text[each.span.start : each.span.end] for each in found.regions] == ["T\ud800", "Words."]


def test_one_process_serves_all_and_begins_again_when_it_was_ended(tmp_path: Path, apart: Apart) -> None:
    file = dump(tmp_path)
    apart.held(file, "dump.jsonl", STAMP, HOW)
    first = pid(apart)
    apart.read(file, "dump.jsonl", STAMP, "000001", HOW)
    assert pid(apart) == first
    os.kill(first, signal.SIGKILL)
    assert apart._process is not None
    apart._process.wait()
    assert isinstance(apart.read(file, "dump.jsonl", STAMP, "000001", HOW), Article)
    assert pid(apart) != first


def test_a_file_that_was_changed_is_opened_anew(tmp_path: Path, apart: Apart) -> None:
    file = dump(tmp_path)
    apart.read(file, "dump.jsonl", (1, 1), "000001", HOW)
    dump(tmp_path, "Other words.")
    found = apart.read(file, "dump.jsonl", (2, 2), "000001", HOW)
    assert isinstance(found, Article)
    assert "Other words." in found.text


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    apart = Apart(reading=0)
    found = apart.read(dump(tmp_path), "dump.jsonl", STAMP, "000001", HOW)
    assert found == Problem("dump.jsonl/000001", "not read within 0 seconds", "it may be damaged or hostile")
    assert apart._process is None


def test_a_file_of_which_all_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart, file = Apart(reading=0), dump(tmp_path)
    begun: list[list[str]] = []

    class Begun(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **how: Any) -> None:
            begun.append(command)
            super().__init__(command, **how)

    monkeypatch.setattr(subprocess, "Popen", Begun)
    found = [apart.read(file, "dump.jsonl", STAMP, f"{number:06}", HOW) for number in range(6)]
    assert [str(each).partition(":")[2].partition(";")[0] for each in found] == [
        *[" not read within 0 seconds"] * MOST_SLOW,
        *[" left unread: 3 articles of its file took too long"] * 3,
    ]
    assert len(begun) == MOST_SLOW
    assert str(apart.read(file, "dump.jsonl", (2, 2), "000001", HOW)).startswith("dump.jsonl/000001: not read within 0")


def test_what_wants_more_memory_than_it_may_have_is_a_problem(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "words " * 8_000_000)
    apart = Apart(memory=128 * 1024 * 1024)
    found = apart.read(tmp_path / "a.zip", "a.zip", STAMP, "a.txt", HOW)
    assert found == Problem("a.zip/a.txt", "wants more memory than an article should", "it may be damaged or hostile")
    assert isinstance(apart.read(dump(tmp_path), "dump.jsonl", STAMP, "000001", HOW), Article)
    apart.close()


def test_a_fifo_and_a_missing_file_are_problems_and_block_nothing(tmp_path: Path, apart: Apart) -> None:
    os.mkfifo(tmp_path / "a.zip")
    assert apart.held(tmp_path / "a.zip", "a.zip", STAMP, HOW) == (
        (),
        Problem("a.zip", "not a regular file", "only files can be read"),
    )
    found = apart.read(tmp_path / "b.zip", "b.zip", STAMP, "x", HOW)
    assert str(found) == "b.zip/x: no such file; check the name"
