"""The report in Markdown, and that nothing of an article is markup in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotations.desk.desk import Desk
from annotations.exchange.document import Document
from annotations.exchange.entries import one_line
from annotations.exchange.escaping import emphasised, escaped, markdown_of
from annotations.text.safe import visible
from tests.annotations.exchange.reports import (
    HOSTILE,
    hostile_documents,
    note,
    pieces,
    report,
    reported,
    tokens_of,
    words_of,
)
from tests.annotations.exchange.work import written

PLAIN = {"paragraph_open", "paragraph_close", "inline", "text"}


def test_what_was_said_of_an_article(desk: Desk, tmp_path: Path) -> None:
    losses = written(desk, "markdown", tmp_path / "out.md")
    assert losses.counts == Counter({"authorship": 8, "rejected suggestion": 1})
    assert (tmp_path / "out.md").read_text("utf-8") == (
        "---\ntitle: Annotations\nby: article\n---\n"
        "\n# Annotations\n"
        "\n## Talks in Cafe\u0301 Tokyo\n"
        "\nnews/fixture.txt · Reuters · 2020-03-05T10:00:00 · reading · flagged · #energy\n"
        "\n- *on the whole article* · #energy\n\n  On the whole.\n"
        "\n- > Talks in **Cafe\u0301 Tokyo**\n\n  #to do\n\n  A *place*?\n\n  Ask | again.\n"
        "\n- > 👩🏽\u200d🚀 **Ana met** 東京電力 in Tokyo.\n"
        '\n- > **Tokyo Electric Power** said: "yes" & \\<no>.\n\n  **ORG** · #energy · #Japan\n\n  The company.\n'
        "\n### Entities\n"
        "\n- **PERSON** 👩🏽\u200d🚀 Ana\n- **ORG** 東京電力 · Tokyo Electric Power\n- **GPE** Tokyo\n"
        "\n### Relations\n"
        "\n- 👩🏽\u200d🚀 Ana → *works for* → 東京電力\n"
    )


def test_what_was_said_by_tag_and_by_entity() -> None:
    text = "Ana met Ana."
    notes = (
        note("1", text, 0, 3, label="PERSON"),
        note("2", text, 8, 11, label="PERSON", body="Her?", tags=("b10", "b9")),
    )
    documents = [Document("a.txt", text, notes, title="One"), Document("b.txt", text, notes[:1], title="Two")]
    by_tag, lost = reported(documents, "markdown", "tag")
    one = "*One* (a.txt)\n\n  Her?\n"
    assert by_tag[""].partition("# Annotations\n")[2] == (
        f"\n## b9\n\n- > Ana met **Ana**.\n\n  **PERSON** · #b10 · #b9 · {one}"
        f"\n## b10\n\n- > Ana met **Ana**.\n\n  **PERSON** · #b10 · #b9 · {one}"
    )
    assert lost.counts == {"authorship": 3, "annotation without a tag": 2}
    assert str(lost) == "3 authorships, 2 annotations without a tag"
    assert report(documents, "markdown", "entity").partition("# Annotations\n")[2] == (
        "\n## Ana\n\n**PERSON** · 3 ×\n\n- > **Ana** met Ana.\n\n  *One* (a.txt)\n"
        f"\n- > Ana met **Ana**.\n\n  #b10 · #b9 · {one}\n- > **Ana** met Ana.\n\n  *Two* (b.txt)\n"
    )


@given(st.lists(pieces, min_size=1).map("".join))
@example(HOSTILE)
@example("1. one")
@example("- one")
@example("2024)")
@example("+")
@example("a &amp b; &lt;")
def test_no_words_are_markup(words: str) -> None:
    assert words_of(escaped(words)) == one_line(visible(words))
    assert tokens_of(escaped(words)) <= PLAIN


@pytest.mark.parametrize("line", HOSTILE.splitlines())
def test_no_line_of_a_hostile_text_is_markup(line: str) -> None:
    assert words_of(escaped(line)) == one_line(visible(line))
    assert tokens_of(escaped(line)) <= PLAIN


@given(*[st.lists(pieces, max_size=5).map("".join)] * 3)
def test_bold_words_are_bold_or_plain_and_all_words_stay(before: str, words: str, after: str) -> None:
    sentence = emphasised(before, words + "x", after)
    assert words_of(sentence) == one_line(visible(before + words + "x" + after))
    bold = "**" in sentence.replace("\\*", "")
    assert tokens_of(sentence) <= PLAIN | ({"strong_open", "strong_close"} if bold else set())
    assert ("strong_open" in tokens_of(sentence)) is bold


def test_bold_that_could_not_end_is_left_out() -> None:
    assert emphasised("He said", "“yes”", "twice") == "He said“yes”twice"
    assert emphasised("在", "東京", "的") == "在**東京**的"


@given(hostile_documents(), st.sampled_from(["article", "tag", "entity"]))
def test_a_body_ends_where_it_ends(document: Document, by: str) -> None:
    text = report([document, document], "markdown", by)
    front, _, rest = text[4:].partition("\n---\n")
    assert yaml.safe_load(front) == {"title": "Annotations", "by": by}
    outer = [token for token in MarkdownIt("commonmark").parse(rest) if token.level == 0]
    assert {token.type for token in outer} <= {
        *("heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"),
        *("bullet_list_open", "bullet_list_close"),
    }
    assert "html_block" not in tokens_of(rest)
    assert "html_inline" not in tokens_of(rest)


def test_html_in_what_a_user_wrote_is_shown() -> None:
    assert markdown_of("a <b> *c* 1 < 2 <!-- \\<i>\r\nd") == "a &lt;b> *c* 1 < 2 &lt;!-- \\&lt;i>\nd"
