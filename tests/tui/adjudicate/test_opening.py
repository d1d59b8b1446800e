"""What is wrong on the command line of a referee is said before the screen opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.adjudicate.opening import open_adjudication
from tui.entry import main


def test_fewer_than_two_files_are_a_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ana.json").write_text("{}")
    assert main(["adjudicate", str(tmp_path / "ana.json"), str(tmp_path)]) == 2
    assert "two or more" in capsys.readouterr().err


def test_a_file_that_is_not_there_or_is_the_third_itself_is_named(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, ben = tmp_path / "ana.json", tmp_path / "ben.json"
    ana.write_text("{}")
    assert open_adjudication([ana, ben], library, notes=None) == 1
    assert f"{ben}: no such file" in capsys.readouterr().err
    ben.write_text("{}")
    assert open_adjudication([ana, ben], library, notes=ben) == 1
    assert "cannot be the third" in capsys.readouterr().err
    assert not (library / ".postil").exists()
