"""spaCy's blank pipeline for names (tok2vec and ner), trained on the corpora that the model which ships learns from.

The pipeline is kept below `.cache` of the checkout, by the version of spaCy, the corpora and the number of steps, since
training takes half an hour and more. Needs the extra `spacy`.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.entities.entity import Entity, Recogniser
from annotations.entities.labelled import LABELS
from annotations.entities.training import articles
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STEPS = 9_000
_CACHE = Path(__file__).resolve().parents[1] / ".cache" / "spacy"
_SCHEME = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "WORK_OF_ART", "NORP": "NORP"}
"""A label of the scheme for each of the corpora, which measuring maps back."""


class SpacyNames(Recogniser):
    """The pipeline as an engine, so that it is measured as ours is."""

    name = "spacy"

    def __init__(self, language: Language) -> None:
        self._language = language

    def recognise(
        self,
        text: str,
        *,
        headline: Span | None = None,  # noqa: ARG002
        skip: Sequence[Span] = (),  # noqa: ARG002
        article: str = "",  # noqa: ARG002
    ) -> list[Entity]:
        """The names of a text."""
        return [
            Entity(Span(each.start_char, each.end_char), each.text, _SCHEME[each.label_], 1.0, self.name)
            for each in self._language(text).ents
        ]


def trained(corpora: Path, steps: int = STEPS) -> SpacyNames:
    """The pipeline trained on `corpora/train`. Raises PostilError where spaCy is not installed."""
    try:
        import spacy
    except ImportError as error:
        raise PostilError(Problem("spacy", "not installed", "pip install 'postil[spacy]'")) from error
    digest = hashlib.sha256()
    for file in sorted((corpora / "train").glob("*.conll")):
        digest.update(file.read_bytes())
    folder = _CACHE / f"{version('spacy')}-{digest.hexdigest()[:16]}-{steps}"
    if not folder.exists():
        _CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_CACHE) as scratch:
            made = Path(scratch) / "pipeline"
            _train(corpora / "train", Path(scratch), steps).to_disk(made)
            made.replace(folder)
    return SpacyNames(spacy.load(folder))


def _train(corpora: Path, scratch: Path, steps: int) -> Language:
    """spaCy's own recipe (`init config --optimize efficiency`), with the last weights and no look at other articles."""
    from spacy.cli.init_config import init_config
    from spacy.tokens import DocBin
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from thinc.api import Config

    settings: dict[str, Any] = {
        "paths.train": str(scratch / "train.spacy"),
        "paths.dev": str(scratch / "dev.spacy"),
        "training.max_steps": steps,
        "training.patience": 0,
        "training.eval_frequency": steps,
    }
    config = init_config(lang="en", pipeline=["ner"], optimize="efficiency")
    config = Config().from_str(config.to_str(), interpolate=False, overrides=settings)
    docs = list(_docs(corpora))
    DocBin(docs=docs).to_disk(scratch / "train.spacy")
    DocBin(docs=docs[:10]).to_disk(scratch / "dev.spacy")
    language = init_nlp(config)
    train(language)
    return language


def _docs(corpora: Path) -> Iterator[Doc]:
    import spacy

    blank = spacy.blank("en")
    for article in articles(corpora):
        doc = blank(article.text)
        spans = (doc.char_span(span.start, span.end, label) for span, label in article.names if label in LABELS)
        doc.ents = tuple(span for span in spans if span is not None)
        yield doc
