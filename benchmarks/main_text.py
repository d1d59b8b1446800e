"""How much of a page's main text is found, and how little of the rest, next to the extractor alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from statistics import mean

import trafilatura

from annotations.articles.formats.extract import article
from annotations.articles.formats.web_page import page
from benchmarks.material import Material
from benchmarks.pages import Sample, samples
from benchmarks.pairs import Result


def lost(_material: Material) -> Result:
    """What is missing to an F1 of 1, by words, on the average page."""
    pages = list(samples())
    own, peer = _lost(pages, ours), _lost(pages, extractor)
    shapes = len({each.shape for each in pages})
    remark = f"F1 {1 - own:.4f}, and {1 - peer:.4f} of trafilatura, on {len(pages)} invented pages of {shapes} shapes"
    what = "main text of web pages, 1 - F1 / trafilatura alone"
    return Result(what, 1.0, (own,), (peer,), unit="share", remark=remark)


def f1(found: str, meant: str) -> float:
    """The harmonic mean of precision and recall of words, each as often as it stands there."""
    these, those = Counter(found.split()), Counter(meant.split())
    common = (these & those).total()
    return 2 * common / (these.total() + those.total()) if common else 0.0


def _lost(pages: Sequence[Sample], extract: Callable[[Sample], str]) -> float:
    return mean(1 - f1(extract(each), each.text) for each in pages)


def ours(sample: Sample) -> str:
    """What postil takes for the main text, below the title."""
    return _without_title(article("page.html", page(sample.html)).text, sample.title)


def extractor(sample: Sample) -> str:
    """What the extractor takes for it alone."""
    return _without_title(trafilatura.extract(sample.html, fast=True, include_comments=False) or "", sample.title)


def _without_title(text: str, title: str) -> str:
    """The text below the title, which one has always and the other where the page's text begins with it."""
    return text.removeprefix("".join(filter(str.isprintable, title)))
