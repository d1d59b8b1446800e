from __future__ import annotations

import gzip
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.article import Article
from annotations.articles.formats.registry import FORMATS, format_of
from annotations.articles.formats.sniffing import ending_of
from annotations.articles.library import Library
from annotations.articles.settings import read_settings
from annotations.desk import adding as module
from annotations.desk.adding import Added, Adding, with_address
from annotations.desk.fetching import Page
from annotations.desk.file_names import divided, free_names, safe_name, titled
from annotations.problem import PostilError, Problem

SAMPLES = Path(__file__).parents[1] / "articles" / "formats" / "samples"
TEXT = "Six countries sign\n\nThey signed on Monday.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


@pytest.fixture
def adding(root: Path) -> Iterator[Adding]:
    one = Adding(root)
    yield one
    one.close()


def beside(root: Path, name: str, data: bytes = TEXT.encode()) -> Path:
    file = root.parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_what_was_added_is_read_back_the_same(root: Path, adding: Adding) -> None:
    for name, data in {
        "story.txt": TEXT.replace("\n", "\r\n").encode("utf-16"),
        "story.md": b"---\ntitle: T\n---\n\nBody.\n",
        "story.html": b"<title>T</title><p>It rained on Monday, and nobody came.</p>",
        "story.txt.gz": gzip.compress(TEXT.encode()),
        "dump.jsonl": b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n',
    }.items():
        file = beside(root, name, data)
        assert adding.file(file).name == name
        before, after = Library.of(file), Library.of(root / name)
        assert before.scan().names == after.scan().names
        assert [before.read(each) for each in before.scan().names] == [after.read(each) for each in after.scan().names]
        assert (root / name).read_bytes() == data


def test_what_other_programs_made_is_read_back_the_same(root: Path, adding: Adding) -> None:
    samples = [file for file in SAMPLES.iterdir() if file.name != "README.md" and format_of(file.name)]
    assert {format_of(file.name) for file in samples} == set(FORMATS)
    for file in samples:
        assert adding.file(file).name == file.name
        assert (root / file.name).read_bytes() == file.read_bytes()
    before, after = Library(SAMPLES), Library.of(root)
    assert after.scan().problems == ()
    names = after.scan().names
    assert names == [name for name in before.scan().names if name != "README.md"]
    assert [after.read(name) for name in names] == [before.read(name) for name in names]


def test_a_second_file_of_the_same_name_overwrites_nothing(root: Path, adding: Adding) -> None:
    for number in (1, 2, 3):
        adding.file(beside(root, "a.tar.gz.txt", f"Words number {number}.".encode()))
    assert files(root) == ["a.tar.gz-2.txt", "a.tar.gz-3.txt", "a.tar.gz.txt"]
    assert (root / "a.tar.gz.txt").read_text() == "Words number 1."


def test_where_there_are_no_hard_links_nothing_is_overwritten_either(
    root: Path, adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    assert [adding.text(TEXT).name for _ in range(2)] == ["six-countries-sign.txt", "six-countries-sign-2.txt"]
    assert [(root / name).read_text() for name in files(root)] == [TEXT, TEXT]


def test_a_folder_is_added_with_what_can_be_read_of_it(root: Path, adding: Adding) -> None:
    folder = root.parent / "More news"
    beside(root, "More news/a.txt")
    beside(root, "More news/2026/b.md")
    beside(root, "More news/empty.txt", b"")
    beside(root, "More news/photo.png", b"\x89PNG")
    (folder / "broken.txt").symlink_to("nowhere")
    found = list(adding.folder(folder))
    assert [each.name for each in found if isinstance(each, Added)] == ["More news/2026/b.md", "More news/a.txt"]
    problems = [each for each in found if isinstance(each, Problem)]
    assert [each.what for each in problems] == ["empty file", "broken link to nowhere"]
    with pytest.raises(PostilError, match="is in the library, or holds it"):
        list(adding.folder(root.parent))
    with pytest.raises(PostilError, match="is in the library already"):
        adding.file(root / "More news" / "a.txt")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("photo", b"\x89PNG\r\n\x1a\n\0\0", "not a text: binary data"),
        ("a.pdf", b"%PDF-1.7\n", "damaged, or broken off"),
        ("a.zip", b"PK\3\4", "damaged archive"),
        ("a.txt", b" \n", "nothing but blanks"),
        ("a.xml", b"<project/>", "no article in it"),
    ],
)
def test_what_cannot_be_read_is_not_added(root: Path, adding: Adding, name: str, data: bytes, what: str) -> None:
    with pytest.raises(PostilError) as fault:
        adding.file(beside(root, name, data))
    assert (fault.value.problem.file, fault.value.problem.what) == (str(root.parent / name), what)
    assert list(root.iterdir()) == []


def test_a_file_that_is_too_large_or_no_file_is_not_copied(
    root: Path, adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMIT", 10)
    with pytest.raises(PostilError, match="too large"):
        adding.file(beside(root, "a.txt"))
    os.mkfifo(root.parent / "pipe.txt")
    with pytest.raises(PostilError, match="not a regular file"):
        adding.file(root.parent / "pipe.txt")
    assert list(root.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(root: Path, adding: Adding, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int, _data: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(PostilError, match="cannot be added: no space left on device"):
        adding.text(TEXT)
    assert list(root.iterdir()) == []


def test_fields_are_kept_for_the_file_that_they_were_given_for(root: Path) -> None:
    (root / "postil.toml").write_text('exclude = ["x"]')
    dump = beside(root, "dump.jsonl", json.dumps({"raw": "Words.", "n": "A title"}).encode())
    adding = Adding(root, {"text": "raw", "title": "n"})
    assert adding.file(dump) == ("dump.jsonl", 1)
    adding.close()
    read = Library.of(root).read("dump.jsonl/000001")
    assert isinstance(read, Article)
    assert read.text == "A title\n\nWords.\n"
    assert read_settings(root / "postil.toml").exclude == ("x",)
    (root / "dump.jsonl").unlink()
    again = Adding(root)
    assert again.file(dump).name == "dump-2.jsonl"
    again.close()


def test_a_page_keeps_its_address(root: Path, adding: Adding) -> None:
    html = "<!doctype html><meta charset=latin-1><title>Café noir</title><p>Il pleut à Orléans depuis lundi.</p>"
    address = "https://example.org/a--b?q=<x>"
    added = adding.page(Page(html.encode("latin-1"), address, "text/html", "latin-1"))
    assert added.name == "café-noir.html"
    read = Library.of(root).read(added.name)
    assert isinstance(read, Article)
    assert read.text == "Café noir\n\nIl pleut à Orléans depuis lundi.\n"
    assert read.meta.url == "https://example.org/a%2D%2Db?q=%3Cx%3E"
    assert (root / added.name).read_text(encoding="utf-8-sig").startswith("<!doctype html><!-- saved from url=(")


def test_what_is_no_page_has_its_address_in_the_settings(root: Path, adding: Adding) -> None:
    address = "https://example.org/files/report?x=1"
    assert adding.page(Page(TEXT.encode("cp1252"), address, "text/plain", "cp1252")) == ("report.txt", 1)
    read = Library.of(root).read("report.txt")
    assert isinstance(read, Article)
    assert (read.text, read.meta.url) == (TEXT, address)


def test_a_comment_of_a_page_cannot_be_ended_by_its_address() -> None:
    kept = with_address("<p>x", "https://e.org/--><script>x()</script>").decode("utf-8-sig")
    assert kept.count("-->") == 1
    assert kept.endswith("-->\n<p>x")


def test_zip_of_several(root: Path, adding: Adding) -> None:
    with zipfile.ZipFile(root.parent / "news", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT)
    assert adding.file(root.parent / "news") == ("news.zip", 2)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b\\c.txt", "a-b-c.txt"),
        ("..", "article"),
        (".hidden.txt", "hidden.txt"),
        ("a\n\x1b[31m.txt", "a-[31m.txt"),
        ("aux.txt", "_aux.txt"),
        ('<b>:"?*|.md', "b.md"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("\u202egpj.txt", "gpj.txt"),
        ("x" * 500 + ".tar.gz", "x" * 120 + ".tar.gz"),
        ("a.b.c", "a.b.c"),
        ("\udcff.txt", "article.txt"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_can_be_one_of_a_file(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= 255
    assert "/" not in safe
    assert safe[0] != "."
    assert safe.replace("\u200c", "").replace("\u200d", "").isprintable()
    assert safe_name(safe) == safe


def test_endings_and_numbers() -> None:
    assert divided("a.tar.gz") == ("a", ".tar.gz")
    assert divided("a.b.gz") == ("a.b", ".gz")
    assert divided("README") == ("README", "")
    names = free_names("a.html.gz")
    assert [next(names) for _ in range(3)] == ["a.html.gz", "a-2.html.gz", "a-3.html.gz"]
    assert titled("Six countries sign: a treaty!", ".txt") == "six-countries-sign-a-treaty.txt"
    assert titled("…", ".txt") == "article.txt"


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b"%PDF-1.4", ".pdf"),
        (b"PK\3\4" + bytes(26) + b"mimetypeapplication/epub+zip", ".epub"),
        (b"PK\3\4", ".zip"),
        (b"\x1f\x8b", ".gz"),
        (bytes(257) + b"ustar", ".tar"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", ".html"),
        (b"<!-- saved from url=(0033)x -->\n<html>", ".html"),
        (b'<?xml version="1.0"?><html xmlns="x">', ".html"),
        (b'<?xml version="1.0"?><rss>', ".xml"),
        (b"From a@b Mon Jan 12 21:40:00 2026\nSubject: x\n", ".mbox"),
        (b"From here on it rained.\n", ".txt"),
        (b"Subject: x\nFrom: a@b\n\nWords", ".eml"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n", ".mhtml"),
        (b"Date: Monday\n\nWords", ".txt"),
        (b'{"a": 1}\n{"a": 2}\n', ".jsonl"),
        (b'{"a": "' + b"x" * 5000, ".jsonl"),
        (b"{curly words}", ".txt"),
        (b"# A heading\n", ".md"),
        (b"---\ntitle: x\n---\n", ".md"),
        (b"", ".txt"),
    ],
)
def test_what_a_file_is_by_how_it_begins(head: bytes, ending: str) -> None:
    assert ending_of(head) == ending
