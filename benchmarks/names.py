"""How well the names of articles are found, per corpus and label, beside spaCy's pipeline of the same data."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

from annotations.entities.builtin import BuiltinRecogniser
from annotations.entities.corpora import read
from annotations.entities.entity import Recogniser
from annotations.entities.evaluation import Score, scores
from annotations.entities.names import MODEL
from benchmarks.goals import Row
from benchmarks.spacy_pipeline import STEPS, trained

GOALS = {"uner_ewt": 75.0, "gmb": 81.0, "wikigold": 75.5, "gum_wikinews": 66.6}
"""Strict F1; of GUM Wikinews what a prototype reached that was rebuilt from the research's notes, on given tokens.

That prototype stayed behind the notes' own figures: 78.5 on GMB instead of 80.0, 69.6 on WikiGold instead of 73.5.
"""

FOREIGN = ("uner_ewt", "gmb", "wikigold")
"""Corpora of which spaCy must not have the better mean."""

_MEGABYTE = 1e6


def rows(shared: Path, steps: int = STEPS) -> list[Row]:
    """The F1 of each corpus with that of each label, spaCy's likewise, and the size of the weights."""
    peer = trained(shared / "data", steps)
    found: list[Row] = []
    means: list[tuple[float, float]] = []
    for corpus, goal in GOALS.items():
        ours, theirs = (_scores(engine, shared, corpus) for engine in (BuiltinRecogniser(), peer))
        means += [(ours[""].f1, theirs[""].f1)] if corpus in FOREIGN else []
        found.append(Row(f"names, strict F1, {corpus}", ours[""].f1, goal, remark=_remark(ours)))
        found.append(
            Row(f"the same to spaCy's, {corpus}", ours[""].f1 - theirs[""].f1, 0, remark=f"spaCy: {_remark(theirs)}")
        )
    ours_mean, theirs_mean = (mean(each) for each in zip(*means, strict=True))
    remark = f"{ours_mean:.1f} and {theirs_mean:.1f}, after {steps:,} steps"
    found.append(Row("mean of the foreign corpora to spaCy's", ours_mean - theirs_mean, 0, remark=remark))
    found.append(Row("weights in the wheel, MB", MODEL.stat().st_size / _MEGABYTE, 8, at_most=True))
    return found


def _scores(engine: Recogniser, shared: Path, corpus: str) -> dict[str, Score]:
    return scores(engine, read(shared / "data" / "dev" / f"{corpus}.conll"))


def _remark(measured: dict[str, Score]) -> str:
    """Each label with its F1, and how many were right, wrong and missed."""
    return ", ".join(
        f"{label or 'all'} {score.f1:.1f} ({score.right} right, {score.wrong} wrong, {score.missed} missed)"
        for label, score in measured.items()
    )
