"""Archives as the standard library writes them, and hostile ones."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from annotations.articles.formats import opening, source, unpacking
from annotations.problem import Problem
from tests.annotations.articles.formats.reading import articles, found, problems

STORY = b"The title\n\nThe body of it.\n"
MIB = 1024 * 1024


def zipped(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


def zip_bytes(tmp_path: Path, members: dict[str, bytes]) -> bytes:
    return zipped(tmp_path / "inner.tmp", members).read_bytes()


def tarred(file: Path, members: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(file, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file


def test_what_an_archive_holds_is_read_in_place(tmp_path: Path) -> None:
    members = {
        "b/story.txt": STORY,
        "a.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
        "photo.png": b"\x89PNG",
        "d/": b"",
    }
    for file in (
        zipped(tmp_path / "news.zip", members),
        tarred(tmp_path / "news.tar", members),
        tarred(tmp_path / "news.tar.gz", members, "w:gz"),
        tarred(tmp_path / "news.tgz", members, "w:gz"),
    ):
        read = articles(file)
        assert list(read) == ["b/story.txt", "a.jsonl/000001", "a.jsonl/000002"]
        assert (read["b/story.txt"].name, read["b/story.txt"].text) == (f"{file.name}/b/story.txt", STORY.decode())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.tar", "news.tar.gz", "news.tgz", "news.zip"]


def test_a_compressed_file_is_the_article_or_the_articles_in_it(tmp_path: Path) -> None:
    (tmp_path / "story.md.gz").write_bytes(gzip.compress(b"# A heading\n\nWords.\n"))
    assert [(key, each.title) for key, each in articles(tmp_path / "story.md.gz").items()] == [("", "A heading")]
    (tmp_path / "dump.jsonl.gz").write_bytes(gzip.compress(b'{"id": "x", "text": "One."}\n'))
    assert list(articles(tmp_path / "dump.jsonl.gz")) == ["x"]
    (tmp_path / "photo.png.gz").write_bytes(gzip.compress(b"x"))
    assert found(tmp_path / "photo.png.gz") == {}


def test_archives_in_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    data = zip_bytes(tmp_path, {"story.txt": STORY})
    for _ in range(3):
        data = zip_bytes(tmp_path, {"in.zip": data})
    (tmp_path / "deep.zip").write_bytes(data)
    assert list(articles(tmp_path / "deep.zip")) == ["in.zip/in.zip/in.zip/story.txt"]
    (tmp_path / "deep.zip").write_bytes(zip_bytes(tmp_path, {"in.zip": data, "a.txt": STORY}))
    assert problems(tmp_path / "deep.zip") == [
        "deep.zip/in.zip/in.zip/in.zip/in.zip: archives nested too deep; take out what is in it"
    ]
    assert "a.txt" in found(tmp_path / "deep.zip")


def test_a_bomb_is_one_line_and_the_rest_is_read(tmp_path: Path) -> None:
    file = zipped(tmp_path / "bomb.zip", {"bomb.txt": bytes(40 * MIB), "story.txt": STORY})
    assert problems(file) == ["bomb.zip/bomb.txt: unpacks to more than 200 times its size; it is hostile; remove it"]
    assert "story.txt" in found(file)
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(bytes(40 * MIB)))
    assert problems(tmp_path / "bomb.txt.gz") == [
        "bomb.txt.gz: unpacks to more than 200 times its size; it is hostile; remove it"
    ]


def test_a_header_that_lies_about_the_size_is_not_believed(tmp_path: Path) -> None:
    file = zipped(tmp_path / "lie.zip", {"bomb.txt": bytes(40 * MIB)})
    file.write_bytes(file.read_bytes().replace(struct.pack("<I", 40 * MIB), struct.pack("<I", 100)))
    assert problems(file) == ["lie.zip/bomb.txt: damaged in its archive; fetch the archive again"]


def test_a_member_larger_than_its_kind_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LIMIT", 2 * MIB)
    file = zipped(tmp_path / "large.zip", {"large.txt": bytes(range(256)) * 16 * 1024})
    assert problems(file) == ["large.zip/large.txt: too large: 3 MiB; at most 2 MiB can be read; split it"]


def test_damaged_and_encrypted_archives_are_one_line(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"story.txt": STORY}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:-30])
    (tmp_path / "b.zip").write_bytes(
        whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    )
    (tmp_path / "c.tar").write_bytes(b"not a tar at all" * 100)
    (tmp_path / "d.tgz").write_bytes(gzip.compress(STORY)[:-9])
    assert problems(tmp_path / "a.zip") == ["a.zip: damaged archive; fetch it again"]
    assert problems(tmp_path / "b.zip") == ["b.zip/story.txt: encrypted; unpack it with its password"]
    assert problems(tmp_path / "c.tar") == ["c.tar: damaged archive; fetch it again"]
    assert problems(tmp_path / "d.tgz") == ["d.tgz: damaged, or broken off; fetch it again"]


def test_paths_out_of_an_archive_links_and_devices_are_passed_over(tmp_path: Path) -> None:
    names = ["../up.txt", "/root.txt", "folder.txt/", "a/../../up.txt", "__MACOSX/._a.txt", ".hidden.txt", "good.txt"]
    made = zipped(tmp_path / "a.zip", dict.fromkeys(names, STORY))
    assert list(articles(made)) == ["good.txt"]
    nameless = made.read_bytes().replace(b"good.txt", b"\0ood.txt")
    made.write_bytes(nameless)
    assert found(made) == {}
    with tarfile.open(tmp_path / "b.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo("link.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert found(tmp_path / "b.tar") == {}
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as zipped_link:
        zipped_link.writestr(link, "/etc/passwd")
    assert found(tmp_path / "c.zip") == {}


def test_names_in_no_known_encoding_and_with_control_characters_are_read(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w", format=tarfile.GNU_FORMAT, encoding="latin-1") as archive:
        for name in ("Käse.txt", "two\nlines.txt"):
            member = tarfile.TarInfo(name)
            member.size = len(STORY)
            archive.addfile(member, io.BytesIO(STORY))
    assert list(articles(tmp_path / "a.tar")) == ["Käse.txt", "two\nlines.txt"]
    data = zip_bytes(tmp_path, {"K..se.txt": STORY, "two\nlines.txt": STORY})
    # Code page 437, which is the format's own, and UTF-8 as Info-ZIP writes it.
    for raw, name in ((b"K\x84\x84se.txt", "Kääse.txt"), ("Käse.txt".encode(), "Käse.txt")):
        (tmp_path / "b.zip").write_bytes(data.replace(b"K..se.txt", raw))
        assert list(articles(tmp_path / "b.zip")) == [name, "two\nlines.txt"]


def test_more_articles_than_can_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_MEMBERS", 2)
    file = zipped(tmp_path / "many.zip", {f"{number}.txt": STORY for number in range(4)})
    read = found(file)
    assert list(read) == ["0.txt", "1.txt", "!"]
    assert read["!"] == Problem("many.zip", "more than 2 articles: the rest is left out", "split it")
    assert source.MOST_MEMBERS > 100_000
