"""What holds for every command: help, exit statuses, and conduct where streams are not as they should be."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from annotations.commands.main import COMMANDS
from tests.terminal.terminal import POSTIL, environment
from tui.entry import SCREEN_COMMANDS, main

ALL = (*COMMANDS, *SCREEN_COMMANDS)
WELL = {
    "show": ["library/a.txt"],
    "note": ["library/a.txt", "--quote", "Tokyo"],
    "search": ["Tokyo", "library"],
    "add": ["a.txt", "--to", "library"],
    "export": ["library", "--to", "jsonl"],
    "import": ["made.jsonl", "library", "--from", "jsonl"],
    "agree": ["notes.json", "notes.json", "library"],
    "learn": ["library", "--forget"],
    "merge": ["notes.json", "notes.json", "notes.json"],
    "completion": ["bash"],
}
"""Words after a command with which it does its work; `library` for the others."""
BADLY = {
    "note": ["gone.txt", "--quote", "Tokyo"],
    "search": ["Tokyo", "gone"],
    "add": ["gone.txt", "--to", "library"],
    "export": ["gone", "--to", "jsonl"],
    "import": ["gone.jsonl", "library", "--from", "jsonl"],
    "agree": ["gone.json", "gone.json", "library"],
    "merge": ["gone.json", "gone.json", "gone.json"],
}
"""The same on something that is not there; `gone` for the others."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with a note on it, under git, in the working folder."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    text = "Talks in Tokyo\n\nJapan met South Korea. " + "Tokyo was glad of it.\n" * 200
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Another\n\nNothing happened.\n", encoding="utf-8")
    assert main(["note", "library/a.txt", "--quote", "Japan", "--label", "GPE"]) == 0
    assert main(["export", "library", "--to", "jsonl", "-o", "made.jsonl"]) == 0
    shutil.copy("library/.postil/notes.json", "notes.json")
    return tmp_path


def words(command: str, table: dict[str, list[str]], other: str) -> list[str]:
    return [command, *table.get(command, [other])]


@pytest.mark.parametrize("command", ALL)
def test_help_has_an_example_and_writes_nothing(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environment(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    assert main([command, "--help"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"usage: postil {command} ")
    assert f"postil {command} " in said.out.partition("example")[2]
    assert "exit status: 0 done, 1 something is wrong with the data, 2 usage" in said.out
    assert (said.err, list(tmp_path.iterdir())) == ("", [])


@pytest.mark.parametrize("command", ALL)
def test_wrong_usage_is_two(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--nonsense"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--nonsense" in said.err or "required" in said.err


@pytest.mark.parametrize("command", [name for name in ALL if name != "completion"])
def test_wrong_data_is_one_and_is_named_in_a_line(home: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(words(command, BADLY, "gone")) == 1
    said = capsys.readouterr()
    assert said.err.startswith("postil: ")
    assert "gone" in said.err
    assert all(line.startswith("postil: ") for line in said.err.splitlines())


@pytest.mark.parametrize("command", COMMANDS)
def test_done_is_nought_and_a_closed_standard_input_is_no_matter(home: Path, command: str) -> None:
    if command == "git-setup":
        subprocess.run(["git", "init", "-q", "library"], check=True)
    arguments = [str(POSTIL), *words(command, WELL, "library")]
    done = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_is_gone_or_an_output_that_is_closed_ends_it_quietly(home: Path, command: str) -> None:
    arguments = [str(POSTIL), *words(command, WELL, "library")]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode in (0, 1, 141)
    assert b"Traceback" not in done.stderr
    assert b"roken pipe" not in done.stderr
    closed = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *arguments], capture_output=True, text=True, check=False
    )
    assert (closed.returncode, closed.stderr) == (1, "postil: standard output: is closed\n")


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colour_gets_none(home: Path, name: str, value: str) -> None:
    def seen(command: str, **more: str) -> bytes:
        """What a terminal gets."""
        ours, theirs = os.openpty()
        with subprocess.Popen(
            [str(POSTIL), *words(command, WELL, "library")],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env=environment(home, **more),
        ):
            os.close(theirs)
            found = b""
            while data := _read(ours):
                found += data
        os.close(ours)
        return found

    assert b"\x1b[" in seen("show")
    for command in ("show", "ls", "entities", "notes", "check", "agree"):
        assert b"\x1b" not in seen(command, **{name: value})


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        # What Linux says when the last that had it open is gone.
        return b""


def test_what_is_exported_into_a_pipe_is_imported_from_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def shell(command: str) -> subprocess.CompletedProcess[str]:
        paths = f"{POSTIL.parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            ["sh", "-c", command], capture_output=True, text=True, env=environment(home, PATH=paths), check=False
        )

    (home / "other").mkdir()
    done = shell("postil export library --to jsonl | postil import - other --from jsonl --add")
    assert (done.returncode, done.stderr) == (0, "postil: 1 new articles, 1 taken in\n")
    assert "“Japan”" in shell("postil notes other").stdout
    broken = shell("echo '{' | postil import - other --from jsonl")
    assert broken.returncode == 1
    assert broken.stderr.startswith("postil: standard input:1: ")
    assert shell("postil import - other --from jsonl <&-").stderr == "postil: standard input: is closed\n"
    assert shell("postil import - other --from brat </dev/null").returncode == 2
