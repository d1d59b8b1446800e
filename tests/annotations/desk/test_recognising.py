from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from annotations.desk.recognising import Recognising
from annotations.entities.engines import ENGINES, engine
from annotations.entities.packed import Entities
from annotations.problem import PostilError
from annotations.text.span import Span

TEXT = "Talks\n\nJapan met South Korea 🇰🇷 on Dec. 5, said Hiroshi Kajiyama.\n\ud800 Kajiyama left Tokyo.\n"
HEADLINE = Span(0, 5)
LONG = "Hiroshi Kajiyama met Angela Merkel in South Korea on Dec. 5. " * 40_000


def children(process: int) -> list[int]:
    """The processes that any of its threads has begun, and that have not been waited for."""
    files = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def wait_for(condition: Callable[[], object]) -> None:
    """Return when it holds; fails after ten seconds."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are watched in /proc")


@pytest.mark.parametrize("name", ENGINES)
def test_a_process_of_its_own_finds_the_same(name: str) -> None:
    here = engine(name).recognise(TEXT, headline=HEADLINE, skip=[Span(7, 12)])
    assert len(here) > 3
    assert list(Recognising(name).recognise(TEXT, HEADLINE, [Span(7, 12)])) == here
    assert list(Recognising(name, long=0).recognise(TEXT, HEADLINE, [Span(7, 12)])) == here


def test_without_a_process_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = engine("rules").recognise(TEXT)
    for program in ("/nowhere/python", "/bin/false"):
        monkeypatch.setattr(sys, "executable", program)
        assert list(Recognising("rules", long=0).recognise(TEXT)) == here


def test_an_unknown_engine_is_said_for_a_long_text_too() -> None:
    with pytest.raises(PostilError, match="no such engine"):
        Recognising("oracle", long=0).recognise(TEXT)


@needs_proc
def test_what_is_stopped_finds_nothing_and_leaves_no_process() -> None:
    recognising = Recognising("rules", long=0)
    found: list[Entities] = []

    def recognise() -> None:
        found.append(recognising.recognise(LONG))

    for give_up in (recognising.stop, recognising.close):
        before = children(os.getpid())
        work = Thread(target=recognise)
        work.start()
        while children(os.getpid()) == before:
            assert work.is_alive()
            time.sleep(0.01)
        give_up()
        work.join(10)
        assert recognising.stopped
        assert children(os.getpid()) == before
        # It takes on more after it was stopped, and no more when it was closed.
        found.append(recognising.recognise(TEXT))
    assert [bool(each) for each in found] == [False, True, False, False]


@needs_proc
def test_the_process_ends_with_its_parent() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from annotations.desk.recognising import Recognising;"
        "Recognising('rules', long=0).recognise('Hiroshi Kajiyama met Angela Merkel on Dec. 5. ' * 200_000)"
    )
    root = str(Path(__file__).parents[3])
    with subprocess.Popen([sys.executable, "-c", code, root]) as parent:
        wait_for(lambda: children(parent.pid))
        (child,) = children(parent.pid)
        parent.send_signal(signal.SIGKILL)
    wait_for(lambda: not runs(child))


def runs(process: int) -> bool:
    """Whether it still runs; one that nobody waits for stays as a zombie."""
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
