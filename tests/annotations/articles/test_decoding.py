from __future__ import annotations

import codecs
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles import decoding
from annotations.articles.decoding import decode
from annotations.problem import Problem

TEXT = "Zürich, 5 Dec: «Où est le café?» demanda-t-il au garçon.\nÀ bientôt, répondit-il, très fâché.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_the_same_text_from_every_encoding(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("日本の首相は木曜日に東京で記者会見を開き、韓国との協議について説明した。" * 5, "shift_jis"),
        ("Президент России заявил в четверг, что переговоры будут продолжены. " * 5, "cp1251"),
    ],
)
def test_legacy_encodings_are_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 text", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04rest", b"text\0\0\0\x01text", bytes(range(256)) * 4]
)
def test_binary_is_a_problem(data: bytes) -> None:
    found = decode(data, "a.txt")
    assert isinstance(found, Problem)
    assert found.file == "a.txt"


@given(st.text(st.sampled_from("\r\né日👍"), max_size=9).map(lambda text: "a" * (decoding.CHUNK - 4) + text))
def test_what_lies_across_two_chunks_is_read_whole(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    for data in (text.encode(), codecs.BOM_UTF16_BE + text.encode("utf-16-be")):
        assert decode(data, "a.txt") == unix


def test_a_long_text_lies_in_memory_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"A line of text.\r\n" * 500_000)
    tracemalloc.start()
    try:
        with file.open("rb") as stream:
            text = decode(stream, "a.txt")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(text, str)
    assert peak < 1.2 * len(text)
