from __future__ import annotations

from pathlib import Path

import pytest

from annotations.entities.corpora import read
from annotations.problem import PostilError

_TWO = """\
-DOCSTART- one\tO

Mr.\tO
O'Brien\tB-PER
's\tO
"\tO
U.S.\tB-LOC
-\tO
led\tO
"\tO
talks\tO
(\tO
at\tO
NATO\tB-ORG
)\tO
cost\tO
$\tO
5\tO
.\tO

Two\tO
words\tO

-DOCSTART- two\tO

New\tB-LOC
York\tI-LOC
London\tB-LOC
"""


def test_articles_are_put_together_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "a.conll"
    file.write_text(_TWO, encoding="utf-8")
    one, two = read(file)
    assert one.text == "Mr. O'Brien's \"U.S.-led\" talks (at NATO) cost $5.\n\nTwo words\n\n"
    assert [(one.text[span.start : span.end], label) for span, label in one.names] == [
        ("O'Brien", "PER"),
        ("U.S.", "LOC"),
        ("NATO", "ORG"),
    ]
    assert [two.text[span.start : span.end] for span, _ in two.names] == ["New York", "London"]


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.conll"
    file.write_text("Mr.\tO\nO'Brien PER\n", encoding="utf-8")
    with pytest.raises(PostilError, match=r"a\.conll.*2.*no token and tag"):
        list(read(file))
