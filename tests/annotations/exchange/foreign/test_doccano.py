"""doccano's own import takes our export: `make test-doccano`, for its old packages need an environment of their own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from annotations.desk.desk import Desk
from annotations.notes.note import Decision, Kind
from tests.annotations.exchange.work import article_of, written

_HERE = Path(__file__)
PYTHON = _HERE.parents[4] / ".venv/doccano/bin/python"


@pytest.mark.skipif(not PYTHON.exists(), reason="needs doccano: make test-doccano, with Python 3.11")
def test_doccano_finds_the_entities_and_the_relation(desk: Desk, tmp_path: Path) -> None:
    written(desk, "doccano", tmp_path / "out.jsonl")
    command = [str(PYTHON), str(_HERE.with_name("doccano_reading.py")), str(tmp_path / "out.jsonl")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=100)
    found = json.loads(done.stdout.splitlines()[-1])
    text = article_of(desk).text
    assert (found["texts"], found["refused"]) == ([text], [])
    words = {key: (text[start:end], label) for key, start, end, label in found["spans"]}
    notes = desk.lay_out(article_of(desk)).notes
    entities = [note for note in notes if note.kind is Kind.ENTITY and note.decision is not Decision.REJECTED]
    assert sorted(words.values()) == sorted((note.quote, note.label or "") for note in entities)
    ((source, target, label),) = found["relations"]
    assert (words[source][0], words[target][0], label) == ("👩🏽‍🚀 Ana", "東京電力", "works for")
