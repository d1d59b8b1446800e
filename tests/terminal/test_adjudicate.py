"""Two annotators, a referee at a terminal, and what agreement says of the third file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.terminal.terminal import Terminal, environment


def postil(home: Path, *arguments: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "tui.entry", *arguments]
    return subprocess.run(command, cwd=home, env=environment(home), capture_output=True, text=True, check=True).stdout


def test_a_third_file_is_made_from_two_at_the_keyboard(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    # Both have the same text: the list folds one of them, and the walk goes to it all the same.
    for name in ("a.txt", "b.txt"):
        (tmp_path / "library" / name).write_text("Ana met Tokyo Electric in Tokyo.\n")
        for file, quote, label in (
            ("ana.json", "Ana", "PERSON"),
            ("ben.json", "Ana", "PERSON"),
            ("ana.json", "Tokyo Electric", "ORG"),
            ("ben.json", "Tokyo", "GPE"),
        ):
            postil(tmp_path, "note", f"library/{name}", "--quote", quote, "--label", label, "--notes", file)
    terminal = Terminal(tmp_path, "adjudicate", "ana.json", "ben.json", "library", "--notes", "cy.json")
    terminal.wait("Disagreement 1 of 2", "2 ben    GPE “Tokyo”")
    terminal.press("1")
    terminal.wait("Disagreement 2 of 2", "b.txt")
    terminal.press("2")
    terminal.wait("all are settled")
    terminal.press("q")
    terminal.wait("tab entity")
    terminal.press("\x11")
    assert terminal.end() == 0
    notes = map(json.loads, postil(tmp_path, "notes", "library", "--notes", "cy.json", "--json").splitlines())
    assert [(each["article"], each["quote"], each["decision"]) for each in notes] == [
        ("a.txt", "Ana", "accepted"),
        ("a.txt", "Tokyo Electric", "accepted"),
        ("b.txt", "Ana", "accepted"),
        ("b.txt", "Tokyo", "accepted"),
    ]
    rows = map(json.loads, postil(tmp_path, "agree", "cy.json", "ana.json", "library", "--json").splitlines())
    (micro,) = (row for row in rows if row.get("criterion") == "strict" and row["label"] is None)
    assert (micro["agreed"], micro["near"]) == (3, 1)
