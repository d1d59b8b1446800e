"""A pipeline of the test's own, trained on a few sentences."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from annotations.entities.engines import engine, identity
from annotations.entities.spacy_engine import SpacyRecogniser, pieces
from annotations.problem import PostilError
from annotations.text.span import Span
from tests.annotations.entities.strange_texts import TEXTS, check_entities

spacy = pytest.importorskip("spacy", reason="the extra postil[spacy] is not installed")

SENTENCES = [
    ("Ann Lee met Bo Diaz in Vienna.", [(0, 7, "PER"), (12, 19, "PER"), (23, 29, "PLACE")]),
    ("Bo Diaz left Vienna for Oslo.", [(0, 7, "PER"), (13, 19, "PLACE"), (24, 28, "PLACE")]),
    ("In Oslo it rained on Ann Lee.", [(3, 7, "PLACE"), (21, 28, "PER")]),
    ("Nobody knew what the weather would be.", []),
]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from spacy.training import Example

    random.seed(1)
    spacy.util.fix_random_seed(1)
    language = spacy.blank("en")
    language.add_pipe("ner")
    examples = [Example.from_dict(language.make_doc(text), {"entities": spans}) for text, spans in SENTENCES]
    optimiser = language.initialize(lambda: examples)
    for _ in range(25):
        language.update(examples, sgd=optimiser)
    folder = tmp_path_factory.mktemp("pipeline") / "news"
    language.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def recogniser(pipeline: Path) -> SpacyRecogniser:
    return SpacyRecogniser(str(pipeline))


def test_a_pipeline_finds_what_it_was_trained_to(recogniser: SpacyRecogniser) -> None:
    text = SENTENCES[0][0]
    found = recogniser.recognise(text)
    assert [(each.text, each.label) for each in found] == [("Ann Lee", "PER"), ("Bo Diaz", "PER"), ("Vienna", "PLACE")]
    assert {each.source for each in found} == {recogniser.name}
    assert recogniser.limit(text) == ""


def test_nothing_is_seen_in_what_is_skipped(recogniser: SpacyRecogniser) -> None:
    found = recogniser.recognise("Ann Lee met Bo Diaz in Vienna.", skip=[Span(0, 12)])
    assert "Ann Lee" not in [each.text for each in found]


def test_a_long_text_is_given_in_pieces_and_keeps_its_offsets(recogniser: SpacyRecogniser) -> None:
    text = "Nobody knew what the weather would be.\n" * 1_500 + SENTENCES[0][0]
    assert ("Vienna", len(text) - 7) in [(each.text, each.span.start) for each in recogniser.recognise(text)]
    assert list(pieces("ab\ncd\nefghij", 4)) == [(0, 3), (3, 6), (6, 10), (10, 12)]


@hypothesis_settings(max_examples=40)
@given(text=TEXTS)
def test_entities_are_exact_ordered_and_apart(recogniser: SpacyRecogniser, text: str) -> None:
    check_entities(recogniser.recognise(text), text)


def test_a_pipeline_that_was_trained_anew_is_another(pipeline: Path) -> None:
    name = f"spacy:{pipeline}"
    before = identity(name)
    assert before == identity(name)
    meta = pipeline / "meta.json"
    meta.write_text(meta.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert before != identity(name)
    assert identity("spacy:no_such_pipeline") is None


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("no_such_pipeline", "no such pipeline is installed"),
        ("./nowhere", "no such folder"),
        ("../", "cannot be loaded"),
    ],
)
def test_a_pipeline_that_cannot_be_had_is_named(name: str, what: str) -> None:
    with pytest.raises(PostilError, match=rf"spacy:{name}: {what}"):
        engine(f"spacy:{name}").recognise("Any text.")


def test_a_folder_that_lies_about_is_not_loaded_by_its_bare_name(
    pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pipeline.parent)
    with pytest.raises(PostilError, match="no such pipeline is installed"):
        engine(f"spacy:{pipeline.name}").recognise("Any text.")


def test_a_pipeline_that_fails_is_named(pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = SpacyRecogniser(str(pipeline))
    monkeypatch.setattr(broken._language, "tokenizer", lambda _: 1 / 0)
    with pytest.raises(PostilError, match="fails: division by zero"):
        broken.recognise("Any text.")


def test_spacy_is_loaded_only_when_it_is_used() -> None:
    code = (
        "import sys; from annotations.entities.engines import engine; engine('spacy:x'); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
