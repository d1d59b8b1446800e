"""Files that other programs made of one story and one book (`samples/README.md` says how): each is read the same."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.annotations.articles.formats.reading import article, articles

SAMPLES = Path(__file__).parent / "samples"
TITLE = "The lighthouse of Skerry Vör is lit again"
CENTRAL_EUROPE = timezone(timedelta(hours=1))
HEAD = ["Ana Duarte", "2026-01-12"]
STORY = [
    "SKERRY VÖR, Jan. 12 (Meridian) – The lighthouse of Skerry Vör was lit on Monday evening for the first time in "
    "nineteen years, after islanders had carried 340 litres of paint up its 161 steps.",
    "“Nobody asked whether we could,” said Ísold Þórsdóttir, the harbourmaster. “They asked whether it would be seen "
    "from Ragnarvik.” It was: a fisherman telephoned at 17:42 to complain of the glare.",
    "The lamp turns once in twelve seconds and is driven by a motor that was built for a washing machine. It uses no "
    "more electricity than a kettle, and it can be seen from a distance of twenty-two nautical miles in clear weather.",
    "The council has set three conditions:",
    "the lamp goes out at dawn,",
    "the keeper’s cat stays, and",
    "nobody paints the door red.",
    "A ferry brings visitors on Saturdays. The keeper, who is also the postman, asks them to bring their own "
    "sandwiches.",
]


def lines(text: str) -> list[str]:
    """The lines that are not empty, without the signs before the points of a list, and with curved quotation marks."""
    bare = (
        line.removeprefix("- ").removeprefix("• ").replace("'", "’").replace(" -- ", " – ") for line in text.split("\n")
    )
    return [line.replace("\xa0", " ") for line in bare if line]


@pytest.mark.parametrize(
    ("name", "text", "author", "language", "published"),
    [
        ("pandoc.html", [*HEAD, *STORY], "Ana Duarte", "en-GB", "2026-01-12T00:00:00"),
        ("libreoffice.html", [*HEAD, *STORY], "Ana Duarte", "en-GB", "2026-01-12T00:00:00"),
        ("libreoffice.xhtml", [*HEAD, *STORY], "Ana Duarte", "en-GB", "2026-11-24T00:00:00"),
        ("chromium.mhtml", [*HEAD, *STORY], "Ana Duarte", "en-GB", "2026-01-12T00:00:00"),
        ("libreoffice.pdf", [*HEAD, *STORY], "Ana Duarte", "en-GB", "2026-11-24T15:13:30+00:00"),
        ("chromium.pdf", [*HEAD, *STORY], None, "en-GB", "2026-11-24T15:20:09+00:00"),
        ("groff.pdf", [*HEAD, *STORY], "Ana Duarte", None, "2026-11-24T15:22:51+00:00"),
        ("typst.pdf", STORY, "Ana Duarte", "en-GB", "2026-01-12T00:00:00+00:00"),
        ("weasyprint.pdf", [*HEAD, *STORY], "Ana Duarte", "en-GB", None),
        ("superdesk.nitf", STORY, "Ana Duarte", None, "2026-01-12T17:30:00+00:00"),
        ("newsmlg2.newsml", STORY, "Ana Duarte", "en-GB", "2026-01-12T18:30:00+01:00"),
    ],
)
def test_one_story(name: str, text: list[str], author: str | None, language: str | None, published: str | None) -> None:
    found = article(SAMPLES / name)
    assert lines(found.text) == [TITLE, *text]
    assert (found.title, found.author, found.meta.language) == (TITLE, author, language)
    assert found.published == (published and datetime.fromisoformat(published))


def test_a_browser_says_where_a_page_was() -> None:
    assert article(SAMPLES / "chromium.mhtml").meta.url == "https://meridian.example/lights.html"
    assert article(SAMPLES / "chromium.pdf").meta.url == "http://meridian.example/pandoc.html"


@pytest.mark.parametrize("name", ["calibre-2.epub", "calibre-3.epub", "libreoffice-book.epub"])
def test_one_book(name: str) -> None:
    found = articles(SAMPLES / name)
    assert [(each.title, *lines(each.text)[1:]) for each in found.values()] == [
        ("Two lights", *HEAD),
        (TITLE, STORY[0].partition(", after")[0] + ".", STORY[1].partition(" “They")[0]),
        ("A lamp for Ragnarvik", "The neighbouring island wants a lamp, too. Its council votes in March."),
    ]
    assert list(found) == ["01-two-lights", "02-the-lighthouse-of-skerry-vör-is-lit-again", "03-a-lamp-for-ragnarvik"]
    assert {(each.source, each.author) for each in found.values()} == {("Two lights", "Ana Duarte")}
    day = None if name.startswith("libreoffice") else datetime.fromisoformat("2026-01-12T00:00:00+00:00")
    assert {each.published for each in found.values()} == {day}


def test_a_book_whose_chapters_have_no_headings_is_called_by_how_they_begin() -> None:
    (found,) = articles(SAMPLES / "libreoffice.epub").values()
    assert lines(found.text) == [TITLE, *HEAD, *STORY]


@pytest.mark.parametrize("name", ["feedgen.rss", "feedgen.atom"])
def test_a_feed(name: str) -> None:
    first, second = articles(SAMPLES / name).values()
    assert lines(first.text) == [TITLE, *STORY]
    assert second.text == "A lamp for Ragnarvik\n\nThe neighbouring island wants a lamp, too.\n"
    assert (first.source, first.author, first.meta.language) == ("Meridian", "Ana Duarte", "en-GB")
    assert first.meta.url == "https://example.org/2026/lights-1.html"
    assert first.published == datetime.fromisoformat("2026-01-12T18:30:00+01:00")


def test_a_message_of_a_newsroom() -> None:
    ((key, found),) = articles(SAMPLES / "superdesk.newsml").items()
    assert (key, lines(found.text)) == ("lights", [TITLE, *STORY])
    assert found.meta == ("Meridian", "Ana Duarte", "en-GB", None)
    assert found.published == datetime.fromisoformat("2026-01-12T17:30:00+00:00")


@pytest.mark.parametrize(
    ("name", "title"), [("s-nail.eml", TITLE), ("mutt.eml", TITLE), ("git.eml", f"[PATCH] {TITLE}")]
)
def test_a_letter(name: str, title: str) -> None:
    found = article(SAMPLES / name)
    assert found.text.startswith(f"{title}\n\nSKERRY VÖR, Jan. 12 (Meridian) -- The lighthouse")
    assert " ".join(lines(found.text)).startswith(" ".join([title, *STORY, "From the sea it looks like a star."]))
    assert found.author == "Ana Duarte"
    assert found.published == datetime.fromisoformat(
        "2026-01-12T18:30:00+01:00" if name == "git.eml" else "2026-11-24T19:26:25+00:00"
    )


@pytest.mark.parametrize(
    ("name", "titles"),
    [("mutt.mbox", [TITLE, "Re: lights"]), ("git.mbox", ["[PATCH 1/2] Begin", f"[PATCH 2/2] {TITLE}"])],
)
def test_letters_that_a_program_keeps_in_one_file(name: str, titles: list[str]) -> None:
    found = list(articles(SAMPLES / name).values())
    assert [each.title for each in found] == titles
    assert "From the sea it looks like a star." in found[1].text.splitlines()


def test_a_mailbox() -> None:
    found = articles(SAMPLES / "mailbox.mbox")
    assert list(found) == ["1@example.org", "2@example.org"]
    for each, title in zip(found.values(), (TITLE, "Re: lights"), strict=True):
        # A letter keeps the ends of its lines, and loses the sign that mailboxes put before `From`.
        assert " ".join(lines(each.text)) == " ".join([title, *STORY, "From the sea it looks like a star."])
        assert (each.source, each.author) == ("Islands", "Ana Duarte")
        assert each.published == datetime.fromisoformat("2026-01-12T18:30:00+01:00")


@pytest.mark.parametrize("name", ["libreoffice.csv", "libreoffice.tsv", "pandas.csv"])
def test_a_table(name: str) -> None:
    found = articles(SAMPLES / name)
    assert " ".join(lines(found["one"].text)) == " ".join([TITLE, *STORY])
    assert lines(found["two"].text)[0] == 'A lamp, “too”; and "more"'
    assert (found["one"].author, found["one"].meta.language) == ("Ana Duarte", "en-GB")
    when = datetime(2026, 1, 12, 18, 30)
    assert found["one"].published == (when.replace(tzinfo=CENTRAL_EUROPE) if name == "pandas.csv" else when)


@pytest.mark.parametrize("name", ["jq.jsonl", "pandas.jsonl", "scrapy.jsonl"])
def test_lines_of_json(name: str) -> None:
    found = articles(SAMPLES / name)
    assert lines(found["one"].text) == [TITLE, *STORY]
    assert found["one"].meta == (None, "Ana Duarte", "en-GB", "https://meridian.example/lights")
    assert found["two"].text == 'A lamp, “too”; and "more"\n\nThe neighbouring island wants a lamp, too.\n'
    assert found["two"].meta == (None, None, None, None)
    assert {each.published for each in found.values()} == {datetime.fromisoformat("2026-01-12T18:30:00+01:00")}


def test_text_and_markdown_are_their_files() -> None:
    markdown, plain = article(SAMPLES / "pandoc.md"), article(SAMPLES / "libreoffice.txt")
    assert (markdown.title, markdown.author, markdown.meta.language) == (TITLE, "Ana Duarte", "en-GB")
    assert markdown.published == datetime.fromisoformat("2026-01-12")
    assert markdown.text == (SAMPLES / "pandoc.md").read_text(encoding="utf-8")
    assert plain.title == TITLE
    assert plain.text == (SAMPLES / "libreoffice.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["info-zip.zip", "7zip.zip", "bsdtar.zip", "gnu.tar", "busybox.tar.gz", "bsdtar.tgz"])
def test_an_archive_has_its_files_under_their_names_and_no_links(name: str) -> None:
    found = articles(SAMPLES / name)
    long = "the-story-of-the-lighthouse-and-of-all-who-carried-paint-up-its-steps-" * 2
    assert sorted(found) == [f"lights/Vör/{long}.txt", "lights/story.md"]
    assert found["lights/story.md"].text == (SAMPLES / "story.md").read_text(encoding="utf-8")
    assert found[f"lights/Vör/{long}.txt"].title == "A lamp for Ragnarvik"


@pytest.mark.parametrize("name", ["gzip.md.gz", "pigz.md.gz"])
def test_a_compressed_file(name: str) -> None:
    assert article(SAMPLES / name).text == (SAMPLES / "story.md").read_text(encoding="utf-8")
