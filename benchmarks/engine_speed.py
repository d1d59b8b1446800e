"""How fast the engine is loaded, finds names in text, and has its suggestions on the screen."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from annotations.entities.builtin import BuiltinRecogniser
from annotations.entities.corpora import read
from annotations.entities.entity import Recogniser
from annotations.entities.tokens import tokens
from benchmarks.answering_app import ANSWERED
from benchmarks.bare_app import PAINTED
from benchmarks.goals import Row
from benchmarks.output import ProgramError
from benchmarks.pairs import in_turn
from benchmarks.programs import ANSWERING, POSTIL, PYTHON, environment
from benchmarks.pty import Terminal
from benchmarks.spacy_pipeline import STEPS, trained

_CORPUS = Path("data") / "dev" / "gmb.conll"
_TOKENS = 60_000
_PAIRS = 5
_STARTS = 9
# Each in a process of its own, which says how many seconds it took; Textual is there when the engine is loaded.
_IMPORT = "import time; s = time.perf_counter(); import textual.app, textual.widgets; "
_LOAD = (
    _IMPORT + "s = time.perf_counter(); from annotations.entities.engines import engine; "
    "engine('builtin').recognise('Mr. Smith of Tokyo said on Thursday that the European Union would pay $5 million.'); "
)
_NAME = "Hiroshi Kajiyama"
_SENTENCE = "The town of {town} has had rain, said the minister {name} of Japan, who had come from Tokyo on Thursday. "
_TOWNS = ("Aberdeen", "Brisbane", "Cardiff", "Denver", "Exeter", "Fresno")
_SENTENCES = 20
"""As many as make 2 KB."""
_SETTLED = 1.5
"""Seconds after which a program has done what it does of itself."""
_SUGGESTED = re.compile(rb"\x1b\[(?:1;)?3[;m][^\x1b]*" + _NAME.split()[1].encode())
"""A name as a suggestion is drawn where there is no colour: in italics."""
_SAY = "print(time.perf_counter() - s)"


def rows(shared: Path, steps: int = STEPS) -> list[Row]:
    """Three ratios, each of an interleaved run."""
    return [_throughput(shared, steps), _loading(), _suggesting()]


def _throughput(shared: Path, steps: int) -> Row:
    texts, cut = [], 0
    for article in read(shared / _CORPUS):
        texts.append(article.text)
        cut += sum(1 for _ in tokens(article.text))
        if cut > _TOKENS:
            break
    ours, theirs = in_turn(_pass(BuiltinRecogniser(), texts), _pass(trained(shared / "data", steps), texts), _PAIRS)
    remark = f"{cut / median(ours):,.0f} and {cut / median(theirs):,.0f} tokens per second"
    return Row("entities from text, tokens per second / spaCy's", median(theirs) / median(ours), 3, remark=remark)


def _pass(engine: Recogniser, texts: list[str]) -> Callable[[], float]:
    """Seconds of one processor that an engine takes for all texts."""

    def seconds() -> float:
        begun = time.process_time()
        for text in texts:
            engine.recognise(text)
        return time.process_time() - begun

    return seconds


def _loading() -> Row:
    ours, theirs = in_turn(lambda: _said(_LOAD + _SAY), lambda: _said(_IMPORT + _SAY), _STARTS)
    remark = f"{median(ours) * 1000:.0f} ms with a first sentence, {median(theirs) * 1000:.0f} ms"
    return Row(
        "loading the engine / importing Textual", median(ours) / median(theirs), 0.3, at_most=True, remark=remark
    )


def _said(program: str) -> float:
    # As users have it: the first run, which is not counted, leaves compiled modules for the others.
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([PYTHON, "-c", program], capture_output=True, check=True, text=True, env=variables)
    return float(done.stdout)


def _suggesting() -> Row:
    """From the first frame of an article that is gone to until the one with its suggestions; a frame of a bare app.

    The article is the next of the list, which the program has looked into while its user read the one before, as it
    does with every article that one key leads to. The remark has the same for `J` in the reader, and for an article
    that no single key leads to, which is recognised when it is shown.
    """
    with tempfile.TemporaryDirectory() as scratch:
        homes = (Path(scratch) / f"home-{number}" for number in count())
        folder = Path(scratch) / "library"
        folder.mkdir()
        for town in _TOWNS:
            text = f"Rain in {town}\n\n" + _SENTENCE.format(town=town, name=_NAME) * _SENTENCES
            (folder / f"{town}.txt").write_text(text, encoding="utf-8")
        ours, theirs = in_turn(lambda: _wait(folder, next(homes), "j", 1), lambda: _frame(next(homes)), _PAIRS)
        following = median(_wait(folder, next(homes), "J", 1, before="\r") for _ in range(_PAIRS))
        far = median(_wait(folder, next(homes), "jjj", 3) for _ in range(_PAIRS))
    remark = (
        f"{median(ours) * 1000:.1f} ms after the first frame, {median(theirs) * 1000:.1f} ms a frame;"
        f" by `J` {following * 1000:.1f} ms, by `jjj` {far * 1000:.1f} ms"
    )
    return Row(
        "suggestions of a 2 KB article after its first frame / bare frame",
        median(ours) / median(theirs),
        2,
        at_most=True,
        remark=remark,
    )


def _wait(folder: Path, home: Path, keys: str, town: int, *, before: str = "") -> float:
    """Seconds between the two frames of the article of a town that keys lead to; `before` is pressed first."""
    with Terminal([POSTIL, str(folder)], {**environment(home), "NO_COLOR": "1"}) as terminal:
        terminal.painted(f"The town of {_TOWNS[0]}")
        terminal.read_for(_SETTLED)
        if before:
            terminal.press(before, quiet=_SETTLED)
        output = terminal.press(keys, quiet=_SETTLED)
        first, _ = output.shown(f"The town of {_TOWNS[town]}")
        for seconds, frame in output.frames():
            if seconds >= first and _SUGGESTED.search(frame):
                return seconds - first
        raise ProgramError("no suggestion was painted", b"".join(frame for _, frame in output.frames()))


def _frame(home: Path) -> float:
    with Terminal(ANSWERING, environment(home)) as terminal:
        terminal.painted(PAINTED)
        terminal.read_for(_SETTLED)
        return terminal.press("x").shown(ANSWERED)[0]
