"""Folding: what a search takes for the same, and where a word is."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.folding import fold, tokens, words

ODD = st.characters() | st.sampled_from(
    "aAéé½㈱ｶﾞがきか\u3099한국ᄒ\u1161\u11abไทย\u0e31北京ß_-'\u00ad\u200d \x00\n\u0301क\u093fᏸꭰ\ud800"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("Zürich zurich Zu\u0308rich", ["zurich"] * 3),
        ("ﬁn ﬃ Ⅳ ²", ["fin", "ffi", "iv", "2"]),
        ("ΣΊΣΥΦΟΣ", ["σισυφοσ"]),
        ("ёлка ЁЛКА", ["елка", "елка"]),
        ("don’t U.S. a_b", ["don", "t", "u", "s", "a", "b"]),
        ("co\u00adoperate zero\u200dwidth", ["cooperate", "zerowidth"]),
        ("1,910.5", ["1", "910", "5"]),
        ("東京iPhone手机", ["東", "京", "iphone", "手", "机"]),
        ("ｶﾞｷﾞ ガギ", ["ガ", "ギ", "ガ", "ギ"]),
        ("か\u3099 が か", ["が", "が", "か"]),
        ("서울역에서", ["서", "울", "역", "에", "서"]),
        (unicodedata.normalize("NFD", "서울"), ["서", "울"]),
        ("ภาษาไทย", list("ภาษาไทย")),
        ("مُحَمَّد محمـد", ["محمد", "محمد"]),
        ("שָׁלוֹם", ["שלום"]),
        ("हिन्दी", ["हिन्दी"]),
        ("\x00\ud800\u202e—…", []),
    ],
)
def test_words(text: str, folded: list[str]) -> None:
    assert words(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zu\u0308rich, ½!", [("zurich", "Zu\u0308rich"), ("1", "½"), ("2", "½")]),
        ("東京タワー", [("東", "東"), ("京", "京"), ("タ", "タ"), ("ワ", "ワ"), ("ー", "ー")]),
        ("กำ", [("ก", "กำ"), ("ํ", "กำ"), ("า", "กำ")]),
    ],
)
def test_a_word_knows_where_it_is(text: str, found: list[tuple[str, str]]) -> None:
    assert [(token.word, text[token.start : token.end]) for token in tokens(text)] == found


@given(st.text(ODD, max_size=8))
def test_the_index_has_the_words_that_are_found_in_the_text(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE a USING fts5(t, content='', tokenize='ascii')")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(a, 'instance')")
        database.execute("INSERT INTO a (rowid, t) VALUES (1, ?)", (fold(text),))
        indexed = [word for (word,) in database.execute("SELECT term FROM v ORDER BY offset")]
    assert indexed == words(text) == [token.word for token in tokens(text)]
