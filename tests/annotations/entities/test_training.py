"""A tiny model of invented sentences: the way from a corpus to entities, and that it is the same each time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random

import pytest

from annotations.entities.builtin import BuiltinRecogniser
from annotations.entities.corpora import Gold
from annotations.entities.doubts import doubted
from annotations.entities.evaluation import report, scores
from annotations.entities.features import Features
from annotations.entities.labelled import labelled
from annotations.entities.rules import RuleRecogniser
from annotations.entities.training import articles, teach, train
from annotations.problem import PostilError
from annotations.text.span import Span


def _gold(*sentences: str) -> Gold:
    """An article of sentences in which `[Zorbla PER]` marks a name."""
    text, names = "", []
    for sentence in sentences:
        for part in sentence.replace("]", "[").split("["):
            name, _, label = part.rpartition(" ")
            if label in ("PER", "LOC"):
                names.append((Span(len(text), len(text) + len(name)), label))
                text += name
            else:
                text += part
        text += "\n\n"
    return Gold(text, tuple(names))


_PEOPLE, _TOWNS = ("Quux", "Zorbla", "Frob", "Plugh"), ("Xyzzy", "Garplay", "Thudton", "Waldora")
_CORPUS = [
    _gold(f"The baker [{person} PER] whistled loudly.", f"It rained hard inside [{town} LOC] today.")
    for person in _PEOPLE
    for town in _TOWNS
]


def test_the_same_corpora_give_the_same_weights_and_they_work(tmp_path: Path) -> None:
    for name in ("one", "two"):
        train(_CORPUS, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()

    engine = BuiltinRecogniser(tmp_path / "one")
    found = engine.recognise("The baker Blorpo whistled loudly. It rained hard inside Mumbleton today.")
    assert [(each.text, each.label, each.source) for each in found if each.source == "model"] == [
        ("Blorpo", "PERSON", "model"),
        ("Mumbleton", "GPE", "model"),
    ]
    measured = scores(engine, _CORPUS)
    assert {label: (each.right, each.missed) for label, each in measured.items()} == {
        "": (32, 0),
        "LOC": (16, 0),
        "PER": (16, 0),
    }


def test_labels_that_the_other_articles_make_unlikely_are_doubted() -> None:
    wrong = _gold("The baker Quux whistled loudly.", "It rained hard inside [Xyzzy LOC] today.")
    articles = [list(labelled(each, Features(), RuleRecogniser())) for each in (*_CORPUS, wrong)]
    doubts = doubted(articles, partial(teach, rounds=50, chance=Random(0)), least=0.2)
    assert doubts == [frozenset()] * len(_CORPUS) + [frozenset({0})]


def test_a_folder_without_corpora_is_named(tmp_path: Path) -> None:
    with pytest.raises(PostilError, match="no corpora"):
        list(articles(tmp_path / "train"))


def test_the_report_counts_what_is_there_per_corpus_and_label(tmp_path: Path) -> None:
    (tmp_path / "news.conll").write_text("Japan\tB-LOC\nmet\tO\nflumblewort\tB-ORG\n.\tO\n", encoding="utf-8")
    assert report(tmp_path).splitlines()[2:] == [
        "| news | 66.7 | 100.0 | 50.0 | LOC 100.0 (1), ORG 0.0 (1) |",
    ]
