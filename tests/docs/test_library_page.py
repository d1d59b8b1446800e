"""Every snippet of docs/library.md runs, in order, and prints what stands below it. `UPDATE_DOCS=1` renews that."""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"
SNIPPET = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n(?P<said>.*?)```\n)?", re.DOTALL)


def test_the_page_runs_as_a_notebook(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "work").mkdir()
    monkeypatch.chdir(home / "work")
    page = PAGE.read_text(encoding="utf-8")
    notebook: dict[str, object] = {}

    def run(snippet: re.Match[str]) -> str:
        line = page.count("\n", 0, snippet.start("code"))
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile("\n" * line + snippet["code"], str(PAGE), "exec"), notebook)
        printed = f"\n```text\n{said.getvalue()}```\n" if said.getvalue() else ""
        return f"```python\n{snippet['code']}```\n{printed}"

    seen = SNIPPET.sub(run, page)
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(seen, encoding="utf-8")
        page = seen
    assert seen == page
    assert page.count("```python") == len(SNIPPET.findall(page)) > 5
