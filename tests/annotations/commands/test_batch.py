"""`postil entities --jobs`: the same lines in the same order, from processes that do not outlive it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.terminal.terminal import POSTIL, environment

PATIENCE = 30.0


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(12):
        # The first has the most to do.
        text = "Ministers\n\n" + f"Japan met {number} envoys of South Korea in Tokyo on Monday. " * (120 - 9 * number)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "10.txt").write_bytes(b"")
    return folder


def entities(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(POSTIL), "entities", "library", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment(home), cwd=home, check=False)


def kept(home: Path) -> dict[str, int]:
    """What is in the cache, and when it was put there, as an ordinal."""
    (file,) = (home / "cache" / "postil" / "suggestions").glob("*.sqlite")
    database = sqlite3.connect(file)
    try:
        return dict(database.execute("SELECT key, rowid FROM suggestions").fetchall())
    finally:
        database.close()


def test_the_lines_are_the_same_however_many_recognise(library: Path, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "library").symlink_to(library)
    alone = entities(tmp_path / "alone", "--json")
    together = entities(tmp_path, "--json", "--jobs", "3")
    assert together.stdout == alone.stdout
    assert together.stdout.count('"10.txt"') == 0
    assert together.stderr == alone.stderr
    assert together.returncode == alone.returncode == 1
    assert entities(tmp_path, "--jobs", "auto").stdout == entities(tmp_path, "--jobs", "0").stdout


@pytest.mark.parametrize("wrong", ["-1", "many"])
def test_a_number_of_jobs_that_is_none_is_usage(library: Path, tmp_path: Path, wrong: str) -> None:
    assert entities(tmp_path, "--jobs", wrong).returncode == 2


def test_what_is_wrong_with_the_labels_is_said_once(library: Path, tmp_path: Path) -> None:
    (library / ".postil").mkdir()
    (library / ".postil" / "scheme.toml").write_text("labels", encoding="utf-8")
    done = entities(tmp_path, "--jobs", "2")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "scheme.toml:1: " in done.stderr


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_a_run_that_is_killed_leaves_no_process_and_goes_on_where_it_was(library: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [str(POSTIL), "entities", "library", "--jobs", "2"],
        stdout=subprocess.PIPE,
        env=environment(tmp_path, PYTHONUNBUFFERED="1"),
        cwd=tmp_path,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        workers = children(child.pid)
        child.kill()
    assert len(workers) == 2
    gone(workers)
    before = kept(tmp_path)
    assert before
    assert entities(tmp_path, "--jobs", "2").stdout.count("\n") > 500
    after = kept(tmp_path)
    assert len(after) == 11
    assert before.items() <= after.items(), "what was recognised before was recognised anew"


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
def test_ctrl_c_is_quiet_and_ends_the_processes(library: Path, tmp_path: Path) -> None:
    with subprocess.Popen(
        [str(POSTIL), "entities", "library", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path, PYTHONUNBUFFERED="1"),
        cwd=tmp_path,
        start_new_session=True,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        workers = children(child.pid)
        # As a terminal does: to all of them.
        os.killpg(child.pid, signal.SIGINT)
        _, said = child.communicate(timeout=PATIENCE)
    assert (child.returncode, said) == (130, b"")
    gone(workers)


def children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def gone(processes: list[int]) -> None:
    end = time.monotonic() + PATIENCE
    while any(_runs(each) for each in processes):
        assert time.monotonic() < end, "a process was left"
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
