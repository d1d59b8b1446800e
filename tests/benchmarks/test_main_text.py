"""The main text of pages: what postil does around the extractor costs nothing of what that finds."""

from __future__ import annotations

import pytest

from benchmarks.main_text import extractor, f1, ours
from benchmarks.pages import Sample, samples

PAGES = list(samples())


@pytest.mark.parametrize("shape", sorted({page.shape for page in PAGES}))
def test_no_page_has_less_of_its_text_than_the_extractor_alone_finds(shape: str) -> None:
    def lost(page: Sample) -> float:
        return f1(extractor(page), page.text) - f1(ours(page), page.text)

    assert [page.title for page in PAGES if page.shape == shape and lost(page) > 1e-9] == []


def test_f1() -> None:
    assert f1("a b b", "a b b") == 1.0
    assert f1("a b", "a b c d") == pytest.approx(2 / 3)
    assert f1("x", "a") == 0.0
