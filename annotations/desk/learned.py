"""What was learned, on disk: `record.json` in the library's own folder, and beside it a file for each model.

The folder may come from anywhere, and CRFsuite trusts what it reads: a model is read only if this user's machine made
it, which is known from its hash in the state folder.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from annotations.entities.evaluation import Score
from annotations.entities.learning.study import ENGINE, LEARNED, LEXICON
from annotations.notes.replace import make_folder, replace_file
from annotations.problem import Problem, reason
from annotations.text import hashing

SCHEMA = 1
MOST_GENERATIONS = 2
"""Models that are kept: the one in use, and the one before it."""

_LARGEST_RECORD, _LARGEST_MODEL = 1 << 20, 64 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ANEW = "postil learn makes it anew"

Scores = dict[str, dict[str, Score]]
"""What is compared (`study`), by label; all labels under ""."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of learning. `model` is the hash of the model's file; None where it did not win, and was not kept.

    `base` is the first engine as it was, `made` a time in ISO 8601 UTC; `done` counts the articles of the `articles`
    that the user had gone through, `decisions` what was decided in all of them.
    """

    base: str
    made: str
    articles: int
    done: int
    decisions: int
    seconds: float
    scores: Scores
    model: str | None = None

    @property
    def gain(self) -> tuple[float, float]:
        """The F1 on decisions that were held out, with the lexicon alone and with the model."""
        return self.scores[LEXICON][""].f1, self.scores[LEARNED][""].f1


@dataclass(frozen=True, slots=True)
class Record:
    """The last result, be it kept or not, and those whose models are kept, the newest last."""

    last: Result | None = None
    generations: tuple[Result, ...] = ()

    @property
    def current(self) -> Result | None:
        """The result whose model is in use."""
        return self.generations[-1] if self.generations else None


@dataclass(slots=True)
class LearnedFolder:
    """The learned state of one library; `known` is the folder of hashes that this machine made."""

    folder: Path
    known: Path
    _file: Path = field(init=False)

    def __post_init__(self) -> None:
        self._file = self.folder / "record.json"

    @property
    def stamp(self) -> tuple[int, int] | None:
        """What tells the record from what it was before; None where there is none."""
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    def record(self) -> Record | Problem:
        """What was learned; a problem where the file cannot be understood."""
        try:
            return _record(json.loads(_bounded(self._file, _LARGEST_RECORD)))
        except FileNotFoundError:
            return Record()
        except OSError as error:
            return Problem(str(self._file), f"cannot be read: {reason(error)}", _ANEW)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return Problem(str(self._file), "is no record of what was learned", _ANEW)

    def trusts(self, result: Result) -> bool:
        """Whether this user's machine made the model of a result."""
        return result.model is not None and (self.known / result.model).is_file()

    def model(self, result: Result) -> bytes | Problem:
        """The model of a result, if this machine made it and it is as it was made."""
        file = self._model_file(result)
        if not self.trusts(result):
            return Problem(str(file), "was not learned here, and is not used", _ANEW)
        try:
            data = _bounded(file, _LARGEST_MODEL)
        except (OSError, ValueError) as error:
            return Problem(str(file), f"cannot be read: {error}", _ANEW)
        if hashing.sha256(data).hexdigest() != result.model:
            return Problem(str(file), "is not what was learned, and is not used", _ANEW)
        return data

    def keep(self, result: Result, model: bytes | None) -> Result:
        """Keep a result, and its model where it won; models that cannot be used here go. Raises `OSError`."""
        before = self.record()
        known = () if isinstance(before, Problem) else before.generations
        kept = [each for each in known if each.base == result.base and isinstance(self.model(each), bytes)]
        make_folder(self.folder)
        if model is not None:
            result = replace(result, model=hashing.sha256(model).hexdigest())
            replace_file(self._model_file(result), model)
            self.known.mkdir(parents=True, exist_ok=True)
            (self.known / str(result.model)).touch()
            kept = [*(each for each in kept if each.model != result.model), result]
        self._write(Record(result, tuple(kept[-MOST_GENERATIONS:])))
        return result

    def undo(self) -> Record | None:
        """Go back to the model before, or to none; None where there is nothing to go back from. Raises `OSError`."""
        before = self.record()
        if isinstance(before, Problem) or before.current is None:
            return None
        after = Record(before.last, before.generations[:-1])
        self._write(after)
        return after

    def forget(self) -> bool:
        """Remove all that was learned; says whether there was anything. Raises `OSError`."""
        there = self._file.exists()
        self._file.unlink(missing_ok=True)
        self._sweep(())
        with suppress(OSError):
            self.folder.rmdir()
        return there

    def _write(self, record: Record) -> None:
        document = {
            "schema": SCHEMA,
            "last": record.last and _document(record.last),
            "generations": [_document(each) for each in record.generations],
        }
        replace_file(self._file, json.dumps(document, ensure_ascii=False).encode() + b"\n")
        self._sweep(record.generations)

    def _sweep(self, kept: tuple[Result, ...]) -> None:
        """Remove the files of models that are no longer kept."""
        names = {f"{each.model}.crfsuite" for each in kept}
        for file in self.folder.glob("*.crfsuite"):
            if _SHA256.fullmatch(file.stem) and file.name not in names:
                file.unlink(missing_ok=True)
                (self.known / file.stem).unlink(missing_ok=True)

    def _model_file(self, result: Result) -> Path:
        return self.folder / f"{result.model}.crfsuite"


def _bounded(file: Path, most: int) -> bytes:
    """The bytes of a regular file. Raises `OSError`, or ValueError for one that is too large or no file."""
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as opened:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise ValueError("no file of a possible size")
        return opened.read(most)


def _document(result: Result) -> dict[str, object]:
    scores = {
        name: {label: [score.right, score.wrong, score.missed] for label, score in labels.items()}
        for name, labels in result.scores.items()
    }
    return asdict(replace(result, scores={})) | {"scores": scores}


def read_scores(document: Any) -> Scores:
    """Scores from JSON. Raises ValueError, TypeError, AttributeError or KeyError where they are none."""
    scores: Scores = {}
    for name in (ENGINE, LEXICON, LEARNED):
        scores[name] = {}
        for label, (right, wrong, missed) in document[name].items():
            scores[name][label] = Score(_count(right), _count(wrong), _count(missed))
        if "" not in scores[name]:
            raise ValueError("no score of all labels")
    return scores


def _record(document: Any) -> Record:
    if document["schema"] != SCHEMA:
        raise ValueError("another schema")
    last = document["last"]
    return Record(last and _result(last), tuple(_result(each) for each in document["generations"]))


def _result(document: Any) -> Result:
    model, seconds = document["model"], document["seconds"]
    if model is not None and not _SHA256.fullmatch(model):
        raise ValueError("no hash")
    if not isinstance(seconds, int | float):
        raise TypeError("no number")
    return Result(
        base=str(document["base"]),
        made=str(document["made"]),
        articles=_count(document["articles"]),
        done=_count(document["done"]),
        decisions=_count(document["decisions"]),
        seconds=seconds,
        scores=read_scores(document["scores"]),
        model=model,
    )


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError("no count")
    return value
