"""The commands where the notes, the streams or the arguments are not as they should be."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.commands.main import COMMANDS, run
from tests.terminal.terminal import POSTIL, environment
from tui.entry import COMMANDS as LAUNCHED

Shell = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_text("Talks in Tokyo\n\nJapan met South Korea. « Paris ».\n", encoding="utf-8")
    return folder


@pytest.fixture
def shell(tmp_path: Path, library: Path) -> Shell:
    """A command line of the shell, beside the library; `postil` is the installed program."""

    def shell(command: str) -> subprocess.CompletedProcess[str]:
        paths = f"{POSTIL.parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["sh", "-c", command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=environment(tmp_path, PATH=paths),
            cwd=tmp_path,
            check=False,
        )

    return shell


def notes_file(library: Path) -> Path:
    return library / ".postil" / "notes.json"


def test_the_launcher_knows_every_command() -> None:
    assert tuple(COMMANDS) == LAUNCHED


def test_articles_are_read_although_the_notes_are_damaged(shell: Shell, library: Path) -> None:
    notes_file(library).parent.mkdir()
    notes_file(library).write_text('{"notes": {\n"1": {"id" 3}}}')
    for command, expected in (("ls library", "Talks in Tokyo"), ("show library/a.txt", "[Japan|GPE] met")):
        done = shell(f"postil {command}")
        assert expected in done.stdout
        assert done.returncode == 1
        assert "notes.json:2: is not JSON (column 12" in done.stderr
    assert shell("postil entities library").returncode == 0


def test_notes_of_a_newer_postil_are_shown_and_not_changed(shell: Shell, library: Path) -> None:
    shell("postil note library/a.txt --quote Tokyo --body Why?")
    newer = notes_file(library).read_text().replace('"schema": 1', '"schema": 9')
    notes_file(library).write_text(newer)
    listed = shell("postil notes library")
    assert "Why?" in listed.stdout
    assert listed.returncode == 1
    assert "written by a newer postil" in listed.stderr
    assert shell("postil note library/a.txt --quote Japan").returncode == 1
    assert notes_file(library).read_text() == newer


def test_one_malformed_note_hides_no_other(shell: Shell, library: Path) -> None:
    shell("postil note library/a.txt --quote Tokyo --body first")
    shell("postil note library/a.txt --quote Japan --body second")
    lines = notes_file(library).read_text().splitlines()
    malformed = [line.replace('"start": ', '"start": -') if '"first"' in line else line for line in lines]
    notes_file(library).write_text("\n".join(malformed))
    listed = shell("postil notes library")
    assert "second" in listed.stdout
    assert "first" not in listed.stdout
    assert "the field 'start'" in listed.stderr
    assert shell("postil check library").stdout == "1 annotation, 1 problem\n"
    assert shell("postil note library/a.txt --quote Paris").returncode == 0
    assert "first" in notes_file(library).read_text()


def test_reading_wants_no_leave_to_write(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    elsewhere = tmp_path / "elsewhere.json"
    assert run(["note", str(library / "a.txt"), "--quote", "Tokyo", "--body", "Why?", "--notes", str(elsewhere)]) == 0
    monkeypatch.setattr(os, "access", lambda _path, mode: mode == os.F_OK)
    assert run(["notes", str(library), "--notes", str(elsewhere)]) == 0
    assert run(["ls", str(library)]) == 0
    assert run(["note", str(library / "a.txt"), "--quote", "Japan", "--notes", str(elsewhere)]) == 1
    said = capsys.readouterr()
    assert "Why?" in said.out
    assert said.err.count("\n") == 1


def test_notes_on_a_library_that_cannot_be_written_are_said_to_be_elsewhere(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    access = os.access

    def refused(path: Path | str, mode: int) -> bool:
        return access(path, mode) and not (mode == os.W_OK and Path(path) == library)

    monkeypatch.setattr(os, "access", refused)
    assert run(["note", str(library / "a.txt"), "--quote", "Tokyo"]) == 0
    (elsewhere,) = (tmp_path / "data" / "postil" / "notes").glob("*.json")
    assert str(elsewhere) in capsys.readouterr().err
    assert not notes_file(library).exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("postil ls library >&-", "postil: standard output: is closed\n"),
        ("postil show library/a.txt > /dev/full", "postil: standard output: no space left on device\n"),
        ("postil entities - <&-", "postil: standard input: is closed\n"),
        (f"postil ls {'a' * 5000}", ": file name too long; check the path\n"),
    ],
)
def test_a_stream_or_path_that_fails_is_one_line(shell: Shell, command: str, said: str) -> None:
    done = shell(command)
    assert done.returncode == 1
    assert done.stderr.endswith(said)
    assert done.stderr.count("\n") == 1


def test_an_encoding_without_the_characters_gets_escapes(shell: Shell, library: Path) -> None:
    (library / "b.txt").write_text("Café\n\nIn Paris.\n", encoding="utf-8")
    assert r"Caf\xe9" in shell("PYTHONIOENCODING=ascii postil ls library").stdout
    (line,) = shell("PYTHONIOENCODING=ascii postil ls library/b.txt --json").stdout.splitlines()
    assert line.isascii()
    assert json.loads(line)["title"] == "Café"


def test_ctrl_c_is_quiet(tmp_path: Path, library: Path) -> None:
    with subprocess.Popen(
        [str(POSTIL), "entities", str(library), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path, PYTHONUNBUFFERED="1"),
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline().startswith(b"a.txt:")
        child.send_signal(2)
        _, said = child.communicate(timeout=20)
    assert (child.returncode, said) == (130, b"")


def test_a_body_from_standard_input(shell: Shell, library: Path) -> None:
    assert shell("printf 'two\\r\\nlines\\n' | postil note library/a.txt --quote Tokyo --body -").returncode == 0
    (line,) = shell("postil notes library --json").stdout.splitlines()
    assert json.loads(line)["body"] == "two\nlines"
    refused = shell("printf '\\377' | postil note library/a.txt --quote Tokyo --body -")
    assert (refused.returncode, refused.stderr) == (1, "postil: standard input: not UTF-8; save the note as UTF-8\n")


def test_what_is_not_utf8_is_not_stored(shell: Shell, library: Path) -> None:
    done = shell('postil note library/a.txt --quote Tokyo --body "$(printf "\\377")"')
    assert done.returncode == 2
    assert "not UTF-8" in done.stderr
    assert not notes_file(library).exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Tokyo", "Japan"}),
        ("why", {"Tokyo"}),
        ('"on earth"', {"Tokyo"}),
        ('"earth on"', set()),
        ("kind:entity", {"Japan"}),
        ("label:gpe -tag:war", {"Japan"}),
        ("tag:war", {"Tokyo"}),
        ("article:a.txt status:anchored -japan", {"Tokyo"}),
    ],
)
def test_queries_for_notes(shell: Shell, query: str, found: set[str]) -> None:
    shell("postil note library/a.txt --quote Tokyo --body 'Why on earth?' --tag war")
    shell("postil note library/a.txt --quote Japan --label GPE")
    lines = shell(f"postil notes library --json -q '{query}'").stdout.splitlines()
    assert {json.loads(line)["quote"] for line in lines} == found


def test_a_query_that_cannot_be_understood_is_usage(shell: Shell) -> None:
    done = shell("postil notes library -q nofield:x")
    assert done.returncode == 2
    assert "nofield" in done.stderr


def test_check_names_articles_and_relations_that_lead_nowhere(shell: Shell, library: Path) -> None:
    first = shell("postil note library/a.txt --quote Tokyo").stdout.strip()
    text = notes_file(library).read_text()
    relation = text.replace('"kind": "note"', '"kind": "relation"').replace('"from": null', f'"from": "{first}"')
    notes_file(library).write_text(relation.replace('"to": null', '"to": "nobody"'))
    assert "points at nobody, which is not there" in shell("postil check library").stderr
    (library / "a.txt").unlink()
    done = shell("postil check library --repair")
    assert done.returncode == 1
    assert "a.txt: no such file; 1 annotation waits for it" in done.stderr
    assert notes_file(library).read_text() == relation.replace('"to": null', '"to": "nobody"')


def test_check_of_one_file_is_about_that_file(shell: Shell, library: Path) -> None:
    (library / "b.txt").write_text("Other\n\nLondon.\n", encoding="utf-8")
    shell("postil note library/a.txt --quote Tokyo; postil note library/b.txt --quote London")
    (library / "b.txt").write_text("Nothing left of it.\n", encoding="utf-8")
    assert shell("postil check library/a.txt").stdout == "1 annotation, 0 problems\n"
    assert shell("postil check library").returncode == 1
