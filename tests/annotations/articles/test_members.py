"""Articles that lie several in a file: how a library finds, names, reads and dates them."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.catalogue import Catalogue, Held
from annotations.articles.formats.apart import Apart
from annotations.articles.library import Library
from annotations.problem import PostilError, Problem


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "a.txt").write_text("Plain.")
    (tmp_path / "dump.jsonl").write_text("".join(json.dumps({"id": name, "text": "W."}) + "\n" for name in "xy"))
    (tmp_path / "sub").mkdir()
    with zipfile.ZipFile(tmp_path / "sub" / "news.zip", "w") as archive:
        archive.writestr("b/c.txt", "In an archive.")
    return Library.of(tmp_path)


NAMES = ["a.txt", "dump.jsonl/x", "dump.jsonl/y", "sub/news.zip/b/c.txt"]


def test_each_article_of_a_file_has_a_name_of_its_own(library: Library) -> None:
    assert library.scan() == library.scan()
    assert (library.scan().names, library.scan().problems) == (NAMES, ())
    found = [library.read(name) for name in NAMES]
    assert [each.text for each in found if isinstance(each, Article)] == ["Plain.", "W.\n", "W.\n", "In an archive."]
    assert library.path("sub/news.zip/b/c.txt") == library.root / "sub" / "news.zip"


def test_in_a_hurry_files_are_left_out_until_it_is_known_what_they_hold(library: Library) -> None:
    assert library.scan(hurry=True).names == ["a.txt"]
    library.scan()
    assert library.scan(hurry=True).names == NAMES
    assert (
        str(library.read("dump.jsonl")) == "dump.jsonl: holds several articles; open one of them, such as dump.jsonl/x"
    )


def test_where_there_is_nothing_else_the_first_file_is_opened_even_in_a_hurry(library: Library) -> None:
    (library.root / "a.txt").unlink()
    assert library.scan(hurry=True).names == ["dump.jsonl/x", "dump.jsonl/y"]


def test_an_article_is_as_old_as_its_file(library: Library) -> None:
    assert library.stamp("dump.jsonl/x") == library.stamp("dump.jsonl")
    assert library.stamp("sub/news.zip/b/c.txt") == library.stamp("sub/news.zip")
    for nowhere in ("dump.jsonlx/x", "a.txt/x/../../b", "sub", "sub/none.txt", "none/x.txt"):
        assert library.stamp(nowhere) is None or nowhere.startswith("a.txt/")
    assert str(library.read("sub/none.html")).endswith("no such file; check the name")


def test_one_article_of_a_file_can_be_opened_by_its_path(library: Library) -> None:
    one = Library.of(library.root / "sub" / "news.zip" / "b" / "c.txt")
    assert (one.root, one.only) == (library.root / "sub", ("news.zip/b/c.txt",))
    assert one.scan().names == ["news.zip/b/c.txt"]
    assert Library.of(library.root / "dump.jsonl").scan().names == ["dump.jsonl/x", "dump.jsonl/y"]
    (library.root / ".postil").mkdir()
    assert Library.of(library.root / "sub" / "news.zip" / "b" / "c.txt").only == ("sub/news.zip/b/c.txt",)
    with pytest.raises(PostilError, match="not a directory"):
        Library.of(library.root / "a.txt" / "x")


def test_what_a_file_holds_is_kept_until_it_is_another(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.sqlite"
    library.catalogue = Catalogue(kept)
    library.scan()
    library.catalogue.close()
    asked: list[str] = []

    def held(_apart: Apart, _file: Path, shown: str, *_: object) -> Held:
        asked.append(shown)
        return Held(("new",))

    monkeypatch.setattr(Apart, "held", held)
    again = Library.of(library.root)
    again.catalogue = Catalogue(kept)
    assert again.scan().names == NAMES
    os.utime(tmp_path / "dump.jsonl", ns=(0, 0))
    assert "dump.jsonl/new" in again.scan().names
    assert asked == ["dump.jsonl"]
    again.catalogue.close()


def test_a_file_that_cannot_be_opened_is_one_problem(library: Library) -> None:
    (library.root / "bad.zip").write_bytes(b"PK\3\4")
    os.mkfifo(library.root / "pipe.zip")
    scan = library.scan()
    assert scan.names == NAMES
    assert [str(each) for each in scan.problems] == [
        "bad.zip: damaged archive; fetch it again",
        "pipe.zip: not a regular file; only files can be read",
    ]


def test_what_a_browser_saved_beside_a_page_is_no_article(tmp_path: Path) -> None:
    for name in ("page.html", "page_files/frame.html", "other_files/a.txt", "page/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.")
    assert Library.of(tmp_path).scan().names == ["other_files/a.txt", "page.html", "page/b.txt"]


def test_a_file_that_is_not_whole_has_its_articles_and_its_problem(library: Library) -> None:
    inner = library.root / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.txt", "Words.")
    with zipfile.ZipFile(library.root / "outer.zip", "w") as archive:
        archive.writestr("a.txt", "Words.")
        archive.writestr("bad.zip", b"PK")
        archive.write(inner, "good.zip")
    inner.unlink()
    scan = library.scan()
    assert [name for name in scan.names if name.startswith("outer")] == ["outer.zip/a.txt", "outer.zip/good.zip/x.txt"]
    assert [str(each) for each in scan.problems] == ["outer.zip/bad.zip: damaged archive; fetch it again"]
    assert str(library.read("outer.zip/bad.zip")) == "outer.zip/bad.zip: damaged archive; fetch it again"


def test_more_articles_than_can_be_listed_are_said(library: Library) -> None:
    few = Library(library.root, most=2)
    assert len(few.scan().names) == 2
    assert few.scan().problems[-1] == Problem(
        str(library.root), "more than 2 articles: the rest is left out", "open a folder in it"
    )
