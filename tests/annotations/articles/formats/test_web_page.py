"""Web pages as pandoc writes them, in the shapes that news sites publish, and as browsers save them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from annotations.articles.article import RegionKind
from annotations.articles.formats.decoding_html import decoded
from tests.annotations.articles.formats.reading import article, problems

FIRST = "Transport ministers of Portugal, Spain and France signed a treaty on Monday to bring back a night train."
SECOND = "The Belém Night Train Agreement was signed shortly after six in the old customs hall beside Santa Apolónia."
THIRD = "The first train is to leave on the fourth of September, and nobody knows yet where it will stop at night."
NEWS = f"""<!DOCTYPE html>
<!-- saved from url=(0033)https://meridian.example/2026/six -->
<html lang="en"><head><meta charset="utf-8"><title>Six countries sign treaty - Meridian News</title>
<meta property="og:site_name" content="Meridian News"><link rel="canonical" href="https://meridian.example/other">
<meta name="author" content="Ana Duarte"><script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
"headline": "Six countries sign treaty", "datePublished": "2026-01-12T21:40:17+01:00"}}]}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better for you and our 743 partners.</p></div>
<article><h1>Six countries sign treaty</h1><p class="byline">By Ana Duarte</p><p>LISBON (Meridian) -- {FIRST}</p>
<h2>Why now</h2><p>{SECOND}</p>
<ul><li>The first of the points that were agreed on</li><li>The second of the points</li></ul>
<p>{THIRD}</p></article><aside><h3>Most read</h3><ol><li><a href="/1">A bank that lends drills</a></li>
<li><a href="/2">A voice in the ice</a></li></ol></aside><footer>
<p>Copyright 2026 Meridian News. All rights reserved.</p></footer></body></html>"""


def written(tmp_path: Path, html: str | bytes, name: str = "a.html") -> Path:
    (tmp_path / name).write_bytes(html.encode() if isinstance(html, str) else html)
    return tmp_path / name


def test_the_main_text_of_a_page_and_what_its_head_says(tmp_path: Path) -> None:
    found = article(written(tmp_path, NEWS))
    points = "- The first of the points that were agreed on\n- The second of the points"
    body = f"LISBON (Meridian) -- {FIRST}\n\nWhy now\n\n{SECOND}\n\n{points}\n\n{THIRD}"
    assert found.text == f"Six countries sign treaty\n\n{body}\n"
    assert found.meta == ("Meridian News", "Ana Duarte", "en", "https://meridian.example/2026/six")
    assert found.published is not None
    assert found.published.isoformat() == "2026-01-12T21:40:17+01:00"
    assert found.words_of(RegionKind.PLACE) == "LISBON"


def test_a_page_is_read_the_same_each_time(tmp_path: Path) -> None:
    assert article(written(tmp_path, NEWS)) == article(written(tmp_path, NEWS))


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_a_page_that_pandoc_made(tmp_path: Path) -> None:
    text = f"---\ntitle: The Sea\nlang: de\nauthor: Jo Li\n---\n\n# One\n\n{FIRST}\n\n# Two\n\n{SECOND} *{THIRD}*\n"
    made = subprocess.run(["pandoc", "-s", "-t", "html5"], input=text.encode(), capture_output=True, check=True).stdout
    found = article(written(tmp_path, made))
    assert (found.title, found.author, found.meta.language) == ("The Sea", "Jo Li", "de")
    # There is nothing of a site around it, so that all is taken: an extractor would leave headings and lists out.
    assert found.text == f"The Sea\n\nJo Li\n\nOne\n\n{FIRST}\n\nTwo\n\n{SECOND} {THIRD}\n"


def test_a_web_archive_of_a_browser(tmp_path: Path) -> None:
    page = EmailMessage()
    page["Snapshot-Content-Location"] = "https://meridian.example/snap"
    page["Subject"] = "Six"
    page.set_content(NEWS.replace("saved from", "kept from"), subtype="html", cte="quoted-printable")
    page.add_related(b"\x89PNG", maintype="image", subtype="png")
    found = article(written(tmp_path, bytes(page), "a.mhtml"))
    assert (found.title, found.meta.url) == ("Six countries sign treaty", "https://meridian.example/other")
    assert SECOND in found.text
    assert problems(written(tmp_path, b"Subject: x\n\nwords", "b.mht")) == ["b.mht: no page in it; save the page again"]


def test_a_short_page_is_taken_whole(tmp_path: Path) -> None:
    found = article(written(tmp_path, "<title>T</title><p>It rained on <b>Monday</b>.<p>Twice."))
    assert found.text == "T\n\nIt rained on Monday.\n\nTwice.\n"


def test_what_a_page_declares_is_neither_followed_nor_words(tmp_path: Path) -> None:
    html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><title>T</title><p>It &x; rained.</html>'
    assert article(written(tmp_path, html)).text == "T\n\nIt &x; rained.\n"


@pytest.mark.parametrize("html", ["", "<html></html>", "<script>x</script>", "\0"])
def test_a_page_without_words(tmp_path: Path, html: str) -> None:
    assert len(problems(written(tmp_path, html))) == 1


def test_a_page_of_200_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    with (tmp_path / "a.html").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert problems(tmp_path / "a.html") == ["a.html: too large: 200 MiB; at most 20 MiB can be read; split it"]


@pytest.mark.parametrize(
    ("name", "module", "library", "said"),
    [
        ("a.html", "web_page", "trafilatura", "html is not read without an extra; pip install 'postil[html]'"),
        ("a.pdf", "pdf", "pypdfium2", "pdf is not read without an extra; pip install 'postil[pdf]'"),
    ],
)
def test_without_its_extra_a_file_is_a_problem_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, library: str, said: str
) -> None:
    monkeypatch.delitem(sys.modules, f"annotations.articles.formats.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    assert problems(written(tmp_path, NEWS, name)) == [f"{name}: {said}"]


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("é".encode(), None, "é"),
        ("é".encode("latin-1"), "latin-1", "é"),
        (b'<meta charset="windows-1251">\xe9', None, '<meta charset="windows-1251">й'),
        (b'<meta charset="latin-1">\xc3\xa9', None, '<meta charset="latin-1">é'),
        ("\ufeffé".encode("utf-16"), None, "\ufeffé"),
        ("\ufeffé".encode(), "latin-1", "é"),
    ],
)
def test_the_encoding_of_a_page(data: bytes, declared: str | None, text: str) -> None:
    assert decoded(data, declared) == text
