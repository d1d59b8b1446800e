"""`postil agree`: says how far annotators agree."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.agreement.comparison import Comparison, Disagreement, Pairwise, compare
from annotations.agreement.matching import Criterion, Marked
from annotations.articles.library import Library
from annotations.commands.common import declare_json
from annotations.commands.main import UsageError
from annotations.commands.output import fit, print_json, print_line, tell
from annotations.desk.comparing import Marks, marks
from annotations.problem import Problem

EXAMPLE = """\
postil agree ana.json ben.json ~/articles
postil agree ana.json ben.json ~/articles --json | jq 'select(.what == "disagreement")'"""

_NONE = "–"
"""What stands for no label."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="NOTES",
        help="two or more notes files, and last the library that they are on (the current folder)",
    )
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print scores, agreement beyond chance, confusion and disagreements of all pairs; nothing is written."""
    paths: list[Path] = arguments.paths
    root = paths.pop() if paths[-1].is_dir() else Path()
    if len(paths) < 2:
        raise UsageError("at least two notes files are compared")
    problems: list[Problem] = []
    found = marks(Library.of(root), paths, problems)
    if not found.texts:
        problems.append(Problem(str(paths[0]), "there is no article that all of them have looked at"))
        return tell(problems)
    comparison = compare(found.texts, found.by)
    names = [str(path) for path in paths]
    (_json if arguments.json else _table)(comparison, names, found)
    left_out = {
        "of the articles, since not all have looked at them": len(found.alone),
        "of the entities, since their place is in doubt": found.unsure,
    }
    for what, number in left_out.items():
        if number:
            print(f"postil: left out: {number:,} {what}", file=sys.stderr)
    return tell(problems)


def _table(comparison: Comparison, names: Sequence[str], found: Marks) -> None:
    articles = "1 article" if comparison.articles == 1 else f"{comparison.articles:,} articles"
    tokens = f"{comparison.tokens:,} tokens, {comparison.marked:,} of them marked by someone"
    print_line(f"{articles}, {tokens}")
    _chance("Krippendorff's α", comparison.alpha, comparison.alpha_of_marked)
    for (one, other), pair in comparison.pairs.items():
        print_line("")
        print_line(f"{names[one]} / {names[other]}")
        _chance("Cohen's κ", pair.kappa, pair.kappa_of_marked)
        _scores(pair)
        _confusion(pair)
        for each in pair.disagreements:
            _disagreement(each, found)


def _chance(name: str, of_all: float | None, of_marked: float | None) -> None:
    all_, marked = ("undefined" if value is None else f"{value:.3f}" for value in (of_all, of_marked))
    print_line(f"{name}, labels of tokens: {all_} over all, {marked} over those marked by one of them")


def _scores(pair: Pairwise) -> None:
    labels = sorted({label for _, label in pair.scores if label is not None})
    width = max(map(len, ("all labels", *labels)))
    print_line(f"{'':{width}}" + "".join(f"  {criterion:^23}" for criterion in Criterion).rstrip())
    print_line(f"{'':{width}}" + "  precision recall     F1" * len(Criterion))
    for label in (None, *labels):
        cells = (pair.scores[criterion, label] for criterion in Criterion)
        figures = "".join(f"  {score.precision:9.3f} {score.recall:6.3f} {score.f1:6.3f}" for score in cells)
        print_line(f"{fit(label or 'all labels', width)}{figures}")


def _confusion(pair: Pairwise) -> None:
    """Rows are labels of the first, columns of the second."""
    names = sorted({label for labels in pair.confusion for label in labels if label is not None})
    if not names:
        return
    width = max(5, *map(len, names))
    print_line(f"{'':{width}} " + " ".join(f"{name:>{width}}" for name in (*names, _NONE)))
    for row in (*names, None):
        counts = " ".join(f"{pair.confusion[row, column] or '·':>{width}}" for column in (*names, None))
        print_line(f"{fit(row or _NONE, width)} {counts}")


def _disagreement(each: Disagreement, found: Marks) -> None:
    text = found.texts[each.article]
    start = min(mark.span.start for mark in (each.first, each.second) if mark)
    said = " / ".join(_said(mark, text) for mark in (each.first, each.second))
    print_line(f"{each.article}:{start}  {said}")


def _said(mark: Marked | None, text: str) -> str:
    return _NONE if mark is None else f"{mark.label} “{text[mark.span.start : mark.span.end]}”"


def _json(comparison: Comparison, names: Sequence[str], found: Marks) -> None:
    """One object a figure: `what` says which."""
    print_json(
        {
            "what": "alpha",
            "notes": list(names),
            "articles": comparison.articles,
            "unit": "token",
            "units": comparison.tokens,
            "alpha": comparison.alpha,
            "units_of_marked": comparison.marked,
            "alpha_of_marked": comparison.alpha_of_marked,
        }
    )
    for (one, other), pair in comparison.pairs.items():
        notes = [names[one], names[other]]
        print_json(
            {
                "what": "kappa",
                "notes": notes,
                "unit": "token",
                "kappa": pair.kappa,
                "kappa_of_marked": pair.kappa_of_marked,
            }
        )
        for (criterion, label), score in pair.scores.items():
            counts = {"agreed": score.agreed, "near": score.near, "missed": score.missed, "added": score.added}
            figures = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
            print_json({"what": "score", "notes": notes, "criterion": criterion, "label": label, **counts, **figures})
        for (first, second), count in sorted(pair.confusion.items(), key=str):
            print_json({"what": "confusion", "notes": notes, "labels": [first, second], "count": count})
        for each in pair.disagreements:
            sides = [_side(mark, found.texts[each.article]) for mark in (each.first, each.second)]
            print_json({"what": "disagreement", "notes": notes, "article": each.article, "sides": sides})


def _side(mark: Marked | None, text: str) -> dict[str, object] | None:
    if mark is None:
        return None
    start, end = mark.span.start, mark.span.end
    return {"start": start, "end": end, "text": text[start:end], "label": mark.label}
