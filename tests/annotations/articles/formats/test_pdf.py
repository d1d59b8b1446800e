"""PDF as typesetters make it: groff where it is installed, and fpdf2."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from fpdf import FPDF

from annotations.articles.formats.page_layout import is_page_number
from tests.annotations.articles.formats.reading import article, problems

SENTENCE = "The harbour tunnel opened nine days early and carried four thousand vehicles in its first hour. "
GROFF = f""".TL
The tunnel of Rotterdam
.2C
.PP
{SENTENCE * 30}
.PP
Nobody had expected it. {SENTENCE * 20}
"""


class Paper(FPDF):
    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.text(20, 10, f"Meridian Quarterly, vol. {self.page_no()}")

    def footer(self) -> None:
        self.set_font("helvetica", size=8)
        self.text(100, 290, f"- {self.page_no()} -")


def paper(kind: type[FPDF] = FPDF) -> FPDF:
    made = kind()
    made.add_page()
    made.set_font("helvetica", size=11)
    return made


@pytest.mark.skipif(not shutil.which("gropdf"), reason="groff with its PDF device is not installed")
def test_two_columns_are_read_one_after_the_other_and_divided_words_are_whole(tmp_path: Path) -> None:
    made = subprocess.run(["groff", "-ms", "-Tpdf"], input=GROFF.encode(), capture_output=True, check=True).stdout
    (tmp_path / "a.pdf").write_bytes(made)
    found = article(tmp_path / "a.pdf")
    first, second = (SENTENCE * 30).strip(), f"Nobody had expected it. {SENTENCE * 20}".strip()
    assert found.text == f"The tunnel of Rotterdam\n\n{first}\n\n{second}\n"


def test_running_heads_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    made = paper(Paper)
    made.set_title("Report")
    made.set_author("Ana Duarte")
    made.set_lang("en-GB")
    made.set_auto_page_break(True, 20)
    made.multi_cell(0, 6, "\n".join(f"Paragraph {number}. {SENTENCE * 4}" for number in range(40)))
    made.output(str(tmp_path / "a.pdf"))
    found = article(tmp_path / "a.pdf")
    assert found.text.count("Paragraph") == 40
    assert "Meridian" not in found.text
    assert "- 2 -" not in found.text
    assert [line for line in found.text.splitlines() if line][20] == f"Paragraph 19. {(SENTENCE * 4).strip()}"
    assert (found.title, found.author, found.meta.language) == ("Report", "Ana Duarte", "en-GB")
    assert found.published is not None


def test_a_column_that_is_much_shorter_than_the_other_is_one(tmp_path: Path) -> None:
    made = paper()
    made.set_font("times", size=10)
    texts = [f"Paragraph {number} begins. {SENTENCE * 5}".strip() for number in range(8)]
    with made.text_columns(text_align="J", ncols=2, gutter=8, line_height=1.2) as both:
        for text in texts:
            with both.paragraph(top_margin=2) as part:
                part.write(text)
    made.output(str(tmp_path / "a.pdf"))
    assert article(tmp_path / "a.pdf").text == "\n\n".join(texts) + "\n"


def test_columns_are_read_as_they_are_seen_and_not_as_they_are_drawn(tmp_path: Path) -> None:
    made = paper()
    made.set_font_size(20)
    made.text(20, 20, "A headline over both of the columns")
    made.set_font_size(11)
    for row in range(12):
        made.text(20, 40 + 6 * row, f"left line number {row} of the text")
        made.text(110, 40 + 6 * row, f"right line number {row} of the text")
    made.output(str(tmp_path / "a.pdf"))
    sides = [" ".join(f"{side} line number {row} of the text" for row in range(12)) for side in ("left", "right")]
    assert article(tmp_path / "a.pdf").text == f"A headline over both of the columns\n\n{' '.join(sides)}\n"


def test_a_property_that_is_no_text_is_none(tmp_path: Path) -> None:
    made = paper()
    made.set_author("Ä" + "x" * 8)
    made.set_title("Report")
    made.text(20, 20, "Some words")
    whole = bytes(made.output())
    # Half of a pair of surrogates.
    broken = whole.replace(b"<feff00c4", b"<feffdc00")
    assert broken != whole
    (tmp_path / "a.pdf").write_bytes(broken)
    found = article(tmp_path / "a.pdf")
    assert (found.title, found.author) == ("Report", None)


def test_what_stands_millions_of_points_away_is_on_no_page(tmp_path: Path) -> None:
    made = paper()
    for row in range(6):
        made.text(20, 20 + 6 * row, f"Words of line {row}")
    made.text(10_000_000, 80, "Far away")
    made.output(str(tmp_path / "a.pdf"))
    assert article(tmp_path / "a.pdf").text == " ".join(f"Words of line {row}" for row in range(6)) + "\n"


def test_what_is_wrong_with_a_document_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    made = paper()
    made.text(20, 20, "Some words")
    made.output(str(file))
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 3], b"%PDF-1.7\n", b"", b"not a PDF"):
        file.write_bytes(damaged)
        assert problems(file) == ["a.pdf: damaged, or broken off; fetch it again"]
    made = paper()
    made.rect(10, 10, 50, 50)
    made.output(str(file))
    assert problems(file) == ["a.pdf: no text in it, only pictures; have its text recognised (OCR) first"]
    made = paper()
    made.set_encryption("owner", "user")
    made.text(20, 20, "Some words")
    made.output(str(file))
    assert problems(file) == ["a.pdf: encrypted; save it without a password"]


@pytest.mark.skipif(not shutil.which("gropdf"), reason="groff with its PDF device is not installed")
@pytest.mark.parametrize("divided", [True, False])
def test_a_hyphen_of_a_word_is_kept_at_the_end_of_a_line_and_that_of_a_typesetter_is_not(
    tmp_path: Path, divided: bool
) -> None:
    words = "a well-known harbour master of the twenty-two tunnels in well-understood northern weather "
    story = f"Known as well as understood, {words * 30}is known.".replace(" ", "  ").split()
    source = f".ds\n.2C\n{'' if divided else '.nh'}\n.PP\n{' '.join(story)}\n"
    made = subprocess.run(["groff", "-ms", "-Tpdf"], input=source.encode(), capture_output=True, check=True).stdout
    (tmp_path / "a.pdf").write_bytes(made)
    assert article(tmp_path / "a.pdf").text.split() == story


def test_numbers_of_pages() -> None:
    assert all(map(is_page_number, ["7", "- 12 -", "Page 3 of 10", "xii", "4/9", "[5]"]))
    assert not any(map(is_page_number, ["In 2019", "12,000 words", "mill", "", "Page"]))
