"""The script of the tour goes through the program, and its pictures show what they are to show."""

from __future__ import annotations

import html
import re
from pathlib import Path

from benchmarks.tour import FOLDER, SCENES, take

SHOWN = {
    "reading": ["14 articles", "Helena Sarmento", "Lisbon to Warsaw by air", "suggested by"],
    "jumping": ["Night Train", "f jump"],
    "note": ["ctrl+s save", "Ask for it."],
    "entities": ["Entities", "Portuguese", "m merge"],
    "list": ["after:2026-04", "The letter that bites"],
}


def words_of(picture: Path) -> str:
    text = picture.read_text(encoding="utf-8")
    assert "cdn" not in text, "a picture that loads a font from elsewhere"
    return " ".join(html.unescape(" ".join(re.findall(r"<text [^>]*>([^<]*)</text>", text))).split())


def test_every_screen_is_taken_and_shows_the_program(tmp_path: Path) -> None:
    take(tmp_path)
    assert {file.stem for file in tmp_path.iterdir()} == set(SCENES) == set(SHOWN)
    for name, words in SHOWN.items():
        seen = words_of(tmp_path / f"{name}.svg")
        assert all(each in seen for each in words), (name, seen)
        assert all(each in words_of(FOLDER / f"{name}.svg") for each in words), f"{name} is out of date: make docs"
