from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.problem import PostilError

TEXT = "Six countries sign\n\nThey signed.\n"


@pytest.fixture
def desk(home: Path) -> Desk:
    folder = home / "library"
    folder.mkdir()
    return Desk.open(Library.of(folder))


def shown(desk: Desk) -> list[str]:
    return desk.library.scan().names


def test_a_pasted_text_is_an_article_that_can_be_taken_back_and_had_again(desk: Desk) -> None:
    assert desk.add_text(TEXT.replace("\n", "\r\n")) == "six-countries-sign.txt"
    assert desk.library.path("six-countries-sign.txt").read_text() == TEXT
    desk.undo()
    assert shown(desk) == []
    desk.redo()
    assert shown(desk) == ["six-countries-sign.txt"]
    desk.store.close()
    again = Desk.open(Library.of(desk.library.root))
    again.undo()
    assert shown(again) == []
    again.store.close()


def test_a_file_that_was_edited_since_stays(desk: Desk) -> None:
    name = desk.add_text(TEXT)
    desk.library.path(name).write_text("Edited.")
    desk.undo()
    assert desk.library.path(name).read_text() == "Edited."
    desk.store.close()


def test_a_file_that_lies_in_its_place_stays(desk: Desk) -> None:
    name = desk.add_text(TEXT)
    desk.undo()
    desk.library.path(name).write_text("Another.")
    desk.redo()
    assert desk.library.path(name).read_text() == "Another."
    desk.store.close()


def test_blanks_are_no_article(desk: Desk) -> None:
    with pytest.raises(PostilError, match="what was pasted: nothing but blanks"):
        desk.add_text(" \n")
    assert list(desk.library.root.iterdir()) == []
