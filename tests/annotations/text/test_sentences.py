from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.graphemes import is_boundary
from annotations.text.sentences import (
    next_paragraph,
    next_sentence,
    paragraphs,
    previous_paragraph,
    previous_sentence,
    sentences,
)

PIECES = st.sampled_from(
    [
        "The rain came down for three days over the valley of the river",
        "He left.",
        "Mr.",
        "U.S.",
        '"No!"',
        "Dec. 5",
        "1.",
        " ",
        "\n",
        "\n\n",
        "\n \n",
        "はい。",
        "…",
        "?",
        "\u0301",
        "\u0600",
        "- item",
        "By Jo",
        "\u00a0",
        "lower",
        "सच।",
        "👍🏽",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Abe of the U.S. met J. K. Rowling on Dec. 5.", "He left."],
        ['"Is it so?" he asked.', '"No."', "She left at 5 p.m.", "The U.S. President said 3.5 million...", "Then…"],
        ["Apple Inc. agreed.", "(He went.)", "See No. 5.", "He said no.", "Yes!"],
        ["S. Korean officials met in the U.S.", "The talks ended."],
        ["He wrote of e.g. Japan, Col. Smith and E. coli.", "In 2019.", "Why?"],
        ["Это конец.", "هل هذا صحيح؟", "نعم."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[sentence.start : sentence.end] for sentence in sentences(text)] == parts


def test_full_stops_of_han_and_kana_need_no_space() -> None:
    text = "「はい。」東京です。終わり！是吗？"
    assert [text[part.start : part.end] for part in sentences(text)] == [
        "「はい。」",
        "東京です。",
        "終わり！",
        "是吗？",
    ]


def test_one_line_is_one_paragraph() -> None:
    text = "A title of more than fifty code points, to be sure of it\n\nFirst.\nSecond.\n  \n\n  Third. \n"
    assert [text[part.start : part.end] for part in paragraphs(text)][1:] == ["First.", "Second.", "Third."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The rain came down for three days over the long valley of the river and\n"
        "Shinzo Abe said that nothing could be done about it until the summer.\n"
        "The next morning he left for London, where the ministers waited for\nhim.\n"
        "A second paragraph.\n"
    )
    wrapped, second = paragraphs(text)
    assert text[wrapped.start : wrapped.end].endswith("for\nhim.")
    assert [text[part.start : part.start + 3] for part in sentences(text)] == ["The", "The", "A s"]
    assert next_paragraph(text, 100) == second.start
    assert previous_paragraph(text, second.start) == 0


def test_lines_of_the_head_and_of_lists_are_not_wrapped() -> None:
    lines = [
        "Source: Xinhua| 2019-12-05 23:03:09|Editor: yan xiaoming",
        "Video PlayerClose",
        "- the first item of a list, which is as long as wrapped lines are",
        "- the second item of the list",
    ]
    text = "\n".join(lines)
    assert [text[part.start : part.end] for part in paragraphs(text)] == lines


@given(TEXTS)
def test_parts_are_sorted_disjoint_and_whole_graphemes(text: str) -> None:
    for parts in (paragraphs, sentences):
        last = 0
        for part in parts(text):
            assert last <= part.start < part.end
            assert is_boundary(text, part.start)
            assert is_boundary(text, part.end)
            assert not text[last : part.start].strip()
            last = part.end
        assert not text[last:].strip()


@given(TEXTS)
def test_no_sentence_crosses_a_paragraph(text: str) -> None:
    ends = {paragraph.end for paragraph in paragraphs(text)}
    assert ends <= {sentence.end for sentence in sentences(text)}


@given(TEXTS, st.integers(1, 20))
def test_moving_is_the_same_near_and_far(text: str, times: int) -> None:
    text = (text + "\n") * times
    places = [offset for offset in range(0, len(text) + 1, max(1, len(text) // 9)) if is_boundary(text, offset)]
    for parts, following, before in (
        (sentences, next_sentence, previous_sentence),
        (paragraphs, next_paragraph, previous_paragraph),
    ):
        starts = [part.start for part in parts(text)]
        for offset in places:
            assert following(text, offset) == next((start for start in starts if start > offset), None)
            assert before(text, offset) == next((start for start in reversed(starts) if start < offset), None)


def test_moving_in_one_long_paragraph() -> None:
    text = "He left on Dec. 5 for the U.S. and never came back. " * 200
    starts = [sentence.start for sentence in sentences(text)]
    assert len(starts) == 200
    assert [next_sentence(text, start) for start in starts[:-1]] == starts[1:]
    assert [previous_sentence(text, start) for start in starts[1:]] == starts[:-1]
