"""The headless command line, run as users and scripts run it."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from annotations.articles.article import Article
from annotations.articles.read import read
from tests.terminal.terminal import POSTIL, environment

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = (
    "Talks in Tokyo\n\nSource: Reuters | 2020-03-05 10:00\n\n"
    "Japan met South Korea. Tokyo was glad. \x1b[31mred\x1b[0m.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(POSTIL), *arguments],
            input=stdin,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=environment(tmp_path),
            cwd=tmp_path,
            check=False,
        )

    return run


def objects(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_ls_lists_articles_and_names_what_cannot_be_read(run: Run, library: Path) -> None:
    done = run("ls", "library", "--json")
    assert objects(done.stdout) == [
        {
            "article": "a.txt", "title": "Talks in Tokyo", "source": "Reuters", "published": "2020-03-05T10:00:00",
            "author": None, "words": 16, "entities": 0, "notes": 0, "state": "new",
        }
    ]  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "empty.txt: empty file" in done.stderr
    assert run("ls", "library", "-q", "source:other").stdout == ""
    assert run("ls", "library", "-q", "is:nonsense").returncode == 2
    assert not (library / ".postil").exists()


def test_entities_are_exact_also_from_standard_input(run: Run, library: Path) -> None:
    done = run("entities", "library/a.txt", "--json")
    found = objects(done.stdout)
    assert {"Tokyo", "Japan", "South Korea"} <= {entity["text"] for entity in found}
    assert all(TEXT[entity["start"] : entity["end"]] == entity["text"] for entity in found)
    assert set(found[0]) == {"article", "start", "end", "text", "label", "score", "source"}
    piped = objects(run("entities", "-", "--json", stdin=TEXT).stdout)
    assert [entity["text"] for entity in piped] == [entity["text"] for entity in found]
    assert run("entities", "library/a.txt", "--engine", "nonsense").returncode == 2


def test_note_and_notes_and_plain_tinydb(run: Run, library: Path) -> None:
    made = run("note", "library/a.txt", "--quote", "Tokyo", "--nth", "2", "--body", "Glad?", "--tag", "mood")
    assert made.returncode == 0
    labelled = run("note", "library/a.txt", "--quote", "Japan met", "--label", "EVENT")
    with TinyDB(library / ".postil" / "notes.json") as database:
        documents = {document["id"]: dict(document) for document in database.table("notes")}
    note, entity = documents[made.stdout.strip()], documents[labelled.stdout.strip()]
    assert TEXT[note["start"] : note["end"]] == note["quote"] == "Tokyo"
    assert (note["start"], note["body"], note["tags"]) == (TEXT.rindex("Tokyo"), "Glad?", ["mood"])
    assert (entity["kind"], entity["label"], entity["decision"]) == ("entity", "EVENT", "added")
    article = read(library / "a.txt")
    assert isinstance(article, Article)
    assert note["article_sha256"] == article.sha256
    assert objects(run("notes", "library", "-q", "tag:mood", "--json").stdout) == [note]
    assert "Glad?" in run("notes", "library").stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--quote", "Osaka"], 1, "“Osaka” stands there 0 times"),
        (["--quote", "Tokyo", "--nth", "9"], 1, "stands there 2 times"),
        (["--quote", "Tokyo", "--label", "NOPE"], 2, "no label of the scheme"),
        ([], 2, "--quote"),
    ],
)
def test_note_says_what_is_wrong_with_it(run: Run, library: Path, arguments: list[str], status: int, said: str) -> None:
    done = run("note", "library/a.txt", *arguments)
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (library / ".postil").exists()


def test_suggestions_made_elsewhere_come_back_as_they_were(run: Run, library: Path, tmp_path: Path) -> None:
    made = run("entities", "library/a.txt", "--json").stdout
    (tmp_path / "made.jsonl").write_text(made + "[]\n", encoding="utf-8")
    done = run("entities", "library/a.txt", "--engine", "builtin,jsonl:made.jsonl", "--json")
    assert [each | {"source": ""} for each in objects(done.stdout)] == [each | {"source": ""} for each in objects(made)]
    assert {each["source"] for each in objects(done.stdout)} == {"builtin, jsonl:made.jsonl"}
    number = made.count("\n") + 1
    assert done.stderr == (
        f"postil: made.jsonl:{number}: no JSON object; write the lines that `postil entities --json` prints\n"
    )
    assert done.returncode == 1


def test_an_engine_that_is_not_there_is_named_and_the_others_work(run: Run, library: Path) -> None:
    done = run("entities", "library/a.txt", "--engine", "rules,spacy:no_such_pipeline")
    assert "Tokyo  (rules)" in done.stdout
    assert done.stderr.startswith("postil: spacy:no_such_pipeline: ")
    assert done.returncode == 1
    for wrong in ("nonsense", "spacy:", "rules,rules", "rules,"):
        assert run("show", "library/a.txt", "--engine", wrong).returncode == 2
        assert run("library", "--engine", wrong).returncode == 2


def test_show_marks_entities_and_notes_and_lets_no_control_through(run: Run, library: Path) -> None:
    run("note", "library/a.txt", "--quote", "was glad", "--body", "Sure?")
    shown = run("show", "library/a.txt", "--plain").stdout
    assert "[Japan|GPE] met [South Korea|GPE]" in shown
    assert "{was glad}[1]" in shown
    assert "[1] Sure?" in shown
    assert "\x1b" not in shown
    assert "␛[31mred" in shown


def test_check_finds_what_lost_its_place_and_repairs_what_moved(run: Run, library: Path) -> None:
    run("note", "library/a.txt", "--quote", "was glad")
    assert run("check", "library").returncode == 0
    (library / "a.txt").write_text("Moved.\n\n" + TEXT, encoding="utf-8")
    assert "would get a new place" in run("check", "library").stderr
    assert run("check", "library", "--repair").returncode == 0
    assert run("check", "library").stderr == ""
    (library / "a.txt").write_text("Something else altogether, and longer.\n", encoding="utf-8")
    lost = run("check", "library")
    assert lost.returncode == 1
    assert "orphaned" in lost.stderr


def test_a_damaged_notes_file_is_named_and_left_as_it_is(run: Run, library: Path) -> None:
    (library / ".postil").mkdir()
    file = library / ".postil" / "notes.json"
    file.write_bytes(b'{"notes": {"1": {\n"id":\n')
    for command in (["notes", "library"], ["note", "library/a.txt", "--quote", "Tokyo"], ["check", "library"]):
        done = run(*command)
        assert done.returncode == 1
        assert "notes.json:" in done.stderr
    assert file.read_bytes() == b'{"notes": {"1": {\n"id":\n'


@pytest.mark.parametrize("arguments", [["--nonsense"], ["--notes"], ["ls", "--nonsense"], ["library"]])
def test_usage_is_status_two_and_no_traceback(run: Run, library: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path, library: Path) -> None:
    (library / "long.txt").write_text("Title\n\n" + "Tokyo and Paris. " * 20_000, encoding="utf-8")
    command = f"{shlex.quote(str(POSTIL))} entities library/long.txt | head -n 1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env=environment(tmp_path), cwd=tmp_path, check=False
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_the_command_line_imports_neither_textual_nor_rich(library: Path) -> None:
    script = (
        "import sys; from tui.entry import main\n"
        "main(['ls', sys.argv[1]]); main(['entities', sys.argv[1]]); main(['--version'])\n"
        "print([name for name in ('textual', 'rich', 'tinydb', 'yaml', 'chardet') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(library)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
