"""Keeping the index of a library up to date."""

from __future__ import annotations

import json
import mailbox
import os
import shutil
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from annotations.articles.library import Library, Stamp
from annotations.desk import places
from annotations.desk.desk import Desk
from annotations.desk.filtering import parse
from annotations.desk.stocktaking import LONG
from tests.annotations.desk.foggy import TEXTS, agree, foggy, names, opened


@pytest.fixture
def desk(home: Path) -> Desk:
    return foggy(home)


def test_only_what_has_changed_is_read_again(desk: Desk) -> None:
    root = desk.library.root
    assert agree(desk) == []
    (root / "c.txt").write_text("Nothing\n\nNow there is hail.\n", encoding="utf-8")
    (root / "a.txt").unlink()
    assert agree(desk) == [1]
    assert names(desk, "hail") == ["c.txt"]
    assert names(desk, "fog") == ["b.txt"]


def test_one_file_that_is_told_to_have_changed_is_all_that_is_looked_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = desk.library.root
    (root / "c.txt").write_text("Nothing\n\nNow there is hail.\n", encoding="utf-8")
    monkeypatch.setattr(desk.library, "scan", lambda: pytest.fail("all of the library was looked at"))
    news = desk.stocktaking.follow(["c.txt"])
    assert (news.names, list(news.rows)) == (None, ["c.txt"])
    assert names(desk, "hail") == ["c.txt"]


def test_files_that_come_and_go_are_followed(desk: Desk) -> None:
    root = desk.library.root
    (root / "sub").mkdir()
    (root / "sub" / "d.txt").write_text("New\n\nFog again.\n", encoding="utf-8")
    (root / "b.txt").unlink()
    news = desk.stocktaking.follow(["sub", "b.txt"])
    assert news.names == ["a.txt", "c.txt", "sub/d.txt"]
    assert names(desk, "fog") == ["a.txt", "sub/d.txt"]


def test_a_file_in_the_place_of_another_is_found_by_its_folder(desk: Desk) -> None:
    root = desk.library.root
    (root / "c.new").write_text("Nothing\n\nNow there is hail.\n", encoding="utf-8")
    (root / "c.new").replace(root / "c.txt")
    assert desk.stocktaking.follow([""]).names is None
    assert names(desk, "hail") == ["c.txt"]


def test_where_nothing_is_known_a_file_is_not_looked_at_to_tell(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(places.index_file(desk.library.root).with_suffix(".text"))
    again = Desk.open(desk.library)
    looked_at: list[str] = []

    def stamp(name: str) -> Stamp | None:
        looked_at.append(name)
        return Library.stamp(again.library, name)

    monkeypatch.setattr(again.library, "stamp", stamp)
    for _ in again.stocktaking.agree(list(TEXTS)):
        pass
    assert looked_at == [*TEXTS, *TEXTS], "once for its length, and once before it is read"


def pack(file: Path, texts: Mapping[str, str], seconds: int) -> None:
    """Put texts by their keys into a file that holds several articles, written at this time."""
    file.unlink(missing_ok=True)
    if file.suffix == ".zip":
        with zipfile.ZipFile(file, "w") as archive:
            for key, text in texts.items():
                archive.writestr(key, text)
    elif file.suffix == ".mbox":
        box = mailbox.mbox(file)
        for key, text in texts.items():
            box.add(f"Message-ID: <{key}>\nSubject: {text.split()[0]}\n\n{text}\n".encode())
        box.close()
    else:
        file.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items()))
    os.utime(file, (seconds, seconds))


@pytest.mark.parametrize("name", ["box.zip", "box.mbox", "box.jsonl"])
@pytest.mark.parametrize("told", ["by its name", "by its articles"])
@pytest.mark.parametrize("alone", [False, True])
def test_a_file_of_several_articles_is_followed(desk: Desk, name: str, told: str, *, alone: bool) -> None:
    """The system names the file, looks name articles of it; the library is a folder, or the file alone."""
    file = desk.library.root / name
    pack(file, {"one.txt": "Rain here.", "two.txt": "Rain there."}, 1_000)
    desk = opened(file if alone else file.parent)
    within = [each for each in desk.listing.scan() if each.startswith(name)]
    assert within == [f"{name}/one.txt", f"{name}/two.txt"]
    pack(file, {"one.txt": "Hail here.", "three.txt": "Hail too."}, 2_000)
    news = desk.stocktaking.follow([name] if told == "by its name" else within)
    assert news.names is not None
    assert [each for each in news.names if each.startswith(name)] == [f"{name}/one.txt", f"{name}/three.txt"]
    assert {f"{name}/one.txt", f"{name}/three.txt"} <= news.rows.keys()
    assert sorted(names(desk, "hail")) == [f"{name}/one.txt", f"{name}/three.txt"]
    assert names(desk, "rain -zürich") == []


def test_a_file_that_cannot_be_read_is_not_tried_again(desk: Desk) -> None:
    (desk.library.root / "empty.txt").write_bytes(b"")
    assert agree(desk) == [1]
    assert agree(desk) == []
    assert [problem.file for problem in desk.listing.problems()] == ["empty.txt"]
    assert "empty.txt" not in names(desk, "-fog")


def test_many_articles_are_read_by_processes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.desk.stocktaking.MANY", 2)
    shutil.rmtree(places.index_file(desk.library.root).with_suffix(".text"))
    again = Desk.open(desk.library)
    waited = [progress for progress in again.stocktaking.agree(again.listing.scan()) if progress.waiting]
    assert waited
    assert waited[-1].total == 6
    assert names(again, "fog") == ["b.txt", "a.txt"]


def test_what_is_indexed_first_is_found_while_the_rest_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.desk.stocktaking.MANY", 2)
    monkeypatch.setattr("annotations.search.building.MANY", 3)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    for number in range(9):
        (desk.library.root / f"z{number}.txt").write_text("Rain\n\n" + "rain " * 200_000, encoding="utf-8")
    again = Desk.open(desk.library)
    rebuilt = [progress.grown for progress in again.stocktaking.agree(again.listing.scan())]
    assert not any(rebuilt), "where there is an index, it is better than a part of another"
    shutil.rmtree(places.index_file(desk.library.root).with_suffix(".text"))
    again = Desk.open(desk.library)
    building = again.stocktaking.agree(again.listing.scan())
    assert any(progress.grown for progress in building)
    assert names(again, "fog") == ["b.txt", "a.txt"]
    assert again.searching.count(parse("rain", search=True)) == 0
    assert [*building], "there is more to be read"
    assert again.searching.count(parse("rain", search=True)) == 9


def test_where_no_process_can_be_had_the_articles_are_read_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("annotations.desk.stocktaking.MANY", 2)
    monkeypatch.setattr("annotations.search.building.Popen", refuse)
    shutil.rmtree(places.index_file(desk.library.root).with_suffix(".text"))
    assert names(opened(desk.library.root), "fog") == ["b.txt", "a.txt"]


def long(words: str) -> str:
    """A text that is longer than what is read in the process of the program."""
    return "Long\n\n" + f"{words} again and again.\n" * (LONG // len(words))


@pytest.fixture
def nothing_is_folded_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, when the articles of the desk are in the index."""
    assert desk.listing.index.in_use
    for name in ("fold", "sketch"):
        monkeypatch.setattr(f"annotations.search.entry.{name}", lambda _: pytest.fail("a text was folded here"))


@pytest.mark.usefixtures("nothing_is_folded_here")
def test_a_long_article_is_read_by_a_process(desk: Desk) -> None:
    (desk.library.root / "long.txt").write_text(long("Hail"), encoding="utf-8")
    assert agree(desk) == [1]
    assert agree(desk) == [], "it is known now"
    assert desk.listing.texts.names(parse("text:hail")) == {"long.txt"}


@pytest.mark.usefixtures("nothing_is_folded_here")
def test_a_long_article_that_changes_or_comes_is_late(desk: Desk) -> None:
    for name in ("a.txt", "new.txt"):
        (desk.library.root / name).write_text(long("Hail"), encoding="utf-8")
    news = desk.stocktaking.follow(["a.txt", "new.txt"])
    assert news.names == ["a.txt", "b.txt", "c.txt", "new.txt"]
    late = desk.stocktaking.late()
    assert (late, desk.stocktaking.late()) == (["a.txt", "new.txt"], [])
    assert desk.listing.texts.names(parse("text:hail")) == set()
    taken = [progress.taken for progress in desk.stocktaking.agree(late, whole=False) if progress.taken]
    assert taken == [late]
    assert desk.listing.texts.names(parse("text:hail")) == {"a.txt", "new.txt"}
    assert desk.listing.texts.names(parse("text:fog")) == {"b.txt"}


@pytest.mark.usefixtures("nothing_is_folded_here")
def test_what_a_process_left_out_is_read_the_next_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.library.root / "long.txt").write_text(long("Hail"), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/bin/false")
        agree(desk)
    assert agree(desk) == [1]
    assert desk.listing.texts.names(parse("text:hail")) == {"long.txt"}


def test_where_no_process_can_be_had_a_long_article_is_read_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.library.root / "long.txt").write_text(long("Hail"), encoding="utf-8")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert agree(desk) == [1]
    assert desk.listing.texts.names(parse("text:hail")) == {"long.txt"}


def test_where_the_index_has_no_place_a_long_article_is_read_here(desk: Desk) -> None:
    (desk.library.root / "long.txt").write_text(long("Hail"), encoding="utf-8")
    folder = places.index_file(desk.library.root).with_suffix(".text")
    shutil.rmtree(folder)
    folder.touch()
    again = opened(desk.library.root)
    assert again.listing.texts.names(parse("text:hail")) == {"long.txt"}


def test_the_index_is_read_by_another_desk(desk: Desk) -> None:
    other = Desk.open(desk.library)
    (desk.library.root / "a.txt").write_text("Other\n\nSource: Reuters | 2023-01-01\n\nfog\n", encoding="utf-8")
    os.utime(desk.library.root / "a.txt", (1, 1))
    agree(desk)
    assert names(other, "fog") == ["a.txt", "b.txt"]
