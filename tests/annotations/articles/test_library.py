from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.problem import PostilError


def names(library: Library) -> list[str]:
    return library.scan().names


def test_articles_are_found_in_natural_order_and_the_rest_left_alone(tmp_path: Path) -> None:
    for name in ("a10.txt", "a2.md", "b/c.TEXT", ".hidden.txt", ".postil/x.md", "picture.png", "notes"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Body.")
    (tmp_path / "linked.markdown").symlink_to("a2.md")
    scan = Library.of(tmp_path).scan()
    assert scan.names == ["a2.md", "a10.txt", "b/c.TEXT", "linked.markdown"]
    assert scan.problems == ()
    assert isinstance(Library.of(tmp_path).read("b/c.TEXT"), Article)


def test_bad_names_and_links_are_problems_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Body.")
    (tmp_path / "broken.txt").symlink_to("nowhere\x1b")
    (tmp_path / "itself.txt").symlink_to("itself.txt")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "up").symlink_to("..")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Body.")
    scan = Library.of(tmp_path).scan()
    assert scan.names == ["good.txt"]
    assert sorted(problem.file for problem in scan.problems) == ["broken.txt", "caf\ufffd.txt", "itself.txt"]
    assert all("\x1b" not in str(problem) for problem in scan.problems)


def test_folders_nested_without_end_are_one_problem(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(150):
        deep /= "d"
        deep.mkdir()
    (tmp_path / "good.txt").write_text("Body.")
    scan = Library.of(tmp_path).scan()
    assert scan.names == ["good.txt"]
    assert ["deep" in problem.what for problem in scan.problems] == [True]


def test_a_folder_that_vanished_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    library = Library.of(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert [problem.file for problem in library.scan().problems] == [str(tmp_path / "gone")]


def test_the_library_of_a_file_is_the_nearest_with_notes(tmp_path: Path) -> None:
    file = tmp_path / "year" / "month" / "a.dat"
    file.parent.mkdir(parents=True)
    file.write_text("Body.")
    assert names(Library.of(file)) == ["a.dat"]
    (tmp_path / ".postil").mkdir()
    assert Library.of(file).root == tmp_path.resolve()
    assert names(Library.of(file)) == ["year/month/a.dat"]
    (tmp_path / "year" / ".postil").mkdir()
    assert names(Library.of(file)) == ["month/a.dat"]


def test_paths_that_make_no_library_are_said(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for name in ("a/x.txt", "b/y.txt"):
        (tmp_path / name).write_text("Body.")
    with pytest.raises(PostilError, match="no such file"):
        Library.of(tmp_path / "nowhere")
    with pytest.raises(PostilError, match="not a directory"):
        Library.of(tmp_path / "a" / "x.txt" / "y.txt")
    with pytest.raises(PostilError, match="different libraries"):
        Library.of(tmp_path / "a" / "x.txt", tmp_path / "b" / "y.txt")
    with pytest.raises(PostilError, match="one folder"):
        Library.of(tmp_path / "a", tmp_path / "b")
