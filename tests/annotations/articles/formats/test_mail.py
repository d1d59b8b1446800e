"""Letters and mailing lists, as the standard library writes them."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

from tests.annotations.articles.formats.reading import article, articles, problems


def letter(subject: str = "Käse and cheese", text: str = "The first line.\n\nFrom here on.\n") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana Duarte <ana@example.org>"
    message["To"] = "list@example.org"
    message["Subject"] = subject
    message["Date"] = "Mon, 12 Jan 2026 21:40:00 +0100"
    message["List-Post"] = "<mailto:list@example.org>"
    message["Archived-At"] = "<https://example.org/1>"
    message.set_content(text)
    return message


def test_a_letter(tmp_path: Path) -> None:
    message = letter()
    message.add_alternative("<p>The <b>first</b> line.</p>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="x.png")
    message["Content-Language"] = "en"
    (tmp_path / "a.eml").write_bytes(bytes(message))
    found = article(tmp_path / "a.eml")
    assert found.text == "Käse and cheese\n\nThe first line.\n\nFrom here on.\n"
    assert found.meta == ("list@example.org", "Ana Duarte", "en", "https://example.org/1")
    assert found.published is not None
    assert found.published.isoformat() == "2026-01-12T21:40:00+01:00"


def test_a_letter_that_is_only_html(tmp_path: Path) -> None:
    message = letter()
    message.set_content("<style>p {}</style><p>One<br>two &amp; three</p><ul><li>a<li>b</ul>", subtype="html")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    assert article(tmp_path / "a.eml").text == "Käse and cheese\n\nOne\ntwo & three\n\n- a\n- b\n"


def test_what_is_no_letter(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"\x89PNG\r\n\0\0")
    assert problems(tmp_path / "a.eml") == ["a.eml: no letter: it has no header; fetch it again"]
    message = EmailMessage()
    message["Subject"] = "A picture"
    message.set_content(b"\x89PNG", maintype="image", subtype="png")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    assert problems(tmp_path / "a.eml") == ["a.eml: a letter without text; open its attachments by themselves"]


def test_a_date_that_no_calendar_has_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(letter()).replace(b"21:40:00", b"21:40:99999999999999999999"))
    assert article(tmp_path / "a.eml").published is None


def test_a_mailing_list_has_a_letter_an_article(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "list.mbox")
    first = letter("First")
    first["Message-ID"] = "<1.2@example.org>"
    box.add(first)
    box.add(letter("Second"))
    box.close()
    read = articles(tmp_path / "list.mbox")
    assert list(read) == ["1.2@example.org", "000002"]
    assert read["1.2@example.org"].text == "First\n\nThe first line.\n\nFrom here on.\n"
    assert read["000002"].title == "Second"


def test_an_encoding_that_lies_or_is_not_known(tmp_path: Path) -> None:
    head = b"Subject: =?x-none?q?=ff?=\nContent-Type: text/plain; charset="
    (tmp_path / "a.eml").write_bytes(head + b"ascii\n\nCaf\xe9 noir\n")
    (tmp_path / "b.eml").write_bytes(head + b"x-none\n\nCaf\xc3\xa9 noir\n")
    assert "Café noir" in article(tmp_path / "a.eml").text
    assert "Café noir" in article(tmp_path / "b.eml").text


def test_a_file_without_letters(tmp_path: Path) -> None:
    (tmp_path / "list.mbox").write_text("From here on it rained.\n")
    assert problems(tmp_path / "list.mbox") == ["list.mbox: no letter in it; fetch it again"]
