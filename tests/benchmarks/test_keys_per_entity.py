from __future__ import annotations

from pathlib import Path

from benchmarks.keys_per_entity import Pressed, measured

_FIRST = "Zorblat\tB-ORG\nsued\tO\nAngela\tB-PER\nMerkel\tI-PER\nin\tO\nParis\tB-LOC\n.\tO\n"
_SECOND = "In\tO\nParis\tB-LOC\n,\tO\nshe\tO\nmet\tO\nZorblat\tB-ORG\n.\tO\n"


def test_what_was_mended_once_needs_no_key_in_the_next_article(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.conll"
    corpus.write_text(f"-DOCSTART- a\tO\n\n{_FIRST}\n-DOCSTART- b\tO\n\n{_SECOND}\n", encoding="utf-8")
    first, second = measured(corpus)
    assert first == Pressed(keys=first.keys, names=3, given_up=0)
    assert first.keys > 2, "a name was mended"
    assert second == Pressed(keys=2, names=2, given_up=0), "A and J"
