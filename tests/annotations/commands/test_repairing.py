from __future__ import annotations

from pathlib import Path

import pytest

from annotations.commands.main import run


def test_check_rebuilds_a_damaged_file_and_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nJapan met South Korea in Tokyo.\n", encoding="utf-8")
    for words in ("Japan", "Tokyo"):
        assert run(["note", str(tmp_path / "a.txt"), "--quote", words]) == 0
    file = tmp_path / ".postil" / "notes.json"
    file.write_bytes(file.read_bytes()[:-700])
    capsys.readouterr()
    assert run(["check", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "2 annotations, 1 problem" in said.out
    assert "breaks off" in said.err
    assert "postil check --repair" in said.err
    assert run(["note", str(tmp_path / "a.txt"), "--quote", "Korea"]) == 1
    assert run(["check", str(tmp_path), "--repair"]) == 0
    said = capsys.readouterr()
    assert "2 annotations, 0 problems" in said.out
    assert "notes.json.1.damaged" in said.err
    assert "documents were brought back" in said.err
    assert run(["check", str(tmp_path)]) == 0
