from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.library import Library
from annotations.articles.settings import FIELDS, matches, read_settings, written_rule
from annotations.problem import PostilError

WHOLE = """
include = ["news/**", "*.md"]
exclude = ["**/drafts/*"]

[fields]
text = "content"

[files."*.dat"]
format = "text"

[files."news/*.csv"]
text = "story"
title = "head"
"""


def written(tmp_path: Path, content: str) -> Path:
    file = tmp_path / "postil.toml"
    file.write_text(content, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("pattern", "name", "meant"),
    [
        ("*.txt", "a/b.txt", True),
        ("*.txt", "a/b.text", False),
        ("a/*.txt", "a/b.txt", True),
        ("a/*.txt", "a/b/c.txt", False),
        ("a/**", "a/b/c.txt", True),
        ("**/c.txt", "c.txt", True),
        ("**/c.txt", "a/b/c.txt", True),
        ("a/**/c.txt", "a/c.txt", True),
        ("?.txt", "ab.txt", False),
        ("a[1].txt", "a[1].txt", True),
        ("*.txt", "a\nb.txt", True),
    ],
)
def test_patterns(pattern: str, name: str, meant: bool) -> None:
    assert matches(pattern, name) is meant


def test_a_library_takes_what_its_settings_say(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    for name in ("a.md", "b.txt", "news/c.txt", "news/drafts/d.txt", "news/e.dat", "news/f.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("head,story\nTitle,Words of it\n")
    library = Library.of(tmp_path)
    assert library.scan().names == ["a.md", "news/c.txt", "news/e.dat", "news/f.csv/000001"]
    assert [getattr(library.read(name), "title", None) for name in library.scan().names[2:]] == ["head,story", "Title"]
    assert library.settings.fields_of("news/f.csv") == {"text": "story", "title": "head"}
    assert library.settings.fields_of("x.jsonl") == {"text": "content"}


def test_an_article_is_as_new_as_the_settings_it_is_read_by(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    before = Library.of(tmp_path).stamp("a.txt")
    written(tmp_path, 'exclude = ["x"]')
    assert Library.of(tmp_path).stamp("a.txt") != before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("include = [1]", '1: include is no list of patterns; write include = ["*.html"]'),
        ("\n[fieldz]\ntext = 'x'", "2: unknown key 'fieldz'; the nearest is 'fields'"),
        ("[fields]\ntitel = 'x'", "2: unknown key 'titel'; the nearest is 'title'"),
        ("[fields]\ntext = 3", '2: text is no text; write text = "…"'),
        ('[files."*.x"]\n\nformat = "jsnl"', "3: unknown format 'jsnl'; the nearest is 'jsonl'"),
        ('[files."a"]\ntext="x"\n[files."b"]\ntxt = "y"', "4: unknown key 'txt'; the nearest is 'text'"),
        ("files = 3", "1: files is no table; head it [files]"),
        ("a = \n", "1: not TOML: Invalid value (at line 1, column 5); mend or remove it"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    file = written(tmp_path, content)
    with pytest.raises(PostilError) as fault:
        read_settings(file)
    assert str(fault.value) == f"{file}:{said}"


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "postil.toml").write_bytes(b"# a\n# \xff")
    with pytest.raises(PostilError, match=r"postil\.toml:2: not UTF-8"):
        read_settings(tmp_path / "postil.toml")


def test_a_rule_that_is_written_is_the_one_that_is_read(tmp_path: Path) -> None:
    fields = {each: f'"{each}" \\ é' for each in FIELDS}
    written(tmp_path, WHOLE + written_rule('a "b"\\c*.jsonl', fields))
    assert read_settings(tmp_path / "postil.toml").fields_of('a "b"\\c*.jsonl') == fields
