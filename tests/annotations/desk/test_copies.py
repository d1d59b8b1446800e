from __future__ import annotations

from pathlib import Path

import pytest

from annotations.desk.copies import keep_copy
from annotations.problem import PostilError


def test_the_last_copy_is_kept_for_the_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    keep_copy("first, and longer")
    file = keep_copy("東京\x1b[2J")
    assert file == tmp_path / "state" / "postil" / "copied.txt"
    assert file.read_text(encoding="utf-8") == "東京\x1b[2J"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["copied.txt"]


def test_a_state_folder_that_cannot_be_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(PostilError, match=r"copied\.txt: what was copied could not be kept"):
        keep_copy("words")
