"""Annotations follow an article that was renamed or moved, by its text, and never by a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.desk.following import Stray
from annotations.desk.marking import Marking
from annotations.problem import PostilError
from annotations.text.span import Span

TEXT = "Talks in Tokyo\n\nJapan and South Korea met in Tokyo on a day in spring. Nobody said much of it.\n"
OTHER = "Rain in Oslo\n\nIt rained in Oslo.\n"


@pytest.fixture
def root(home: Path) -> Path:
    folder = home / "library"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    desk = Desk.open(Library.of(folder))
    article = desk.library.read("a.txt")
    assert isinstance(article, Article)
    desk.add_note(article, Span(16, 21), "which?")
    desk.label(article, Span(26, 37), "GPE")
    desk.mark(("a.txt",), Marking(flag=True, tags=["asia"]))
    desk.store.close()
    return folder


def strays(root: Path) -> list[Stray]:
    return Desk.open(Library.of(root)).following.find()


def test_where_nothing_is_gone_there_is_nothing_to_find(root: Path) -> None:
    assert strays(root) == []


def test_a_copy_leaves_the_annotations_where_they_are(root: Path) -> None:
    (root / "copy.txt").write_text(TEXT, encoding="utf-8")
    assert strays(root) == []
    desk = Desk.open(Library.of(root))
    with pytest.raises(PostilError, match="is still there"):
        desk.following.take_over("a.txt", "copy.txt")


def test_all_that_was_said_of_a_renamed_article_follows_it_as_one_change(root: Path) -> None:
    (root / "deep").mkdir()
    (root / "a.txt").rename(root / "deep" / "b.txt")
    (stray,) = strays(root)
    assert (stray.article, stray.annotations, stray.now) == ("a.txt", 2, "deep/b.txt")
    desk = Desk.open(Library.of(root))
    before = desk.store.notes(), desk.store.states()
    assert desk.following.take_over("a.txt", "deep/b.txt") == 2
    assert desk.store.notes("a.txt") == []
    assert [note.quote for note in desk.store.notes("deep/b.txt")] == ["Japan", "South Korea"]
    assert (desk.state("deep/b.txt").flag, desk.state("deep/b.txt").tags) == (True, ("asia",))
    assert desk.following.find() == []
    desk.undo()
    assert (desk.store.notes(), desk.store.states()) == before


def test_what_was_decided_of_both_is_joined(root: Path) -> None:
    (root / "a.txt").rename(root / "b.txt")
    desk = Desk.open(Library.of(root))
    desk.mark(("b.txt",), Marking(state="done", tags=["mine"]))
    desk.following.take_over("a.txt", "b.txt")
    state = desk.state("b.txt")
    assert (state.state, state.flag, state.tags) == ("done", True, ("mine", "asia"))
    assert "a.txt" not in desk.store.states()


def test_of_two_with_the_same_text_neither_is_taken(root: Path) -> None:
    (root / "a.txt").rename(root / "b.txt")
    (root / "c.txt").write_text(TEXT, encoding="utf-8")
    (stray,) = strays(root)
    assert (stray.now, stray.same) == (None, ("b.txt", "c.txt"))


def test_of_two_that_are_gone_neither_is_taken(root: Path) -> None:
    (root / "twin.txt").write_text(TEXT, encoding="utf-8")
    desk = Desk.open(Library.of(root))
    twin = desk.library.read("twin.txt")
    assert isinstance(twin, Article)
    desk.add_note(twin, None, "of the twin")
    desk.store.close()
    (root / "a.txt").unlink()
    (root / "twin.txt").rename(root / "b.txt")
    found = strays(root)
    assert [(stray.article, stray.now, stray.same, stray.rivals) for stray in found] == [
        ("a.txt", None, ("b.txt",), ("twin.txt",)),
        ("twin.txt", None, ("b.txt",), ("a.txt",)),
    ]


def test_a_text_that_is_nearly_the_same_is_only_named(root: Path) -> None:
    (root / "a.txt").unlink()
    (root / "b.txt").write_text(TEXT.replace("much", "anything"), encoding="utf-8")
    desk = Desk.open(Library.of(root))
    (stray,) = desk.following.likened(desk.following.find())
    assert (stray.now, stray.same) == (None, ())
    ((name, share),) = stray.like
    assert name == "b.txt"
    assert 0.5 < share < 1


def test_what_cannot_be_reached_is_not_taken_to_be_gone(root: Path) -> None:
    (root / "a.txt").rename(root / "b.txt")
    (root / "a.txt").symlink_to(root / "nowhere.txt")
    assert strays(root) == []


def test_what_has_no_annotations_cannot_be_taken_over(root: Path) -> None:
    desk = Desk.open(Library.of(root))
    with pytest.raises(PostilError, match="has no annotations"):
        desk.following.take_over("none.txt", "other.txt")
    (root / "a.txt").unlink()
    with pytest.raises(PostilError, match="no such file"):
        desk.following.take_over("a.txt", "none.txt")
