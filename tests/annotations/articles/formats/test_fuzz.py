"""Whatever is done to a file, reading it gives articles or problems: no crash, no hang, no more than was in it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import mailbox
import signal
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.articles.article import Article
from annotations.articles.formats.opening import Opening
from annotations.articles.formats.registry import FORMATS, format_of
from annotations.problem import Problem
from tests.annotations.articles.formats.test_book import epub
from tests.annotations.articles.formats.test_news_xml import ATOM, INLINE, ITEM, NITF, RSS
from tests.annotations.articles.formats.test_web_page import NEWS

# What the library that looks for the date of a page says of a zone that the mutations made up.
pytestmark = pytest.mark.filterwarnings("ignore::dateutil.parser.UnknownTimezoneWarning")

STORY = "The title\n\nTOKYO (Kyodo) -- The body of it.\n"


def letter() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Käse"
    message["Date"] = "Mon, 12 Jan 2026 21:40:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(STORY)
    message.add_alternative(f"<p>{STORY}</p>", subtype="html")
    return bytes(message)


def archive() -> bytes:
    data = io.BytesIO()
    message = EmailMessage()
    message.set_content(NEWS, subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    data.write(bytes(message))
    return data.getvalue()


def box(tmp_path: Path) -> bytes:
    made = mailbox.mbox(tmp_path / "box")
    made.add(letter())
    made.add(letter())
    made.close()
    return (tmp_path / "box").read_bytes()


def table() -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["id", "title", "text"], ["a", 'A "title"', STORY], ["b", "", "Words."]])
    return text.getvalue().encode()


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a/story.txt", STORY)
        made.writestr("b.jsonl", '{"text": "One."}\n')
    return data.getvalue()


def tarred() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as made:
        member = tarfile.TarInfo("a/story.md")
        member.size = len(STORY.encode())
        made.addfile(member, io.BytesIO(STORY.encode()))
    return data.getvalue()


def paper() -> bytes:
    made = FPDF()
    made.set_compression(False)
    made.add_page()
    made.set_font("helvetica")
    made.multi_cell(0, 6, STORY * 5)
    return bytes(made.output())


MARKDOWN = f"---\ntitle: 'Käse'\ndate: 2026-01-12\ntags: [a, &b c, *b]\n---\n\n# One\n\n{STORY}\n* a\n\n> b\n"
VALID: dict[str, Callable[[Path], bytes]] = {
    "a.txt": lambda _: (STORY * 3).encode(),
    "a.md": lambda _: MARKDOWN.encode(),
    "a.html": lambda _: NEWS.encode(),
    "a.mhtml": lambda _: archive(),
    "a.pdf": lambda _: paper(),
    "a.eml": lambda _: letter(),
    "a.mbox": box,
    "a.epub": lambda tmp_path: epub(tmp_path / "book").read_bytes(),
    "a.jsonl": lambda _: b"".join(json.dumps({"id": n, "text": STORY}).encode() + b"\n" for n in range(3)),
    "a.csv": lambda _: table(),
    "rss.xml": lambda _: RSS.encode(),
    "atom.xml": lambda _: ATOM.encode(),
    "nitf.xml": lambda _: NITF.encode(),
    "newsml.xml": lambda _: (ITEM % ("one", INLINE)).encode(),
    "a.zip": lambda _: zipped(),
    "a.tar": lambda _: tarred(),
    "a.txt.gz": lambda _: gzip.compress(STORY.encode()),
    "a.tgz": lambda _: gzip.compress(tarred()),
}
MOST_SECONDS = 120
MOST_MEMORY = 256 * 1024 * (1024 if sys.platform == "darwin" else 1)
"""What reading a hundred small files may take, in the units of the system."""
MOST_TIMES = 200
"""How many times its bytes a file may have code points of text: what is compressed has more."""
MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "insert", "repeat", "truncate"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 40),
        st.binary(min_size=1, max_size=8)
        | st.sampled_from([b"<", b"&", b'"', b"\n", b"]]>", b"\xff\xfe", b"%PDF", b"PK\1\2"]),
    ),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, mutations: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, place, length, more in mutations:
        at = int(place * len(data))
        before, part, after = data[:at], data[at : at + length], data[at + length :]
        data = {
            "flip": before + bytes(each ^ more[0] for each in part) + after,
            "cut": before + after,
            "insert": before + more + part + after,
            "repeat": before + part * 3 + after,
            "truncate": before,
        }[kind]
    return data


def everything(file: Path) -> list[Article | Problem]:
    opening = Opening(file, file.name)
    try:
        held = opening.held()
        found = [opening.read(key) for key in held.keys]
    finally:
        opening.close()
    return [*found, *filter(None, [held.problem])]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def test_every_format_is_among_them() -> None:
    assert {format_of(name) for name in VALID} == set(FORMATS)


@pytest.mark.parametrize("name", VALID)
def test_a_file_that_is_whole_has_articles(folder: Path, name: str) -> None:
    (folder / name).write_bytes(VALID[name](folder))
    found = everything(folder / name)
    assert found
    assert all(isinstance(each, Article) for each in found)


class Hangs(BaseException):
    """Nothing that reads a file takes it for one of its faults."""


@contextmanager
def bounded() -> Iterator[None]:
    """Ends what hangs, and fails where the process has grown by more than files like these would need."""

    def hangs(*_: object) -> None:
        raise Hangs

    before, handler = getrusage(RUSAGE_SELF).ru_maxrss, signal.signal(signal.SIGALRM, hangs)
    signal.alarm(MOST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY


def check(file: Path, data: bytes) -> None:
    """That bytes are articles or problems, with no more text than there can be in them."""
    file.write_bytes(data)
    found = everything(file)
    assert sum(len(each.text) for each in found if isinstance(each, Article)) <= MOST_TIMES * len(data)
    for each in found:
        if isinstance(each, Problem):
            assert "\n" not in each.what + each.remedy
        else:
            assert all(0 <= part.span.start < part.span.end <= len(each.text) for part in each.regions)


@pytest.mark.parametrize("name", VALID)
def test_a_file_that_is_damaged_gives_articles_or_problems(folder: Path, name: str) -> None:
    valid = VALID[name](folder)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(MUTATIONS)
    def damaged(mutations: list[tuple[str, float, int, bytes]]) -> None:
        check(folder / name, mutated(valid, mutations))

    check(folder / name, valid)
    with bounded():
        damaged()


@pytest.mark.parametrize("name", VALID)
def test_bytes_of_any_kind_give_articles_or_problems(folder: Path, name: str) -> None:
    head = VALID[name](folder)[:8]

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(st.binary(max_size=400), st.sampled_from([b"", head]))
    def anything(data: bytes, begun: bytes) -> None:
        check(folder / name, begun + data)

    with bounded():
        anything()
